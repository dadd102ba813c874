"""What a page shows of a round."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from services.gateway.pages.voting.polling import Polling, polling
from services.gateway.visit import Visit, told
from shared.ages import finnish_day
from shared.contracts.analytics import ListParticipation, Participation
from shared.contracts.areas import ListAreas
from shared.contracts.contests import Contest
from shared.contracts.ideas import IdeaView, ListOpenIdeas
from shared.contracts.projects import ListProjects, ProjectView
from shared.contracts.proposals import ListProposals, ProposalView
from shared.contracts.rounds import ListRounds, Phase, RoundView
from shared.messages import Refused

LATEST = 3  # shown of each list, which has a page of its own
PATIENCE = 1.0  # seconds


@dataclass(frozen=True)
class Step:
    """A phase in a round's timeline. `now` is true of the current one."""

    phase: Phase
    starts_at: datetime
    past: bool
    now: bool

    @property
    def starts_on(self) -> date:
        return finnish_day(self.starts_at)


@dataclass(frozen=True)
class RoundPicture(Polling):
    ideas: tuple[IdeaView, ...]
    proposals: tuple[ProposalView, ...]
    projects: tuple[ProjectView, ...]
    participation: Participation | None

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
    seen, ideas, proposals, projects = await asyncio.gather(
        polling(visit, round_),
        told(visit, ListOpenIdeas(area=area, round=id_, by=by, limit=LATEST)),
        told(visit, ListProposals(area=area, round=id_, by=by, limit=LATEST)),
        told(visit, ListProjects(area=area, round=id_, by=by, limit=LATEST)),
    )
    return RoundPicture(
        round=round_,
        vote=seen.vote,
        ballot=seen.ballot,
        draft=seen.draft,
        contests=seen.contests,
        ideas=ideas.items,
        proposals=proposals.items,
        projects=projects.items,
        participation=figures,
    )


def planned_only(round_: RoundView, contests: tuple[Contest, ...]) -> RoundPicture:
    """A round in which nothing has been given or voted yet."""
    return RoundPicture(
        round=round_,
        vote=None,
        ballot=None,
        draft=None,
        contests=contests,
        ideas=(),
        proposals=(),
        projects=(),
        participation=None,
    )


async def areas(visit: Visit) -> dict[str, str]:
    """Ids and names."""
    return {area.id: area.name for area in (await told(visit, ListAreas(by=visit.actor))).items}
