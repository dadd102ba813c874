"""What the forms of a project's work say."""

from collections.abc import Callable, Mapping

from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.planning.typed import cents, given, number, words
from shared.contracts.projects import (
    DelayMilestone,
    ImplementProject,
    PlanMilestone,
    ReachMilestone,
    SetResponsibleUnit,
)
from shared.contracts.work_days import CountAttendance, PlanWorkDay
from shared.ids import derived_id
from shared.messages import Command


def _unit(filled: Filled, _: str) -> Given:
    return {"unit": words(filled, "unit")}


def _milestone(filled: Filled, command_id: str) -> Given:
    planned = cents(filled, "planned_cents") if first(filled, "planned_cents").strip() else 0
    dates = given(filled, "due", "starts")
    return {"milestone": derived_id(command_id), "title": words(filled, "title"), "planned_cents": planned, **dates}


def _delay(filled: Filled, _: str) -> Given:
    return {"reason": words(filled, "reason"), **given(filled, "due")}


def _reach(filled: Filled, _: str) -> Given:
    return {"spent_cents": cents(filled, "spent_cents"), **given(filled, "reached_on")}


def _work_day(filled: Filled, command_id: str) -> Given:
    day = {"day": derived_id(command_id), "place": words(filled, "place"), "places": number(filled, "places")}
    return {**day, **given(filled, "on")}


def _attendance(filled: Filled, _: str) -> Given:
    return {"people": number(filled, "people")}


def _nothing(_: Filled, __: str) -> Given:
    return {}


Form = tuple[type[Command], Callable[[Filled, str], Given]]
OF_PROJECT: Mapping[str, Form] = {
    "unit": (SetResponsibleUnit, _unit),
    "milestone": (PlanMilestone, _milestone),
    "work-day": (PlanWorkDay, _work_day),
    "finish": (ImplementProject, _nothing),
}
OF_MILESTONE: Mapping[str, Form] = {"delay": (DelayMilestone, _delay), "reach": (ReachMilestone, _reach)}
OF_WORK_DAY: Mapping[str, Form] = {"attendance": (CountAttendance, _attendance)}
