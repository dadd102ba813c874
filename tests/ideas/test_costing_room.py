"""Costings over a real NATS server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from nats.aio.client import Client

from services import areas, ideas, voting
from services.gateway import experts
from services.gateway.directory import Directory, Person
from shared.contracts.costing import (
    NOT_THE_AUTHOR,
    PRICE_CLOSED,
    UNKNOWN_EXPERT,
    UNSIGNED,
    AnswerQuestion,
    AppealCosting,
    AskAuthor,
    AssignCosting,
    CostingView,
    DecideAppeal,
    EstimateCost,
    Feasibility,
    GetCosting,
    LineKind,
    PriceLine,
    SignCosting,
    Stage,
)
from shared.contracts.ideas import GetIdea, IdeaStatus, IdeaView
from shared.contracts.merging import BALLOT_FIXED, NOT_IN_PROPOSAL, ReleaseIdea
from shared.contracts.proposals import NO_IDEA_LEFT, GetProposal, PlaceOnBallot, ProposalStatus, ProposalView
from shared.contracts.rounds import Phase
from shared.contracts.waiting import ListWaiting, Wait, WaitingPage
from shared.messages import NOBODY, NOT_YOUR_ROLE, Actor, Command, Refused
from shared.room import Room
from shared.service import Service
from shared.settings import Settings
from tests.ideas.journey import AREA, EXPERT, STAFF, Journey, resident
from tests.running import running, until


@asynccontextmanager
async def knows_the_expert(room: Room) -> AsyncIterator[None]:
    people, known = Directory(room.views), EXPERT.roles
    await people.create()
    await people.put(Person(id=EXPERT.id, name="Eero", email="", language="fi", area=AREA, roles=dict(known)))
    yield


DIRECTORY = Service("gateway", queries=experts.QUERIES, background=(knows_the_expert,))
ROOMS = (areas.service, ideas.service, voting.service, DIRECTORY)
LINES = (PriceLine(LineKind.INVESTMENT, "Penkit", 50_000), PriceLine(LineKind.RUNNING_YEARLY, "Huolto", 900))
AINO = resident("aino")
SECOND = Actor("second", STAFF.roles)


async def drafted(nc: Client) -> Journey:
    """A proposal of Aino's idea, waiting for its price."""
    journey = await Journey.begin(nc)
    await journey.give("i1", "aino")
    await journey.publish("i1")
    await journey.enter(Phase.PLANNING)
    await journey.draft("h1", "i1")
    return journey


async def seen(journey: Journey, reader: Actor, position: int) -> CostingView:
    found = await journey.told(GetCosting(area=AREA, proposal="h1", by=reader, wait_for=position), CostingView)
    assert found
    return found


async def becomes(journey: Journey, status: ProposalStatus) -> ProposalView:
    found = await until(
        lambda: journey.told(GetProposal(area=AREA, proposal="h1"), ProposalView),
        lambda one: one is not None and one.status is status,
    )
    assert found
    return found


async def test_an_estimate_is_public_once_a_second_person_signed_it(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await drafted(nc)
        await journey.do(AssignCosting(area=AREA, proposal="h1", department="Puistot", expert="expert", by=STAFF))
        await journey.do(AskAuthor(area=AREA, proposal="h1", question="q", text="Mihin?", by=EXPERT))
        await journey.do(AnswerQuestion(area=AREA, proposal="h1", question="q", text="Rantaan.", by=AINO))
        done = await journey.do(EstimateCost(area=AREA, proposal="h1", lines=LINES, by=EXPERT))
        for reader, estimates, answer in ((NOBODY, 0, None), (AINO, 0, "Rantaan."), (STAFF, 1, "Rantaan.")):
            before = await seen(journey, reader, done.position)
            assert (len(before.estimates), before.questions[0].answer) == (estimates, answer)
        with pytest.raises(Refused, match=UNSIGNED.code):
            await journey.place("h1")
        done = await journey.do(SignCosting(area=AREA, proposal="h1", version=1, by=STAFF))
        after = await seen(journey, NOBODY, done.position)
        costed = await becomes(journey, ProposalStatus.COSTED)
    assert (after.estimates[0].price_cents, after.estimates[0].yearly_cents) == (50_000, 900)
    assert (after.questions[0].answer, after.signed, after.expert) == ("Rantaan.", 1, None)
    assert costed.cost_cents == 50_000


async def test_a_costing_is_assigned_to_nobody_but_an_expert_of_the_area(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await drafted(nc)
        with pytest.raises(Refused, match=UNKNOWN_EXPERT.code):
            await journey.do(AssignCosting(area=AREA, proposal="h1", department="Puistot", expert="aino", by=STAFF))
        done = await journey.do(
            AssignCosting(area=AREA, proposal="h1", department="Puistot", expert="expert", by=STAFF)
        )
        assert (await seen(journey, STAFF, done.position)).expert == "expert"


async def test_an_upheld_appeal_takes_the_price_back(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await drafted(nc)
        await journey.cost("h1", 50_000)
        await becomes(journey, ProposalStatus.COSTED)
        await journey.do(AppealCosting(area=AREA, proposal="h1", reason="Liian kallis.", by=AINO))
        with pytest.raises(Refused, match=UNSIGNED.code):
            await journey.place("h1")
        done = await journey.do(DecideAppeal(area=AREA, proposal="h1", upheld=True, reason="Totta.", by=SECOND))
        withdrawn = await becomes(journey, ProposalStatus.DRAFTED)
        told = await seen(journey, NOBODY, done.position)
        await journey.do(EstimateCost(area=AREA, proposal="h1", lines=LINES, by=EXPERT))
        await journey.do(SignCosting(area=AREA, proposal="h1", version=2, by=STAFF))
        await journey.place("h1")
        placed = await becomes(journey, ProposalStatus.ON_BALLOT)
        with pytest.raises(Refused, match=PRICE_CLOSED.code):
            await journey.do(AppealCosting(area=AREA, proposal="h1", reason="Vieläkin.", by=AINO))
    assert withdrawn.cost_cents is None
    assert (told.signed, told.appeals[0].upheld, told.appeals[0].answer) == (0, True, "Totta.")
    assert placed.cost_cents == 50_000


async def test_an_appeal_and_the_ballot_at_once_let_one_of_them_through(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await drafted(nc)
        await journey.cost("h1", 50_000)
        appeal = AppealCosting(area=AREA, proposal="h1", reason="Liian kallis.", by=AINO)
        both = await asyncio.gather(journey.place("h1"), journey.do(appeal), return_exceptions=True)
    assert [isinstance(one, Refused) for one in both].count(True) == 1


async def test_an_idea_that_leaves_and_the_ballot_at_once_let_one_of_them_through(
    nc: Client, settings: Settings
) -> None:
    proposals = [f"h{number}" for number in range(8)]
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        for one in proposals:
            await journey.give(f"i{one}", "aino")
            await journey.publish(f"i{one}")
        await journey.enter(Phase.PLANNING)
        for one in proposals:
            await journey.draft(one, f"i{one}")
            await journey.cost(one, 50_000)
        for one in proposals:
            await taken_up(journey, f"i{one}")
            leave = ReleaseIdea(area=AREA, idea=f"i{one}", proposal=one, reason="Eri asia.", by=STAFF)
            both = await asyncio.gather(journey.place(one), journey.do(leave), return_exceptions=True)
            refused = [each.refusal.reason for each in both if isinstance(each, Refused)]
            assert refused in ([NO_IDEA_LEFT], [BALLOT_FIXED])


async def taken_up(journey: Journey, idea: str) -> None:
    await until(
        lambda: journey.told(GetIdea(area=AREA, idea=idea), IdeaView),
        lambda found: found is not None and found.status is IdeaStatus.TAKEN_UP,
    )


async def test_whoever_took_their_idea_out_has_no_say_in_the_price_and_a_proposal_without_ideas_stays_off_the_ballot(
    nc: Client, settings: Settings
) -> None:
    async with running(settings, *ROOMS):
        journey = await drafted(nc)
        await journey.cost("h1", 50_000)
        release = ReleaseIdea(area=AREA, idea="i1", proposal="h1", reason="Eri asia.", by=STAFF)
        await until(lambda: done_unless(journey, release, NOT_IN_PROPOSAL.code), lambda done: done)
        with pytest.raises(Refused, match=NOT_THE_AUTHOR.code):
            await journey.do(AppealCosting(area=AREA, proposal="h1", reason="Liian kallis.", by=AINO))
        for command in (
            PlaceOnBallot(area=AREA, proposal="h1", by=STAFF),
            AssignCosting(area=AREA, proposal="h1", department="Kadut", by=STAFF),
        ):
            with pytest.raises(Refused, match=NO_IDEA_LEFT.code):
                await journey.do(command)
        given_up = await becomes(journey, ProposalStatus.GIVEN_UP)
        assert given_up.ideas == ()
        await until(lambda: waits(journey, 1), lambda wait: wait is None)


async def done_unless(journey: Journey, command: Command, code: str) -> bool:
    """False as long as it is refused for that reason."""
    try:
        await journey.do(command)
    except Refused as refused:
        if refused.refusal.reason.code == code:
            return False
        raise
    return True


async def test_what_cannot_be_done_is_said_with_its_reason(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await drafted(nc)
        await journey.do(AssignCosting(area=AREA, proposal="h1", department="Puistot", by=STAFF))
        infeasible = EstimateCost(
            area=AREA, proposal="h1", feasibility=Feasibility.INFEASIBLE, reason="Alla on putki.", by=EXPERT
        )
        await journey.do(infeasible)
        await journey.do(SignCosting(area=AREA, proposal="h1", version=1, by=STAFF))
        found = await becomes(journey, ProposalStatus.INFEASIBLE)
        with pytest.raises(Refused, match="not_costed"):
            await journey.place("h1")
    assert found.reason == "Alla on putki."


async def test_what_waits_is_told_with_whom_it_waits_for(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await drafted(nc)
        about: dict[str, Any] = {"area": AREA, "proposal": "h1"}
        steps: list[tuple[Command, Wait | None]] = [
            (AssignCosting(**about, department="Puistot", by=STAFF), Wait.ESTIMATE),
            (AskAuthor(**about, question="q", text="Mihin?", by=EXPERT), Wait.ANSWER),
            (AnswerQuestion(**about, question="q", text="Rantaan.", by=AINO), Wait.ESTIMATE),
            (EstimateCost(**about, lines=LINES, stage=Stage.PRELIMINARY, by=EXPERT), Wait.ESTIMATE),
            (EstimateCost(**about, lines=LINES, by=EXPERT), Wait.SIGN),
            (EstimateCost(**about, lines=LINES, stage=Stage.PRELIMINARY, by=EXPERT), Wait.ESTIMATE),
            (EstimateCost(**about, lines=LINES, by=EXPERT), Wait.SIGN),
            (SignCosting(**about, version=4, by=STAFF), Wait.PLACE),
            (AppealCosting(**about, reason="Kallis.", by=AINO), Wait.DECIDE_APPEAL),
            (DecideAppeal(**about, upheld=False, reason="Ei.", by=SECOND), Wait.PLACE),
            (PlaceOnBallot(**about, by=STAFF), None),
        ]
        assert await waits(journey, 0) is Wait.ASSIGN
        for command, wait in steps:
            assert await waits(journey, (await journey.do(command)).position) is wait
        with pytest.raises(Refused, match=NOT_YOUR_ROLE.code):
            await journey.told(ListWaiting(area=AREA, by=AINO), WaitingPage)


async def waits(journey: Journey, position: int) -> Wait | None:
    """What the one proposal waits for; the counts, which are read after it, come to say the same."""
    page = await until(
        lambda: journey.told(ListWaiting(area=AREA, by=STAFF, wait_for=position), WaitingPage),
        lambda one: (
            one is not None and (position > 0 or bool(one.items)) and sum(one.counts.values()) == len(one.items)
        ),
    )
    assert page
    wait = page.items[0].wait if page.items else None
    assert wait is None or page.counts[wait] == 1
    return wait
