"""200 people at once, each with 12 ballots at once: one counts for each, and none is over a limit."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cli.client import Door, Person, Problem, front_door
from cli.replay.round import Round, plan
from cli.replay.terms import Terms
from shared.contracts.ballots import NO_BALLOT
from shared.contracts.contests import BallotLimits, CountingRule
from shared.messages import Role
from shared.pabulib import Election, Project
from tests.faults.processes import Instance, Up

PEOPLE, BALLOTS = 200, 12
PROJECTS = tuple(Project(f"p{number}", 100_000 * (1 + number), f"Project {number}") for number in range(8))
IDS = [project.id for project in PROJECTS]
LIMITS = BallotLimits(max_choices=3, max_cost_cents=1_200_000)

LEGAL = [*([id_] for id_ in IDS), IDS[:3], IDS[1:4], IDS[2:5]]
TOO_MANY = [IDS[start : start + 4] for start in range(5)]
TOO_DEAR = [IDS[3:6], IDS[4:7], IDS[5:8], IDS[6:8]]
NO_BALLOTS = [[IDS[0], IDS[0]], ["unheard-of"], []]
ILLEGAL = [*TOO_MANY, *TOO_DEAR, *NO_BALLOTS]


@dataclass
class Voter:
    person: Person
    ballots: list[list[str]]
    confirmed: list[list[str]] = field(default_factory=list)

    async def cast(self, round_: Round, ballot: list[str]) -> None:
        choices = [{"proposal": round_.proposals.get(id_, id_)} for id_ in ballot]
        problem = await refused(self.person.put(f"{round_.path}/ballot", {"choices": choices}))
        if problem is None:
            self.confirmed.append(ballot)
        else:
            assert 400 <= problem.status < 500

    async def counted(self, round_: Round) -> list[str] | None:
        """The ballot the voter finds afterwards."""
        if not self.confirmed:
            problem = await refused(self.person.get(f"{round_.path}/ballot"))
            assert problem
            assert problem.code == NO_BALLOT.code
            return None
        ballot = await self.person.get(f"{round_.path}/ballot")
        assert ballot["revision"] == len(self.confirmed)
        projects = {proposal: id_ for id_, proposal in round_.proposals.items()}
        return [projects[choice["proposal"]] for choice in ballot["choices"]]


async def refused(asked: Awaitable[object]) -> Problem | None:
    try:
        await asked
    except Problem as problem:
        return problem
    return None


def ballots_of(number: int) -> list[list[str]]:
    """All different, half of them illegal; every tenth person has only such."""
    if number % 10 == 0:
        return ILLEGAL
    first = number % 6
    return [*LEGAL[first : first + 6], *ILLEGAL[first : first + 6]]


async def opened_round(door: Door) -> Round:
    election = Election({}, 5_000_000, PROJECTS, ())
    round_ = await plan(door, election, Terms(LIMITS, CountingRule(), ()), "Racing ballots")
    await round_.put_on_ballot(PROJECTS, lambda: None)
    await round_.open_vote()
    return round_


async def race(round_: Round) -> list[Voter]:
    people = [round_.door.sign_in(f"Voter {number}", Role.RESIDENT, round_.area) for number in range(PEOPLE)]
    voters = [Voter(person, ballots_of(number)) for number, person in enumerate(await asyncio.gather(*people))]
    await asyncio.gather(*(voter.cast(round_, ballot) for voter in voters for ballot in voter.ballots))
    return voters


async def assert_one_legal_ballot_each(url: str) -> None:
    async with front_door(url, in_flight=PEOPLE * BALLOTS) as door:
        round_ = await opened_round(door)
        voters = await race(round_)
        counted = [await voter.counted(round_) for voter in voters]
        result = await round_.count()
    for voter, ballot in zip(voters, counted, strict=True):
        assert voter.confirmed == [one for one in voter.confirmed if one in LEGAL]
        assert ballot in voter.confirmed if voter.confirmed else ballot is None
    cast = [ballot for ballot in counted if ballot is not None]
    assert result.ballots == len(cast) == sum(1 for voter in voters if voter.confirmed) == PEOPLE * 9 // 10
    votes = Counter(round_.proposals[id_] for ballot in cast for id_ in ballot)
    assert {item.proposal: item.votes for item in result.items if item.votes} == votes


async def test_of_racing_ballots_one_counts_for_each_person(lahio: Instance) -> None:
    await assert_one_legal_ballot_each(lahio.url)


async def test_also_when_two_voting_rooms_share_the_work(
    lahio: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAHIO_BALLOT_SECRET_FILE", str(lahio.data / "secrets" / "ballot-key"))
    second = Up(tmp_path / "second.log", "voting", "--nats", lahio.nats_url, "--data", str(tmp_path / "second"))
    second.start()
    try:
        second.wait_until_it_says("Open")
        await assert_one_legal_ballot_each(lahio.url)
    finally:
        second.stop()
