"""What those who follow a project are told: sentences of the message catalogue, as in `letter`."""

from dataclasses import replace
from typing import TypeAlias

from services.notifications.domain.letter import Letter
from services.notifications.domain.letters import Told, letter
from shared.contracts.projects import MilestoneDelayed, MilestoneReached, ProjectImplemented

Followed: TypeAlias = MilestoneReached | MilestoneDelayed | ProjectImplemented
WHY = "You get this mail because you follow this in Lähiö. You can stop following it there."

STEP_DONE = Letter(
    "“{proposal}”: a step is done", "In the project “{proposal}”, this is done now: {milestone}", why=WHY
)
STEP_DELAYED = Letter(
    "“{proposal}”: a step is delayed",
    "In the project “{proposal}”, this takes longer than planned: {milestone}. The reason: {reason}",
    why=WHY,
)
READY = Letter("“{proposal}” is ready", "What you followed is ready. Thank you for taking part!", why=WHY)


def letter_to_follower(event: Told) -> Letter:
    match event:
        case MilestoneReached():
            return STEP_DONE
        case MilestoneDelayed(reason=reason):
            return replace(STEP_DELAYED, reason=reason)
        case ProjectImplemented():
            return READY
        case _:
            return letter(event)
