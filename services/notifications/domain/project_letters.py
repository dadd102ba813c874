"""What a person is told of the project that grew out of their idea."""

from dataclasses import replace
from typing import TypeAlias, assert_never

from services.notifications.domain.letter import Letter
from shared.contracts.projects import MilestoneDelayed, MilestoneReached, ProjectImplemented, ProjectStarted
from shared.contracts.work_days import WorkDayPlanned

OfProject: TypeAlias = ProjectStarted | MilestoneDelayed | MilestoneReached | WorkDayPlanned | ProjectImplemented

COMING = "Say here that you come: {url}"

STARTED = Letter(
    "The work on “{proposal}” begins",
    "The project that grew out of your idea “{idea}” has {cost} to spend.",
)
MILESTONE = Letter(
    "“{proposal}”: a step is done",
    "In the project that grew out of your idea “{idea}”, this is done now: {milestone}",
)
DELAYED = Letter(
    "“{proposal}”: a step is delayed",
    "In the project that grew out of your idea “{idea}”, this takes longer than planned: {milestone}. "
    "The reason: {reason}",
)
WORK_DAY = Letter(
    "“{proposal}”: lend a hand",
    "You are welcome to a work day of the project that grew out of your idea “{idea}”: {time}, {place}.",
    link=COMING,
)
IMPLEMENTED = Letter(
    "“{proposal}” is ready",
    "What grew out of your idea “{idea}” is ready. Thank you for your idea!",
)


def of_project(event: OfProject) -> Letter:
    match event:
        case ProjectStarted(budget_cents=cents):
            return replace(STARTED, cost_cents=cents)
        case MilestoneDelayed(reason=reason):
            return replace(DELAYED, reason=reason)
        case MilestoneReached():
            return MILESTONE
        case WorkDayPlanned():
            return WORK_DAY
        case ProjectImplemented():
            return IMPLEMENTED
        case _:
            assert_never(event)
