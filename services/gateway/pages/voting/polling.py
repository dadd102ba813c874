"""A round's vote as whoever looks stands in it: their ballot, their draft, and where they may choose."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from services.gateway.pages.people import is_resident, may_vote
from services.gateway.visit import Visit, told
from shared.contracts.ballots import BallotView, Choice, DraftView, GetMyBallot, GetMyDraft
from shared.contracts.contests import Contest
from shared.contracts.participants import Channel
from shared.contracts.rounds import Phase, RoundView
from shared.contracts.voting import GetVote, Item, VoteStatus, VoteView
from shared.messages import Kind, Query, Refused

T = TypeVar("T")
CHECKED = frozenset({VoteStatus.OPEN, VoteStatus.CLOSED, VoteStatus.COUNTED, VoteStatus.CERTIFIED})


@dataclass(frozen=True)
class Polling:
    round: RoundView
    vote: VoteView | None
    ballot: BallotView | None
    draft: DraftView | None
    contests: tuple[Contest, ...]  # that whoever looks may choose in

    @property
    def is_announced(self) -> bool:
        return self.vote is not None and self.vote.status is VoteStatus.ANNOUNCED

    @property
    def opens_at(self) -> datetime:
        return self.round.timetable.start_of(Phase.VOTING)

    @property
    def is_voting(self) -> bool:
        return self.vote is not None and self.vote.status is VoteStatus.OPEN and self.vote.closes_at > datetime.now(UTC)

    @property
    def is_extended(self) -> bool:
        return self.vote is not None and self.vote.closes_at > self.vote.was_to_close_at

    @property
    def is_checked(self) -> bool:
        """It has closed, and its result is not public yet."""
        return self.vote is not None and not self.is_voting and self.vote.status in CHECKED

    @property
    def is_cast_for_good(self) -> bool:
        return self.ballot is not None and self.ballot.channel is not Channel.ONLINE

    @property
    def cast(self) -> list[tuple[Contest, list[tuple[Item, int]]]]:
        """What my ballot says, contest by contest: each choice with its points."""
        if self.vote is None or self.ballot is None:
            return []
        items = {item.proposal: item for item in self.vote.items}
        said = [(items[choice.proposal], choice.points) for choice in self.ballot.choices]
        return [(contest, [one for one in said if one[0].contest == contest.id]) for contest in self.vote.contests]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Those of my draft, or else of my ballot."""
        filled = self.draft or self.ballot
        return filled.choices if filled else ()


async def polling(visit: Visit, round_: RoundView) -> Polling:
    area, id_, by = round_.area, round_.id, visit.actor
    voting = or_none(visit, GetVote(area=area, round=id_, by=by))
    vote, ballot, draft = await asyncio.gather(
        voting,
        _my_ballot(visit, area, id_),
        _my_draft(visit, area, id_),
    )
    mine = tuple(one for one in vote.contests if one.admits(by.home, by.school)) if vote else ()
    return Polling(round_, vote, ballot, draft, mine)


async def _my_ballot(visit: Visit, area: str, round_: str) -> BallotView | None:
    if not may_vote(visit, area, round_):
        return None
    return await or_none(visit, GetMyBallot(area=area, round=round_, by=visit.actor))


async def _my_draft(visit: Visit, area: str, round_: str) -> DraftView | None:
    if not is_resident(visit, area):
        return None
    return await or_none(visit, GetMyDraft(area=area, round=round_, by=visit.actor))


async def or_none(visit: Visit, query: Query[T]) -> T | None:
    try:
        return await told(visit, query)
    except Refused as refused:
        if refused.refusal.reason.kind is Kind.UNKNOWN:
            return None
        raise
