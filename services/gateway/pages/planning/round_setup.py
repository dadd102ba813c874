"""A round is set up: its timetable looked through, everything seen as a resident will see it, and then planned."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from litestar import get, post
from litestar.types import ASGIApp
from msgspec.structs import replace

from services.gateway.explanations import rule_in_words
from services.gateway.operations import read_strings
from services.gateway.pages.filled import first
from services.gateway.pages.finnish_time import as_typed
from services.gateway.pages.planning.desk import MOST, PLAN, planning, programme
from services.gateway.pages.planning.round_form import CONTESTS, is_trial, round_in
from services.gateway.pages.planning.timetable import as_new, drawn, faults_in
from services.gateway.pages.planning.typed import NOTHING, Typed
from services.gateway.pages.rendering import see
from services.gateway.pages.rounds import RoundPicture, areas
from services.gateway.problems import problem
from services.gateway.visit import Visit, told
from shared.contracts.contests import WHOLE, Contest, CountingRule, RuleName
from shared.contracts.packages import ListPackages
from shared.contracts.rounds import Phase, PlanRound, RoundView
from shared.contracts.timetables import LEAST_DAYS, TIMETABLE_FAULTY
from shared.ids import derived_id
from shared.messages import Refusal, Refused
from shared.requests import send
from shared.texts import FINLAND

SETUP = f"{PLAN}/round"
FORM = "round"


@get(SETUP)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, NOTHING, None)


@post(SETUP)
async def set_up(request: Visit) -> ASGIApp:
    """Looked at first; planned where the button says so and nothing is wrong."""
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    new = {"area": request.path_params["area"], "round": derived_id(command_id)}
    try:
        asked = read_strings({**round_in(filled), **new}, PlanRound)
        faults = await faults_in(request, asked.timetable, trial=is_trial(filled))
        if faults:
            refused = Typed(FORM, filled, problem(request.language, Refusal(TIMETABLE_FAULTY, {})), faults)
            return await _show(request, refused, asked)
        if first(filled, "do") != "plan":
            return await _show(request, Typed(FORM, filled), asked)
        done = await send(request.instance.nc, replace(asked, by=request.signed_in()), command_id)
    except Refused as refused:
        return await _show(request, Typed.refused(request, FORM, filled, refused.refusal), None)
    place = "/areas/{area}/plan/rounds/{round}".format_map(new)
    return see(request, place, done=PlanRound.__name__, position=str(done.position))


async def _show(request: Visit, typed: Typed, asked: PlanRound | None) -> ASGIApp:
    current = await programme(request)
    packages = await told(request, ListPackages(area=current.area, limit=MOST))
    return await planning(
        request,
        "planning/round.html",
        typed,
        programme=current,
        packages=[(one.id, one.title) for one in packages.items if one.programme == current.id],
        areas=await areas(request),
        phases=[(phase, LEAST_DAYS.get(phase, 0)) for phase in Phase],
        proposed=_proposed(request.instance.settings.clock()),
        rules=[(rule, rule_in_words(request.language, _counted_by(rule))) for rule in RuleName],
        contest_rows=CONTESTS,
        drawn=drawn(asked.timetable) if asked else (),
        preview=_preview(request, asked) if asked and not typed.problem else None,
        contests=_contests(asked) if asked else (),
        rule_in_words=lambda contest: rule_in_words(request.language, contest),
    )


def _counted_by(rule: RuleName) -> Contest:
    return Contest(WHOLE, WHOLE, 0, rule=CountingRule(name=rule))


def _contests(asked: PlanRound) -> tuple[Contest, ...]:
    return asked.contests or (Contest(WHOLE, asked.name, asked.budget_cents, asked.limits, asked.rule),)


def _preview(request: Visit, asked: PlanRound) -> RoundPicture:
    """As the page of the area would show it just now."""
    timetable = asked.timetable
    round_ = RoundView(
        asked.round,
        asked.area,
        asked.name,
        asked.programme,
        asked.budget_cents,
        timetable,
        _contests(asked),
        asked.roll,
        asked.trial,
        timetable.at(request.instance.settings.clock()),
    )
    return as_new(round_)


def _proposed(now: datetime) -> dict[str, str]:
    """A timetable to begin with: from the day after tomorrow, each phase as long as it has to be, and a week more."""
    noon = now.astimezone(ZoneInfo(FINLAND)).replace(hour=12, minute=0, second=0, microsecond=0)
    starts, time = {}, noon + timedelta(days=2)
    for phase in Phase:
        starts[str(phase)] = as_typed(time)
        time += timedelta(days=LEAST_DAYS.get(phase, 0) + 7)
    return starts


HANDLERS = (show, set_up)
