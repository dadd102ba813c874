"""Racing ballots while the voting room and NATS are killed: one counts for each voter, and each confirmed one is in."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import msgspec
import pytest

from cli.client import front_door
from cli.replay.round import Round
from shared.bulk import read_range
from shared.contracts.ballots import BALLOT, VoteCast
from shared.contracts.results import VoteResult
from shared.contracts.rounds import Phase
from shared.contracts.voting import VOTE, VoteClosed, VoteStatus, VoteView
from shared.events import Commit, decode_commit
from tests.faults.apart import rooms_apart
from tests.faults.processes import Up
from tests.faults.race import IN_FLIGHT, PEOPLE, Race, Voter
from tests.faults.test_racing_ballots import opened_round

COUNT_WITHIN = 30.0  # seconds
EVERYTHING = (1, 1_000_000)  # positions

Revisions = dict[int, int]
"""Of one ballot, by their position in the log."""


def blows(folder: Path, voting: Up) -> dict[int, Callable[[], None]]:
    def kill_nats() -> None:
        """It is started again by who keeps it."""
        os.kill(int((folder / "nats" / "nats.pid").read_text()), signal.SIGKILL)

    return {200: voting.restart, 500: kill_nats, 800: voting.restart}


async def closed_and_counted(round_: Round) -> VoteResult:
    """Not yet certified: the voters can still look at their ballots."""
    await round_.begin(Phase.RESULT)
    deadline = monotonic() + COUNT_WITHIN
    while monotonic() < deadline:
        vote = msgspec.convert(await round_.coordinator.get(f"{round_.path}/vote"), VoteView)
        if vote.status is VoteStatus.COUNTED and vote.result:
            return vote.result
        await asyncio.sleep(0.1)
    raise TimeoutError("the vote is not counted")


async def stored_ballots(round_: Round) -> list[Revisions]:
    """Up to the closing: a ballot whose voter did not wait for the answer may have come too late."""
    stored: dict[str, Revisions] = {}
    for commit in await commits_about(round_):
        match commit.events[0].event:
            case VoteCast(revision=revision):
                stored.setdefault(commit.subject, {})[commit.position] = revision
            case VoteClosed():
                break
            case _:
                pass
    return list(stored.values())


async def commits_about(round_: Round) -> list[Commit]:
    """The vote and its ballots in the order of the log."""
    subjects = [BALLOT.subject(round_.area, "*"), VOTE.subject(round_.area, round_.path.rpartition("/")[2])]
    batches = read_range(os.environ["LAHIO_NATS_URL"], subjects, *EVERYTHING)
    return [decode_commit(it.subject, it.position, {}, it.data) async for batch in batches for it in batch]


def ballot_of(voter: Voter, stored: list[Revisions]) -> Revisions:
    """The one ballot that all of the voter's confirmed ones went to."""
    (own,) = (revisions for revisions in stored if voter.confirmed.keys() & revisions.keys())
    assert voter.confirmed.keys() <= own.keys()
    return own


async def test_each_confirmed_ballot_counts_though_the_voting_room_and_nats_are_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with rooms_apart(tmp_path, monkeypatch, "--data", str(tmp_path)) as (url, rooms):
        async with front_door(url, IN_FLIGHT) as door:
            round_ = await opened_round(door)
            race = await Race.of_people(round_)
            await race.run(blows(tmp_path, rooms["voting"]))
            result = await closed_and_counted(round_)
            found = [await voter.finds(round_) for voter in race.voters]
        stored = await stored_ballots(round_)

    assert len(stored) == result.ballots == PEOPLE
    for revisions in stored:
        assert list(revisions.values()) == list(range(1, len(revisions) + 1))
    for voter, (ballot, revision) in zip(race.voters, found, strict=True):
        own = ballot_of(voter, stored)
        assert revision == len(own)
        assert ballot in voter.may_count(last=max(own))
    votes = Counter(round_.proposals[id_] for ballot, _ in found for id_ in ballot)
    assert {item.proposal: item.votes for item in result.contests[0].items if item.votes} == votes
