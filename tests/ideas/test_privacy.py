"""What is said about ideas is read by those who may read it."""

import pytest
from nats.aio.client import Client

from services import areas, ideas, notifications, voting
from shared.contracts.comments import CommentOnIdea, CommentPage, ListIdeaComments
from shared.contracts.costing import AnswerQuestion, AskAuthor, AssignCosting, CostingView, GetCosting
from shared.contracts.follows import FollowThing, FollowView, GetFollow
from shared.contracts.ideas import UNKNOWN_IDEA, GetIdea, HideIdea, IdeaView
from shared.contracts.notifications import Thing
from shared.contracts.rounds import Phase
from shared.contracts.supports import SupportIdea
from shared.messages import Actor, Refused, Role
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.ideas.journey import AREA, EXPERT, STAFF, Journey, resident
from tests.running import running

ROOMS = (areas.service, ideas.service, voting.service)
AINO = resident("aino")
AINOS_CODE = Actor("aino", {Role.CODE_HOLDER: (AREA,)})


async def test_comments_on_a_hidden_idea_are_hidden_with_it(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await journey.publish("i1")
        await send(nc, CommentOnIdea(area=AREA, idea="i1", comment="c1", text="Sama nimi", by=AINO), new_id())
        hidden = await send(nc, HideIdea(area=AREA, idea="i1", reason="Nimiä", by=STAFF), new_id())
        query = ListIdeaComments(area=AREA, idea="i1", wait_for=hidden.position)
        with pytest.raises(Refused, match=UNKNOWN_IDEA.code):
            await ask(nc, query)
        page = await journey.told(ListIdeaComments(area=AREA, idea="i1", by=STAFF), CommentPage)
    assert page
    assert [one.text for one in page.items] == ["Sama nimi"]


async def test_a_code_does_not_tell_what_its_voter_said_supports_or_follows(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS, notifications.service):
        journey = await Journey.begin(nc)
        await journey.give("i1", "veikko")
        await journey.publish("i1")
        await send(nc, CommentOnIdea(area=AREA, idea="i1", comment="c1", text="Hyvä!", by=AINO), new_id())
        done = await send(nc, SupportIdea(area=AREA, idea="i1", by=AINO), new_id())
        followed = await send(nc, FollowThing(area=AREA, thing=Thing.IDEA, about="i1", by=AINO), new_id())

        async def told_to(by: Actor) -> tuple[bool, bool, bool]:
            idea = await journey.told(GetIdea(area=AREA, idea="i1", by=by, wait_for=done.position), IdeaView)
            comments = await journey.told(ListIdeaComments(area=AREA, idea="i1", by=by), CommentPage)
            query = GetFollow(area=AREA, thing=Thing.IDEA, about="i1", by=by, wait_for=followed.position)
            follow = await journey.told(query, FollowView)
            assert idea
            assert comments
            assert follow
            return idea.supported, comments.items[0].mine, follow.mine

        assert await told_to(AINO) == (True, True, True)
        assert await told_to(AINOS_CODE) == (False, False, False)


async def test_a_code_does_not_tell_what_its_voter_answered_to_an_expert(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await journey.publish("i1")
        await journey.enter(Phase.PLANNING)
        await journey.draft("h1", "i1")
        await journey.do(AssignCosting(area=AREA, proposal="h1", department="Viheralueet", by=STAFF))
        await journey.do(AskAuthor(area=AREA, proposal="h1", question="q1", text="Mihin?", by=EXPERT))
        answer = AnswerQuestion(area=AREA, proposal="h1", question="q1", text="Rantaan.", by=AINO)
        position = (await journey.do(answer)).position

        async def answer_told_to(by: Actor) -> str | None:
            query = GetCosting(area=AREA, proposal="h1", by=by, wait_for=position)
            told = await journey.told(query, CostingView)
            assert told
            return told.questions[0].answer

        assert await answer_told_to(AINO) == "Rantaan."
        assert await answer_told_to(AINOS_CODE) is None
