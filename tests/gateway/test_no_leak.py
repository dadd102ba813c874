"""Until it is published, a vote looks the same from outside whatever was voted: not a word, not a byte differs."""

import json
import re

from prometheus_client.parser import text_string_to_metric_families

from shared.contracts.ballots import BALLOT
from shared.contracts.rounds import Phase
from shared.log import follow
from tests.gateway.front_door import AREA, Json, Round, Site, until
from tests.gateway.test_pages import page

VOTERS = 6
UNLIKE = re.compile(r"Ehdotus \w{4}|[0-9a-f]{16,64}|[a-z2-7]{32}|\d{4}-\d\d-\d\dT[\d:.+Z]*|\b\d+\b")
"""Ids, hashes, times and positions: they differ anyhow, in both."""


async def voted_on(site: Site, by_voter: list[tuple[int, ...]]) -> tuple[Round, list[str]]:
    """Each voter names some of three proposals."""
    round_ = await Round.planned(site, Phase.IDEAS, max_choices=3)
    proposals = await round_.opened(await site.sign_in("resident"), 100, 200, 300)
    for number, chosen in enumerate(by_voter):
        voter = await site.sign_in("resident", f"Voter {number}")
        choices = [{"proposal": proposals[place]} for place in chosen]
        await voter.did("PUT", f"{round_.path}/ballot", {"choices": choices})
    return round_, proposals


async def seen(site: Site, round_: Round) -> Json:
    """What a resident who has not voted can get hold of."""
    resident = await site.sign_in("resident", "Curious")
    vote = (await resident.get(f"{round_.path}/vote")).body
    result = await resident.get(f"{round_.path}/result")
    bundle = await resident.get(f"{round_.path}/vote/bundle")
    events = (await resident.get("/events/history?limit=500")).body["items"]
    mine = [event for event in events if round_.path.rpartition("/")[2] in json.dumps(event)]
    return {"vote": vote, "result": result.outcome, "bundle": bundle.outcome, "events": mine}


def shape(told: object) -> str:
    return UNLIKE.sub("…", json.dumps(told))


async def stored_lengths(site: Site, round_: Round) -> list[int]:
    """Of the ballots in the log."""
    lengths = []
    async for batch, _ in follow(site.nc, [BALLOT.subject(AREA, "*")], 0, to_end=True):
        lengths += [len(it.data) for it in batch if round_.path.rpartition("/")[2].encode() in it.data]
    return lengths


async def test_a_vote_open_or_counted_shows_nothing_of_how_people_voted(site: Site) -> None:
    ways: list[list[tuple[int, ...]]] = [[(0,)] * VOTERS, [(0, 1, 2)] * (VOTERS - 1) + [(2,)]]
    rounds = [(await voted_on(site, by_voter))[0] for by_voter in ways]
    lengths = [await stored_lengths(site, round_) for round_ in rounds]
    assert lengths[0] == lengths[1]
    assert len(lengths[0]) == VOTERS
    open_ = [shape(await seen(site, round_)) for round_ in rounds]
    assert open_[0] == open_[1]
    for round_ in rounds:
        await round_.move_to(Phase.RESULT)
        await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    counted = [shape(await seen(site, round_)) for round_ in rounds]
    assert counted[0] == counted[1] != open_[0]
    shown = await page(site, f"/areas/{AREA}", lang="en")
    assert "Not chosen" not in shown
    assert "Chosen by vote" not in shown


async def test_no_figure_of_the_servers_goes_by_what_is_voted(site: Site) -> None:
    _, proposals = await voted_on(site, [(0,), (1, 2)])
    async with site.http.get("/metrics") as response:
        figures = await response.text()
    samples = (sample for one in text_string_to_metric_families(figures) for sample in one.samples)
    labels = {value for sample in samples for value in sample.labels.values()}
    assert "CastVote" in labels
    assert not any(proposal in figures for proposal in proposals)
