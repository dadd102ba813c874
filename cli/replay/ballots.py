"""Every ballot of the file, each cast by a person of its own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

from cli.client import Person, Problem, each
from cli.replay.round import Advance, Round
from cli.replay.terms import choices
from shared.messages import Role
from shared.pabulib import Ballot


@dataclass(frozen=True)
class Casting:
    """`refused`: how many ballots, by the code of the problem."""

    accepted: int
    refused: Counter[str]
    seconds: float

    @property
    def per_second(self) -> float:
        return self.accepted / self.seconds


async def sign_in(round_: Round, ballots: Sequence[Ballot], advance: Advance) -> list[Person]:
    voters: dict[int, Person] = {}

    async def enter(number: int) -> None:
        voters[number] = await round_.door.sign_in(f"Voter {ballots[number].voter_id}", Role.RESIDENT, round_.area)
        advance()

    await each(range(len(ballots)), enter)
    return [voters[number] for number in range(len(ballots))]


async def cast(round_: Round, ballots: Sequence[Ballot], voters: Sequence[Person], advance: Advance) -> Casting:
    refused: Counter[str] = Counter()

    async def vote(voter: Person, ballot: Ballot) -> None:
        try:
            await voter.put(f"{round_.path}/ballot", choices(ballot, round_.proposals))
        except Problem as problem:
            refused[problem.code] += 1
        advance()

    begun = perf_counter()
    await each(zip(voters, ballots, strict=True), lambda pair: vote(*pair))
    return Casting(len(ballots) - refused.total(), refused, perf_counter() - begun)
