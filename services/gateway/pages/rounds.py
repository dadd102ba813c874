"""What a page shows of a round."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import TypeVar

from services.gateway.pages.people import is_resident, may_vote
from services.gateway.visit import Visit, told
from shared.contracts.analytics import ListParticipation, Participation
from shared.contracts.areas import ListAreas
from shared.contracts.ballots import BallotView, DraftView, GetMyBallot, GetMyDraft
from shared.contracts.contests import Contest
from shared.contracts.ideas import IdeaStatus, IdeaView, ListIdeas
from shared.contracts.participants import Channel
from shared.contracts.projects import ListProjects, ProjectView
from shared.contracts.proposals import ListProposals, ProposalView
from shared.contracts.rounds import ListRounds, Phase, RoundView
from shared.contracts.voting import GetVote, VoteStatus, VoteView
from shared.messages import Kind, Query, Refused

T = TypeVar("T")
CHECKED = frozenset({VoteStatus.OPEN, VoteStatus.CLOSED, VoteStatus.COUNTED, VoteStatus.CERTIFIED})
MOST = 100  # shown of each list
PATIENCE = 1.0  # seconds


@dataclass(frozen=True)
class Step:
    """A phase in a round's timeline. `now` is true of the current one."""

    phase: Phase
    starts_at: datetime
    past: bool
    now: bool


@dataclass(frozen=True)
class RoundPicture:
    round: RoundView
    vote: VoteView | None
    ideas: tuple[IdeaView, ...]
    proposals: tuple[ProposalView, ...]
    projects: tuple[ProjectView, ...]
    ballot: BallotView | None
    draft: DraftView | None
    participation: Participation | None
    contests: tuple[Contest, ...]  # that whoever looks may choose in

    @property
    def steps(self) -> list[Step]:
        phases = list(Phase)
        reached = phases.index(self.round.phase) if self.round.phase else -1
        return [
            Step(item.phase, item.starts_at, phases.index(item.phase) < reached, item.phase is self.round.phase)
            for item in self.round.timetable.phases
        ]

    @property
    def next_at(self) -> datetime | None:
        """When the phase changes next."""
        return next((step.starts_at for step in self.steps if not step.past and not step.now), None)

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
    def funded(self) -> list[tuple[str, int]]:
        """Titles and costs of what won, contest by contest in the order it was chosen."""
        if self.vote is None or self.vote.result is None:
            return []
        items = {item.proposal: item for item in self.vote.items}
        selected = chain.from_iterable(contest.selected for contest in self.vote.result.contests)
        return [(items[id_].title, items[id_].cost_cents) for id_ in selected]

    @property
    def titles(self) -> dict[str, str]:
        """Of its proposals, by their ids."""
        on_ballot = {item.proposal: item.title for item in self.vote.items} if self.vote else {}
        return {proposal.id: proposal.title for proposal in self.proposals} | on_ballot

    @property
    def chosen(self) -> dict[str, int]:
        """The proposals of my draft, or else of my ballot, with their points."""
        filled = self.draft or self.ballot
        return {choice.proposal: choice.points for choice in filled.choices} if filled else {}


async def pictures(visit: Visit, area: str) -> list[RoundPicture]:
    rounds, figures = await asyncio.gather(
        told(visit, ListRounds(area=area, by=visit.actor)), participation(visit, area)
    )
    shown = (picture(visit, round_, figures.get(round_.id)) for round_ in rounds.items)
    return list(await asyncio.gather(*shown))


async def participation(visit: Visit, area: str) -> dict[str, Participation]:
    """By round; a page goes without figures rather than wait for them."""
    try:
        async with asyncio.timeout(PATIENCE):
            figures = await told(visit, ListParticipation(area=area, by=visit.actor))
    except (Refused, TimeoutError):
        return {}
    return {item.round: item for item in figures.items}


async def picture(visit: Visit, round_: RoundView, figures: Participation | None) -> RoundPicture:
    area, id_, by = round_.area, round_.id, visit.actor
    voting = or_none(visit, GetVote(area=area, round=id_, by=by))
    vote, ideas, taken, proposals, projects, filled = await asyncio.gather(
        voting,
        told(visit, ListIdeas(area=area, round=id_, by=by, limit=MOST)),
        told(visit, ListIdeas(area=area, round=id_, by=by, limit=MOST, status=IdeaStatus.TAKEN_UP)),
        told(visit, ListProposals(area=area, round=id_, by=by, limit=MOST)),
        told(visit, ListProjects(area=area, round=id_, by=by, limit=MOST, wait_for=visit.seen)),
        asyncio.gather(_my_ballot(visit, area, id_), _my_draft(visit, area, id_)),
    )
    mine = tuple(one for one in vote.contests if one.admits(by.home, by.school)) if vote else ()
    given = ideas.items + taken.items
    return RoundPicture(round_, vote, given, proposals.items, projects.items, *filled, figures, mine)


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


async def areas(visit: Visit) -> dict[str, str]:
    """Ids and names."""
    return {area.id: area.name for area in (await told(visit, ListAreas(by=visit.actor))).items}
