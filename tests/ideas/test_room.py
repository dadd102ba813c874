"""The room over a real NATS server, beside those it reacts to."""

from datetime import date

import msgspec
import pytest
from nats.aio.client import Client

from services import areas, ideas, voting
from shared.contracts.areas import SetAreaBoundary
from shared.contracts.ideas import (
    OUTSIDE_AREA,
    UNKNOWN_IDEA,
    EditIdea,
    GetIdea,
    IdeaPage,
    IdeaStatus,
    IdeaView,
    ListIdeas,
)
from shared.contracts.places import Point
from shared.contracts.projects import GetProject, ProjectView
from shared.contracts.proposals import GetProposal, ProposalStatus, ProposalView
from shared.contracts.rounds import UNKNOWN_ROUND, Phase
from shared.ids import derived_id
from shared.messages import NOT_YOUR_ROLE, Actor, Refused
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.ideas.journey import AREA, ROUND, STAFF, Journey, resident, submit
from tests.running import running

ROOMS = (areas.service, ideas.service, voting.service)
AINO, VEIKKO = resident("aino"), resident("veikko")


async def test_an_idea_becomes_the_thing_in_the_park(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await journey.publish("i1")
        await journey.enter(Phase.PLANNING)
        await journey.draft("h1", "i1")
        await journey.cost("h1", 60_000)
        await journey.place("h1")
        await journey.open_vote(items=1)
        await journey.vote("veikko", "h1")
        await journey.count_vote()
        done = await journey.carry_out("h1", 55_000)
        query = GetProject(area=AREA, project=derived_id("project", "h1"), wait_for=done.position)
        project = await journey.told(query, ProjectView)
        idea = await journey.told(GetIdea(area=AREA, idea="i1"), IdeaView)
        proposal = await journey.told(GetProposal(area=AREA, proposal="h1"), ProposalView)
    assert project
    assert idea
    assert proposal
    assert (project.implemented, project.budget_cents, project.spent_cents) == (True, 60_000, 55_000)
    (milestone,) = project.milestones
    assert (milestone.planned_due, milestone.due) == (date(2030, 6, 1), date(2030, 7, 1))
    assert [one.reason for one in milestone.delays] == ["Kova talvi."]
    assert (milestone.spent_cents, project.planned_end, project.unit) == (55_000, date(2030, 6, 1), "Puistot")
    assert [(one.joined, one.places) for one in project.work_days] == [(1, 5)]
    assert (idea.status, idea.proposal) == (IdeaStatus.TAKEN_UP, "h1")
    assert proposal.status is ProposalStatus.FUNDED


async def test_an_unread_idea_is_shown_to_its_author_and_to_staff_alone(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        given = await journey.give("i1", "aino")

        async def seen_by(person: Actor) -> IdeaView | None:
            return await journey.told(GetIdea(area=AREA, idea="i1", by=person, wait_for=given.position), IdeaView)

        assert [bool(await seen_by(person)) for person in (AINO, STAFF, VEIKKO)] == [True, True, False]
        with pytest.raises(Refused, match=NOT_YOUR_ROLE.code):
            await ask(nc, ListIdeas(area=AREA, round=ROUND, status=IdeaStatus.SUBMITTED, by=VEIKKO))


async def test_nobody_is_told_whose_idea_it_is(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        published = await journey.publish("i1")
        answers = [
            await ask(nc, GetIdea(area=AREA, idea="i1", by=STAFF, wait_for=published.position)),
            await ask(nc, ListIdeas(area=AREA, round=ROUND)),
        ]
    assert not any(b"aino" in answer for answer in answers)


async def test_ideas_are_listed_newest_first_page_by_page(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        for number in range(5):
            await journey.give(f"i{number}", "aino")
            published = await journey.publish(f"i{number}")
        found: list[str] = []
        query = ListIdeas(area=AREA, round=ROUND, limit=2, wait_for=published.position)
        while True:
            page = msgspec.json.decode(await ask(nc, query), type=IdeaPage)
            found += [item.id for item in page.items]
            if page.next is None:
                break
            query = msgspec.structs.replace(query, after=page.next)
    assert found == ["i4", "i3", "i2", "i1", "i0"]


async def test_the_place_of_an_idea_is_inside_the_boundary_of_its_area(nc: Client, settings: Settings) -> None:
    boundary = (Point(62.8, 27.6), Point(62.9, 27.6), Point(62.9, 27.7))
    near, far = Point(62.88, 27.62), Point(60.2, 24.9)
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.do(SetAreaBoundary(area=AREA, boundary=boundary, by=STAFF))
        given = msgspec.structs.replace(submit("i1", "aino"), place=near)
        await journey.do(given)
        with pytest.raises(Refused, match=OUTSIDE_AREA.code):
            await journey.do(msgspec.structs.replace(given, idea="i2", place=far))
        with pytest.raises(Refused, match=OUTSIDE_AREA.code):
            await journey.do(EditIdea(area=AREA, idea="i1", title="Penkki", text="", place=far, by=AINO))


async def test_the_same_idea_sent_twice_is_one(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        first, again = [await send(nc, submit("i1", "aino"), "c1") for _ in range(2)]
        by_another_command = await journey.give("i1", "aino")
    assert first == again == by_another_command


async def test_an_idea_needs_a_round_that_exists(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        with pytest.raises(Refused, match=UNKNOWN_ROUND.code):
            await send(nc, submit("i1", "aino"), new_id())
        with pytest.raises(Refused, match=UNKNOWN_IDEA.code):
            await ask(nc, GetIdea(area=AREA, idea="i1", by=AINO))
