"""Whatever is sent as a ballot, the answer is a document with a known code; only ballots within the limits count."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, cycle, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.contracts.rounds import Phase
from tests.gateway.front_door import AREA, Person, Round, Site, until
from tests.gateway.malformed import ENVELOPES, Envelope, bodies, mutated

PEOPLE = 250  # each may ask for 60 changes a minute
EXAMPLES, BODIES, IN_ENVELOPES = 100, 10, 10  # 10 000 requests; thousands of different bodies
COSTS = (900_000, 700_000, 200_000, 200_000, 100_000)  # either limit can be the one that is broken
MAX_CHOICES, MAX_COST = 3, 1_500_000

CAST, TOO_FAST = (200, ""), (429, "too_fast")
PROBLEMS = {
    (400, "bad_json"),
    (400, "unknown_field"),
    (400, "bad_request"),
    (401, "sign_in_needed"),
    (401, "sign_in_invalid"),
    (403, "foreign_page"),
    (403, "not_your_role"),
    (404, "not_found"),
    (404, "no_ballot"),
    (404, "unknown_round"),
    (405, "method_not_allowed"),
    (409, "vote_not_open"),
    (413, "too_large"),
    (422, "malformed"),
    (422, "not_an_item"),
    (422, "chosen_twice"),
    (422, "too_many_choices"),
    (422, "points_not_allowed"),
    (422, "ballot_over_budget"),
    TOO_FAST,
}
EXPECTED = {(CAST, "application/json"), *((problem, "application/problem+json") for problem in PROBLEMS)}


@dataclass
class PollingStation:
    site: Site
    round_: Round
    proposals: list[str]
    voters: list[Person]
    outcomes: Counter[tuple[int, str]] = field(default_factory=Counter)
    unexpected: list[str] = field(default_factory=list)
    bodies: set[bytes] = field(default_factory=set)
    cast: dict[str, list[list[str]]] = field(default_factory=dict)
    """The ballots of which their voter was told that they are cast."""

    def __post_init__(self) -> None:
        self._turns: Iterator[Person] = cycle(self.voters)

    @classmethod
    async def opened(cls, site: Site) -> "PollingStation":
        round_ = await Round.planned(site, Phase.IDEAS, max_choices=MAX_CHOICES, max_cost_cents=MAX_COST)
        proposals = await round_.opened(await site.sign_in("resident"), *COSTS)
        voters = [await site.sign_in("resident", f"Voter {number}") for number in range(PEOPLE)]
        return cls(site, round_, proposals, voters)

    async def take(self, data: bytes, envelope: Envelope) -> None:
        voter = next(self._turns)
        self.bodies.add(data)
        path = "/api/v1" + envelope.place.format(round=self.round_.path, area=AREA)
        headers = {"Authorization": f"Bearer {envelope.token or voter.token}", **envelope.headers}
        async with self.site.http.request(envelope.method, path, data=data, headers=headers) as response:
            media, said = response.content_type, json.loads(await response.read())
        outcome = (response.status, said.get("code", ""))
        self.outcomes[outcome] += 1
        if outcome == CAST and envelope.method == "PUT":
            ballot = [choice["proposal"] for choice in json.loads(data.decode(errors="replace"))["choices"]]
            self.cast.setdefault(voter.id, []).append(ballot)
        if (outcome, media) not in EXPECTED:
            self.unexpected.append(f"{outcome} as {media} to {data!r} in {envelope}")

    async def take_all(self, data: list[bytes], envelopes: list[Envelope], drawn: Random) -> None:
        """Each body as it is, and with every further envelope as something damaged it."""
        async with asyncio.TaskGroup() as group:
            for (number, envelope), body in product(enumerate(envelopes), data):
                group.create_task(self.take(mutated(body, drawn) if number else body, envelope))

    async def ballots(self) -> list[list[str]]:
        """What those who cast one find; nobody else has any."""
        answers = [(voter, await voter.get(f"{self.round_.path}/ballot")) for voter in self.voters]
        assert {voter.id for voter, answer in answers if answer.status == 200} == self.cast.keys()
        return [[it["proposal"] for it in answer.body["choices"]] for _, answer in answers if answer.status == 200]


def assert_within_limits(ballot: list[str], costs: dict[str, int]) -> None:
    assert 1 <= len(ballot) == len({*ballot}) <= MAX_CHOICES
    assert sum(costs[proposal] for proposal in ballot) <= MAX_COST


@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # it would hide what failed
async def test_no_ballot_breaks_the_gateway_or_a_limit(site: Site) -> None:
    station = await PollingStation.opened(site)
    loop = asyncio.get_running_loop()

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(
        data=st.lists(bodies(station.proposals), min_size=BODIES, max_size=BODIES),
        envelopes=st.lists(ENVELOPES, min_size=IN_ENVELOPES, max_size=IN_ENVELOPES),
        seed=st.integers(0, 2**32),
    )
    def random_ballots_are_answered(data: list[bytes], envelopes: list[Envelope], seed: int) -> None:
        asyncio.run_coroutine_threadsafe(station.take_all(data, envelopes, Random(seed)), loop).result()  # noqa: S311

    await asyncio.to_thread(random_ballots_are_answered)
    assert not station.unexpected
    sent = station.outcomes.total()
    assert sent >= EXAMPLES * BODIES * IN_ENVELOPES
    assert len(station.bodies) > sent / 4
    assert station.outcomes[TOO_FAST] < sent / 10
    assert station.outcomes[CAST] > sent / 20

    late = await site.sign_in("resident", "Myöhäinen")
    await late.did("PUT", f"{station.round_.path}/ballot", {"choices": [{"proposal": station.proposals[0]}]})
    ballots = [*await station.ballots(), [station.proposals[0]]]
    costs = dict(zip(station.proposals, COSTS, strict=True))
    for ballot in chain(ballots, *station.cast.values()):
        assert_within_limits(ballot, costs)
    await station.round_.move_to(Phase.RESULT)
    vote = await until(station.round_.coordinator, f"{station.round_.path}/vote", "status", "counted")
    votes = Counter(proposal for ballot in ballots for proposal in ballot)
    assert vote["result"]["ballots"] == len(ballots)
    assert {item["proposal"]: item["votes"] for item in vote["result"]["contests"][0]["items"]} == votes
