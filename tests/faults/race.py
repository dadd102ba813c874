"""100 people, each with 20 different ballots at once; some do not wait for the answer."""

import asyncio
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain, combinations

import msgspec

from cli.client import Person, Problem
from cli.replay.round import Round
from shared.contracts.ballots import BALLOT_OVER_BUDGET, CHOSEN_TWICE, NOT_AN_ITEM, TOO_MANY_CHOICES, BallotView
from shared.messages import Role
from tests.faults.test_racing_ballots import IDS, LIMITS, PROJECTS

PEOPLE, LEGAL, ILLEGAL = 100, 14, 6  # ballots of each
IN_FLIGHT = PEOPLE * (LEGAL + ILLEGAL)
HASTY, HASTE = 4, 4.0  # ballots of each whose answer is waited for at most so many seconds, or for less
REFUSALS = {BALLOT_OVER_BUDGET.code, CHOSEN_TWICE.code, NOT_AN_ITEM.code, TOO_MANY_CHOICES.code}

Ballot = frozenset[str]
COSTS = {project.id: project.cost_cents for project in PROJECTS}


def is_legal(ballot: Iterable[str]) -> bool:
    chosen = list(ballot)
    if not {*chosen} <= {*IDS} or len({*chosen}) < len(chosen) or len(chosen) > LIMITS.max_choices:
        return False
    return sum(COSTS[id_] for id_ in chosen) <= (LIMITS.max_cost_cents or 0)


EVERY = list(chain.from_iterable(combinations(IDS, size) for size in range(1, 6)))
LEGAL_BALLOTS = [ballot for ballot in EVERY if is_legal(ballot)]
ILLEGAL_BALLOTS = [*(ballot for ballot in EVERY if not is_legal(ballot)), (IDS[0], IDS[0]), (IDS[0], "unheard-of")]


@dataclass
class Voter:
    person: Person
    confirmed: dict[int, Ballot] = field(default_factory=dict)
    """By the place in the log that the answer told."""
    unanswered: set[Ballot] = field(default_factory=set)

    async def cast(self, round_: Round, ballot: tuple[str, ...], patience: float | None) -> None:
        choices = [{"proposal": round_.proposals.get(id_, id_)} for id_ in ballot]
        refused = None
        try:
            async with asyncio.timeout(patience):
                done = await self.person.put(f"{round_.path}/ballot", {"choices": choices})
            self.confirmed[done["position"]] = frozenset(ballot)
        except TimeoutError:
            self.unanswered.add(frozenset(ballot))
            return
        except Problem as problem:
            refused = problem
        assert refused is None if is_legal(ballot) else refused and refused.code in REFUSALS, refused

    def may_count(self, last: int) -> set[Ballot]:
        """What the ballot at `last`, the voter's newest in the log, can hold."""
        if last in self.confirmed:
            return {self.confirmed[last]}
        return {ballot for ballot in self.unanswered if is_legal(ballot)}

    async def finds(self, round_: Round) -> tuple[Ballot, int]:
        """The voter's own ballot and its revision."""
        found = msgspec.convert(await self.person.get(f"{round_.path}/ballot"), BallotView)
        projects = {proposal: id_ for id_, proposal in round_.proposals.items()}
        ballot = [projects[choice.proposal] for choice in found.choices]
        assert is_legal(ballot)
        return frozenset(ballot), found.revision


@dataclass(frozen=True)
class Race:
    round_: Round
    voters: list[Voter]

    @classmethod
    async def of_people(cls, round_: Round) -> "Race":
        people = (round_.door.sign_in(f"Voter {number}", Role.RESIDENT, round_.area) for number in range(PEOPLE))
        return cls(round_, [Voter(person) for person in await asyncio.gather(*people)])

    @property
    def confirmed(self) -> int:
        return sum(len(voter.confirmed) for voter in self.voters)

    async def run(self, blows: dict[int, Callable[[], None]]) -> None:
        """A blow falls when so many ballots are confirmed."""
        async with asyncio.TaskGroup() as group:
            racing = [group.create_task(self._cast_all(voter, number)) for number, voter in enumerate(self.voters)]
            for after, strike in blows.items():
                while self.confirmed < after:
                    await asyncio.sleep(0.005)
                assert not all(task.done() for task in racing), "the race was over before the blow"
                await asyncio.to_thread(strike)

    async def _cast_all(self, voter: Voter, number: int) -> None:
        drawn = random.Random(number)  # noqa: S311
        ballots = [*drawn.sample(LEGAL_BALLOTS, LEGAL), *drawn.sample(ILLEGAL_BALLOTS, ILLEGAL)]
        drawn.shuffle(ballots)
        patience = [drawn.uniform(0, HASTE) if place < HASTY else None for place, _ in enumerate(ballots)]
        casts = (voter.cast(self.round_, *each) for each in zip(ballots, patience, strict=True))
        await asyncio.gather(*casts)
