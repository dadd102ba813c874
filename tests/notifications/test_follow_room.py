"""Followers over real servers: told of each step of what they follow, once."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from nats.aio.client import Client

from shared.contracts.costing import AskAuthor, AssignCosting
from shared.contracts.follows import UNKNOWN_THING, FollowThing, FollowView, GetFollow, UnfollowThing
from shared.contracts.notifications import Thing
from shared.contracts.rounds import Phase
from shared.ids import derived_id
from shared.messages import Refused
from shared.settings import Settings
from tests.ideas.journey import AREA, EXPERT, STAFF, Journey, resident
from tests.notifications.post_office import PostOffice, post_office
from tests.notifications.test_room import ROOMS, settled, subjects
from tests.running import running, until

PROJECT = derived_id("project", "h1")
STEPS = [
    "The work on “Penkkejä” begins",
    "“Penkkejä”: lend a hand",
    "“Penkkejä”: a step is delayed",
    "“Penkkejä”: a step is done",
    "“Penkkejä” is ready",
]


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    async with post_office() as opened:
        yield opened


async def test_who_follows_an_idea_is_told_of_its_project_once(
    nc: Client, settings: Settings, office: PostOffice
) -> None:
    async with running(replace(settings, smtp_url=office.url), *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await journey.publish("i1")
        for thing, about in ((Thing.IDEA, "i1"), (Thing.IDEA, "i1")):
            await journey.do(FollowThing(area=AREA, thing=thing, about=about, by=resident("veikko")))
        done = await journey.do(FollowThing(area=AREA, thing=Thing.IDEA, about="i1", by=resident("aino")))
        query = GetFollow(area=AREA, thing=Thing.IDEA, about="i1", by=resident("veikko"), wait_for=done.position)
        assert await journey.told(query, FollowView) == FollowView(2, mine=True)
        await journey.enter(Phase.PLANNING)
        await journey.draft("h1", "i1")
        await journey.do(AssignCosting(area=AREA, proposal="h1", department="Puistot", by=STAFF))
        await journey.do(AskAuthor(area=AREA, proposal="h1", question="q", text="Mihin {kohtaan}?", by=EXPERT))
        await journey.cost("h1", 60_000)
        await journey.place("h1")
        await journey.do(FollowThing(area=AREA, thing=Thing.PROPOSAL, about="h1", by=resident("veikko")))
        await journey.open_vote(items=1)
        await journey.vote("veikko", "h1")
        await journey.count_vote()
        await journey.carry_out("h1", 55_000)
        await until(lambda: _mails(office), lambda mails: mails >= len(STEPS))
        await settled(journey, 17)
    assert subjects(office, "veikko") == STEPS
    (asked,) = [mail for mail in office.mails if mail["Subject"] == "An expert asks you about “Penkkejä”"]
    assert f"/areas/{AREA}/proposals/h1" in asked.get_content()
    assert ("aino" in str(asked["To"]), "Mihin {kohtaan}?" in asked.get_content()) == (True, True)
    assert [subject for subject in subjects(office, "aino") if subject in STEPS] == STEPS


async def _mails(office: PostOffice) -> int:
    return len(subjects(office, "veikko"))


async def test_only_what_is_there_can_be_followed(nc: Client, settings: Settings, office: PostOffice) -> None:
    async with running(replace(settings, smtp_url=office.url), *ROOMS):
        journey = await Journey.begin(nc)
        for command in (FollowThing, UnfollowThing):
            asked = command(area=AREA, thing=Thing.PROJECT, about=PROJECT, by=resident("veikko"))
            if command is FollowThing:
                with pytest.raises(Refused, match=UNKNOWN_THING.code):
                    await journey.do(asked)
            else:
                await journey.do(asked)
