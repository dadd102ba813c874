"""A round held through the front door: planned, filled with proposals, voted on, counted, published."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from textwrap import shorten
from time import monotonic

import msgspec

from cli.client import Door, Json, Person, Problem, each
from cli.replay.terms import Terms
from shared.contracts.costing import LineKind
from shared.contracts.results import ContestResult
from shared.contracts.rounds import Phase, PhaseTime, Timetable
from shared.contracts.voting import UNKNOWN_VOTE, VoteStatus, VoteView
from shared.messages import Role
from shared.pabulib import Election, Project
from shared.requests import new_id

Advance = Callable[[], None]
"""One step of a progress bar."""

LONGEST_NAME = 120
LATER = timedelta(days=1)  # between phases that have not begun
PATIENCE = 120.0  # seconds for a step that the rooms take among themselves
POLL = 0.1


@dataclass
class Round:
    """A round in an area of its own; `path` is its address below /api/v1."""

    door: Door
    area: str
    coordinator: Person
    path: str
    timetable: Timetable
    proposals: dict[str, str] = field(default_factory=dict)
    """The proposal that each of the file's projects became."""

    async def put_on_ballot(self, projects: Sequence[Project], advance: Advance) -> None:
        """Idea → published → proposal → costed and signed → on the ballot, in the order of the file: it breaks ties."""
        moderator = await self.door.sign_in("Moderator", Role.MODERATOR, self.area)
        expert = await self.door.sign_in("Expert", Role.EXPERT, self.area)
        ideas: dict[str, str] = {}

        async def give_idea(project: Project) -> None:
            resident = await self.door.sign_in(f"Author of {project.id}", Role.RESIDENT, self.area)
            idea = await resident.post(f"{self.path}/ideas", _words(project))
            await moderator.post(f"/areas/{self.area}/ideas/{idea['id']}/publish")
            ideas[project.id] = idea["id"]

        async def propose(project: Project) -> None:
            draft = {"ideas": [ideas[project.id]], **_words(project)}
            proposal = await self.coordinator.post(f"{self.path}/proposals", draft)
            path = f"/areas/{self.area}/proposals/{proposal['id']}"
            await self._price(expert, f"{path}/costing", project.cost_cents)
            self.proposals[project.id] = proposal["id"]

        await each(projects, give_idea)
        await self.begin(Phase.PLANNING)
        await each(projects, propose)
        for project in projects:
            await self.coordinator.post(f"/areas/{self.area}/proposals/{self.proposals[project.id]}/place-on-ballot")
            advance()

    async def _price(self, expert: Person, costing: str, cents: int) -> None:
        line = {"kind": LineKind.INVESTMENT, "label": "Investment", "cents": cents}
        await self.coordinator.put(f"{costing}/assignment", {"department": "Planning"})
        await expert.post(f"{costing}/estimates", {"lines": [line]})
        await self.coordinator.post(f"{costing}/sign", {"version": 1})

    async def begin(self, phase: Phase) -> None:
        """Move `phase` to now by the server's clock."""
        self.timetable = _moved(self.timetable, phase, self.door)
        await self.coordinator.put(f"{self.path}/timetable", {"timetable": msgspec.to_builtins(self.timetable)})

    async def open_vote(self) -> None:
        await self.begin(Phase.VOTING)
        await self._until(VoteStatus.OPEN)

    async def count(self) -> ContestResult:
        """Close the vote, wait until it is counted, have two coordinators sign and publish it: its one contest."""
        await self.begin(Phase.RESULT)
        await self._until(VoteStatus.COUNTED)
        await self.coordinator.post(f"{self.path}/vote/review")
        second = await self.door.sign_in("Second coordinator", Role.COORDINATOR, self.area)
        await second.post(f"{self.path}/vote/certify")
        await second.post(f"{self.path}/vote/publish")
        vote = await self._until(VoteStatus.PUBLISHED)
        assert vote.result is not None  # noqa: S101 - a published vote has its result
        return vote.result.contests[0]

    async def _until(self, status: VoteStatus) -> VoteView:
        deadline = monotonic() + PATIENCE
        while monotonic() < deadline:
            vote = await self._vote()
            if vote and vote.status is status:
                return vote
            await asyncio.sleep(POLL)
        raise TimeoutError(f"the vote is not {status} after {PATIENCE:.0f} s")

    async def _vote(self) -> VoteView | None:
        try:
            return msgspec.convert(await self.coordinator.get(f"{self.path}/vote"), VoteView)
        except Problem as problem:
            if problem.code == UNKNOWN_VOTE.code:
                return None
            raise


async def plan(door: Door, election: Election, terms: Terms, name: str) -> Round:
    area = f"replay-{new_id()[:8]}"
    coordinator = await door.sign_in("Coordinator", Role.COORDINATOR, area)
    name = shorten(name, LONGEST_NAME, placeholder="…")
    await coordinator.put(f"/areas/{area}", {"name": name, "eligible_voters": len(election.ballots)})
    programme = await coordinator.post(f"/areas/{area}/programmes", {"name": name})
    timetable = Timetable(tuple(PhaseTime(phase, door.now + LATER * number) for number, phase in enumerate(Phase)))
    body = {
        "programme": programme["id"],
        "name": name,
        "budget_cents": election.budget_cents,
        "timetable": timetable,
        "limits": terms.limits,
        "rule": terms.rule,
        "trial": True,
    }
    planned = await coordinator.post(f"/areas/{area}/rounds", msgspec.to_builtins(body))
    return Round(door, area, coordinator, f"/areas/{area}/rounds/{planned['id']}", timetable)


def _moved(timetable: Timetable, phase: Phase, door: Door) -> Timetable:
    """Phases that have begun keep their time, and none begins before the one ahead of it."""
    begun = list(Phase).index(phase)
    now = max(door.now, timetable.phases[begun - 1].starts_at)
    later = [PhaseTime(next_, now + LATER * number) for number, next_ in enumerate(list(Phase)[begun:])]
    return Timetable((*timetable.phases[:begun], *later))


def _words(project: Project) -> Json:
    title = shorten(project.name or f"Project {project.id}", LONGEST_NAME, placeholder="…")
    return {"title": title, "text": project.name}
