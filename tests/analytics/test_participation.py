from datetime import UTC, datetime

import pytest
from nats.aio.client import Client

from services import analytics, areas, ideas, voting
from services.analytics.participation import VIEW, project
from shared.contracts.analytics import GetParticipation, ListParticipation, Participation, Participations
from shared.contracts.ballots import PaperHandedIn, PaperTakenBack, VoteCast
from shared.contracts.certification import VotePublished
from shared.contracts.contests import RollCriteria
from shared.contracts.results import VoteResult
from shared.contracts.rounds import UNKNOWN_ROUND, Phase
from shared.contracts.voting import VoteCounted, VoteOpened
from shared.events import Recorded
from shared.messages import Done, Event, Refused
from shared.rebuild import rebuild
from shared.requests import ask
from shared.settings import Settings
from shared.views import Increment, Update
from shared.views.opening import open_views
from tests.ideas.journey import AREA, ROUND, Journey
from tests.running import running, until


def ballot(*proposals: str, revision: int = 1) -> Recorded:
    return recorded(VoteCast(round=ROUND, edition=1, sealed=b"", receipt="", revision=revision, group=b""))


def recorded(event: Event) -> Recorded:
    return Recorded(event, "c.0", "", AREA, "ballot", "b", datetime.now(UTC), 1, "")


def test_a_ballot_is_counted_whatever_it_says() -> None:
    counted = [Increment(f"{AREA}.{ROUND}", {"ballots": 1})]
    assert list(project(ballot("p1"))) == list(project(ballot("p2", "p3"))) == counted


def test_a_changed_ballot_is_not_counted_again() -> None:
    assert list(project(ballot("p1", revision=2))) == []


def test_a_paper_handed_in_is_a_ballot_until_it_is_taken_back() -> None:
    id_ = f"{AREA}.{ROUND}"
    handed_in = recorded(PaperHandedIn(round=ROUND, edition=1, batch="library", group=b""))
    taken_back = recorded(PaperTakenBack(round=ROUND, edition=1, batch="library"))
    assert [*project(handed_in), *project(taken_back)] == [
        Increment(id_, {"ballots": 1}),
        Increment(id_, {"ballots": -1}),
    ]


def opened(edition: int) -> Recorded:
    return recorded(
        VoteOpened(
            items=(),
            contests=(),
            rivals=(),
            closes_at=datetime.now(UTC),
            edition=edition,
            terms_hash="",
            seed_hash="",
            roll=RollCriteria(),
        )
    )


def test_a_vote_held_anew_begins_without_ballots() -> None:
    assert list(project(opened(edition=1))) == []
    assert list(project(opened(edition=2))) == [Update(f"{AREA}.b", {"ballots": 0})]


def test_how_many_ballots_count_is_told_with_the_result() -> None:
    published = VotePublished(edition=1, box_key="", result=VoteResult(7, (), "", ""))
    assert list(project(recorded(VoteCounted(result=VoteResult(7, (), "", ""))))) == []
    assert list(project(recorded(published))) == [Update(f"{AREA}.b", {"ballots": 7})]


async def participation(journey: Journey, done: Done | None = None) -> Participation:
    query = GetParticipation(area=AREA, round=ROUND, wait_for=done.position if done else 0)
    found = await until(lambda: journey.told(query, Participation), lambda answer: answer is not None)
    assert found is not None
    return found


async def whole_round(nc: Client) -> tuple[Journey, Done]:
    journey = await Journey.begin(nc, eligible_voters=4)
    await journey.give("i1", "aino")
    await journey.give("i2", "aino")
    await journey.give("i3", "veikko")
    for idea in ("i1", "i2"):
        await journey.publish(idea)
    await journey.enter(Phase.PLANNING)
    for proposal, idea, cents in (("h1", "i1", 60_000), ("h2", "i2", 70_000)):
        await journey.draft(proposal, idea)
        await journey.cost(proposal, cents)
        await journey.place(proposal)
    await journey.open_vote(items=2)
    await journey.vote("aino", "h2")
    for person in ("aino", "veikko", "kerttu"):
        await journey.vote(person, "h1")
    await journey.count_vote()
    return journey, await journey.carry_out("h1", 55_000)


async def test_a_whole_round_is_counted_and_counted_alike_after_a_rebuild(nc: Client, settings: Settings) -> None:
    expected = Participation(
        area=AREA,
        round=ROUND,
        ideas=3,
        published_ideas=2,
        people=2,
        proposals=2,
        ballots=3,
        eligible_voters=4,
        turnout_per_mille=750,
        funded=1,
        funded_cents=60_000,
        implemented=1,
    )
    async with running(settings, areas.service, ideas.service, voting.service, analytics.service):
        journey, done = await whole_round(nc)
        assert await participation(journey, done) == expected
        listed = await journey.told(ListParticipation(area=AREA), Participations)
        assert listed == Participations((expected,))

        views = open_views(settings.views_url, "analytics")
        await rebuild(VIEW, views, nc, lambda *_: None)
        await views.close()
        assert await participation(journey) == expected


async def test_a_round_in_which_nothing_happened_yet_has_zeros(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service, analytics.service):
        journey = await Journey.begin(nc, eligible_voters=4200)
        assert await participation(journey) == Participation(area=AREA, round=ROUND, eligible_voters=4200)


async def test_a_round_nobody_planned_has_no_figures(nc: Client, settings: Settings) -> None:
    async with running(settings, analytics.service):
        with pytest.raises(Refused, match=UNKNOWN_ROUND.code):
            await ask(nc, GetParticipation(area=AREA, round=ROUND))
