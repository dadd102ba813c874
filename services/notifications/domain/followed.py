"""What those who follow a project are told: sentences of the message catalogue, as in `letter`."""

from dataclasses import replace
from typing import TypeAlias

from services.notifications.domain.letter import Letter
from services.notifications.domain.letters import Told, letter
from services.notifications.domain.project_letters import COMING
from shared.contracts.projects import MilestoneDelayed, MilestoneReached, ProjectImplemented, ProjectStarted
from shared.contracts.work_days import WorkDayPlanned

Followed: TypeAlias = ProjectStarted | MilestoneReached | MilestoneDelayed | WorkDayPlanned | ProjectImplemented
WHY = "You get this mail because you follow this in Lähiö. You can stop following it there."

BEGUN = Letter("The work on “{proposal}” begins", "The project “{proposal}” has {cost} to spend.", why=WHY)
STEP_DONE = Letter(
    "“{proposal}”: a step is done", "In the project “{proposal}”, this is done now: {milestone}", why=WHY
)
STEP_DELAYED = Letter(
    "“{proposal}”: a step is delayed",
    "In the project “{proposal}”, this takes longer than planned: {milestone}. The reason: {reason}",
    why=WHY,
)
HANDS = Letter(
    "“{proposal}”: lend a hand",
    "You are welcome to a work day of the project “{proposal}”: {time}, {place}.",
    link=COMING,
    why=WHY,
)
READY = Letter("“{proposal}” is ready", "What you followed is ready. Thank you for taking part!", why=WHY)


def letter_to_follower(event: Told) -> Letter:
    match event:
        case ProjectStarted(budget_cents=cents):
            return replace(BEGUN, cost_cents=cents)
        case WorkDayPlanned():
            return HANDS
        case MilestoneReached():
            return STEP_DONE
        case MilestoneDelayed(reason=reason):
            return replace(STEP_DELAYED, reason=reason)
        case ProjectImplemented():
            return READY
        case _:
            return letter(event)
