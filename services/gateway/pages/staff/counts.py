"""Counts that wait for a coordinator: two sign them, one after the other, before the result is published."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.gateway.pages.voting.polling import or_none
from services.gateway.visit import Visit
from shared.contracts.rounds import Phase, RoundView
from shared.contracts.vote_steps import GetVoteSteps, VoteStep

AFTER_VOTING = {Phase.RESULT, Phase.IMPLEMENTATION}


def _(sentence: str) -> str:
    """Marks a sentence for the catalogues."""
    return sentence


NEXT = {
    VoteStep.COUNTED: _("Sign as the first"),
    VoteStep.REVIEWED: _("Sign as the second"),
    VoteStep.CERTIFIED: _("Publish the result"),
}


@dataclass(frozen=True)
class Count:
    """`what` has to be done with it."""

    round: RoundView
    what: str
    since: datetime


async def waiting_counts(visit: Visit, area: str, rounds: Iterable[RoundView]) -> list[Count]:
    found = await asyncio.gather(*(_count(visit, area, one) for one in rounds if one.phase in AFTER_VOTING))
    return [one for one in found if one]


async def _count(visit: Visit, area: str, round_: RoundView) -> Count | None:
    """None also for who has signed as the first: the second is somebody else."""
    steps = await or_none(visit, GetVoteSteps(area=area, round=round_.id, by=visit.actor))
    last = steps.taken[-1] if steps and steps.taken else None
    if last is None or last.step not in NEXT or (last.step is VoteStep.REVIEWED and last.by == visit.actor.id):
        return None
    return Count(round_, NEXT[last.step], last.at)
