"""What a resident finds of their own: what they gave, and what came of it."""

from typing import Any

from nats.aio.client import Client

from services import areas, ideas, notifications, voting
from shared.contracts.comments import CommentOnIdea, HideComment
from shared.contracts.costing import AnswerQuestion, AskAuthor, AssignCosting
from shared.contracts.follows import FollowThing, UnfollowThing
from shared.contracts.merging import ConsentToMerge
from shared.contracts.my_part import ListMyParts, Part, PartPage, PartView
from shared.contracts.notifications import Thing
from shared.contracts.projects import GetProject, ProjectView
from shared.contracts.proposals import ProposalStatus
from shared.contracts.rounds import Phase
from shared.contracts.supports import SupportIdea, WithdrawSupport
from shared.ids import derived_id
from shared.messages import Done
from shared.settings import Settings
from tests.ideas.journey import AREA, EXPERT, STAFF, Journey, resident
from tests.running import running, until

AINO, VEIKKO = resident("aino"), resident("veikko")


async def parts(journey: Journey, after: Done, person: str = "aino", **asked: Any) -> list[PartView]:
    query = ListMyParts(area=AREA, by=resident(person), wait_for=after.position, **asked)
    page = await journey.told(query, PartPage)
    assert page
    return list(page.items)


async def test_everybody_finds_what_they_gave_supported_and_said(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service, ideas.service, voting.service, notifications.service):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await journey.give("i2", "veikko", title="Keinu")
        await journey.publish("i2")
        await journey.do(SupportIdea(area=AREA, idea="i2", by=AINO))
        await journey.do(CommentOnIdea(area=AREA, idea="i2", comment="c1", text="Hyvä!", by=AINO))
        await journey.do(HideComment(area=AREA, comment="c1", reason="Mainos", by=STAFF))
        done = await journey.do(FollowThing(area=AREA, thing=Thing.IDEA, about="i2", by=AINO))
        followed, said, supported, given = await parts(journey, done)
        assert [one.part for one in (followed, said, supported, given)] == [
            Part.FOLLOW,
            Part.COMMENT,
            Part.SUPPORT,
            Part.IDEA,
        ]
        assert (said.title, said.text, said.hidden, said.reason) == ("Keinu", "Hyvä!", True, "Mainos")
        assert (given.title, given.text, given.status) == ("Penkki", "Puistoon", "submitted")
        assert [one.about for one in await parts(journey, done, "veikko")] == ["i2"]
        await journey.do(WithdrawSupport(area=AREA, idea="i2", by=AINO))
        ended = await journey.do(UnfollowThing(area=AREA, thing=Thing.IDEA, about="i2", by=AINO))
        assert [one.part for one in await parts(journey, ended)] == [Part.COMMENT, Part.IDEA]


async def test_what_waits_for_an_author_is_told_until_it_is_answered(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service, ideas.service, voting.service):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await journey.give("i2", "veikko")
        await journey.publish("i1")
        await journey.publish("i2")
        await journey.enter(Phase.PLANNING)
        await journey.draft("h1", "i1", "i2")
        await journey.do(AssignCosting(area=AREA, proposal="h1", department="Puistot", by=STAFF))
        asked = await journey.do(AskAuthor(area=AREA, proposal="h1", question="q1", text="Minne?", by=EXPERT))
        (mine,) = await until(lambda: parts(journey, asked), lambda found: found[0].asks_consent)
        assert [one.text for one in mine.questions] == ["Minne?"]
        assert mine.outcome
        assert (mine.outcome.proposal, mine.outcome.status) == ("h1", ProposalStatus.DRAFTED)
        await journey.do(ConsentToMerge(area=AREA, idea="i1", proposal="h1", by=AINO))
        done = await journey.do(AnswerQuestion(area=AREA, proposal="h1", question="q1", text="Rantaan", by=VEIKKO))
        (mine,) = await parts(journey, done)
        assert (mine.asks_consent, mine.questions) == (False, ())


async def test_an_idea_is_followed_to_the_thing_in_the_park(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service, ideas.service, voting.service):
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
        project = derived_id("project", "h1")
        (idea,) = await parts(journey, done)
        (helped,) = await parts(journey, done, "veikko")
        seen = [
            await journey.told(GetProject(area=AREA, project=project, by=person, wait_for=done.position), ProjectView)
            for person in (AINO, VEIKKO)
        ]
    assert idea.outcome
    assert (idea.outcome.project, idea.outcome.implemented) == (project, True)
    assert helped.work_day
    assert (helped.part, helped.title, helped.work_day.place) == (Part.WORK_DAY, "Penkkejä", "Ranta")
    assert [one.work_days[0].mine for one in seen if one] == [False, True]
