"""What lies on the map of an area: ideas where residents put them, projects where the ideas behind them lie."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from services.gateway.visit import Visit, told
from shared.contracts.ideas import IdeaView, ListOpenIdeas
from shared.contracts.places import Point
from shared.contracts.projects import ListProjects, ProjectView
from shared.contracts.proposals import ListProposals, ProposalView
from shared.contracts.rounds import ListRounds, RoundView

MOST = 100  # of a round: more numbers than that nobody finds on a map


@dataclass(frozen=True)
class Mapped:
    """`path` is the address of its page."""

    title: str
    path: str
    place: Point | None
    is_project: bool = False


async def mapped(visit: Visit, area: str) -> list[Mapped]:
    """Projects first: there are few, and they are what becomes of ideas."""
    rounds = (await told(visit, ListRounds(area=area))).items
    found = await asyncio.gather(*(_in(visit, one) for one in rounds))
    return sorted(chain.from_iterable(found), key=lambda one: not one.is_project)


async def _in(visit: Visit, round_: RoundView) -> list[Mapped]:
    area, id_, by = round_.area, round_.id, visit.actor
    ideas, proposals, projects = await asyncio.gather(
        told(visit, ListOpenIdeas(area=area, round=id_, limit=MOST, by=by, wait_for=visit.seen)),
        told(visit, ListProposals(area=area, round=id_, limit=MOST, by=by)),
        told(visit, ListProjects(area=area, round=id_, limit=MOST, by=by)),
    )
    return [
        *placed(projects.items, proposals.items, ideas.items),
        *(Mapped(one.title, f"/areas/{area}/ideas/{one.id}", one.place) for one in ideas.items),
    ]


def placed(
    projects: Sequence[ProjectView], proposals: Sequence[ProposalView], ideas: Sequence[IdeaView]
) -> list[Mapped]:
    """Each project at the first of its proposal's ideas that has a place."""
    places = {one.id: one.place for one in ideas if one.place}
    sources = {one.id: one.ideas for one in proposals}
    return [
        Mapped(
            one.title,
            f"/areas/{one.area}/projects/{one.id}",
            next((places[id_] for id_ in sources.get(one.proposal, ()) if id_ in places), None),
            is_project=True,
        )
        for one in projects
    ]
