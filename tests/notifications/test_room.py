"""The room over real servers: mails arrive, once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from nats.aio.client import Client

from services import areas, ideas, notifications, voting
from services.notifications.domain.message import message_id
from shared.contracts.ballots import BALLOT
from shared.contracts.comments import AppealCommentHiding, CommentOnIdea, DecideCommentAppeal, HideComment
from shared.contracts.gateway import Letters
from shared.contracts.ideas import HideIdea
from shared.contracts.notifications import (
    MESSAGE,
    Cause,
    CountMessages,
    MessageCounts,
    NotifyAuthors,
    SendMessage,
    Thing,
)
from shared.contracts.rounds import Phase
from shared.contracts.voting import RemindVoters
from shared.event_store import STREAM
from shared.log import follow
from shared.messages import NOT_YOUR_ROLE, Actor, Command, Refused, Role, system
from shared.reactions import consumer_name
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.ideas.journey import AREA, ROUND, STAFF, Journey, resident, submit
from tests.notifications.post_office import PostOffice, directory, post_office
from tests.running import running, until

PEOPLE = directory({"aino": "aino@example.org", "veikko": "veikko@example.org", "kerttu": ""})
ROOMS = (areas.service, ideas.service, voting.service, notifications.service, PEOPLE)


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    async with post_office() as opened:
        yield opened


@pytest.fixture
def with_mail(settings: Settings, office: PostOffice) -> Settings:
    return replace(settings, smtp_url=office.url)


async def counts(journey: Journey) -> MessageCounts:
    found = await journey.told(CountMessages(area=AREA, by=STAFF), MessageCounts)
    assert found is not None
    return found


async def settled(journey: Journey, messages: int) -> MessageCounts:
    """How many were sent and suppressed, once there are so many and none is left."""
    return await until(
        lambda: counts(journey), lambda found: found.queued == 0 and found.sent + found.suppressed == messages
    )


def subjects(office: PostOffice, person: str) -> list[str]:
    return [str(mail["Subject"]) for mail in office.mails if person in str(mail["To"])]


async def test_authors_hear_of_each_step_of_their_ideas(nc: Client, with_mail: Settings, office: PostOffice) -> None:
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino", "Penkki")
        await journey.give("i2", "veikko", "Laituri")
        await journey.publish("i1")
        await journey.publish("i2")
        await journey.enter(Phase.PLANNING)
        for proposal, idea, title, cents in (("h1", "i1", "Penkkejä", 60_000), ("h2", "i2", "Uusi laituri", 70_000)):
            await journey.draft(proposal, idea, title=title)
            await journey.cost(proposal, cents)
            await journey.place(proposal)
        await journey.open_vote(items=2)
        await journey.vote("aino", "h1")
        await journey.count_vote()
        await journey.carry_out("h1", 55_000)
        assert await settled(journey, 17) == MessageCounts(queued=0, sent=17, suppressed=0)
    assert subjects(office, "aino") == [
        "We received your idea “Penkki”",
        "Your idea “Penkki” is published",
        "Your idea “Penkki” is part of a proposal",
        "The proposal “Penkkejä” has a price",
        "You can vote on the proposal “Penkkejä”",
        "The proposal “Penkkejä” won",
        "The work on “Penkkejä” begins",
        "“Penkkejä”: lend a hand",
        "“Penkkejä”: a step is delayed",
        "“Penkkejä”: a step is done",
        "“Penkkejä” is ready",
    ]
    assert subjects(office, "veikko")[-1] == "The proposal “Uusi laituri” did not win"
    assert any("more than the money that was left" in mail.get_content() for mail in office.mails)
    assert all("rehearsal" in mail.get_content() for mail in office.mails)  # the journey's round is one


async def test_a_person_with_two_ideas_in_a_proposal_gets_one_mail(
    nc: Client, with_mail: Settings, office: PostOffice
) -> None:
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        for idea, person in (("i1", "aino"), ("i2", "aino"), ("i3", "veikko")):
            await journey.give(idea, person)
            await journey.publish(idea)
        await journey.enter(Phase.PLANNING)
        await journey.draft("h1", "i1", "i2", "i3")
        await journey.cost("h1", 60_000)
        await settled(journey, 3 + 3 + 3 + 2)
    assert subjects(office, "aino").count("The proposal “Penkkejä” has a price") == 1
    assert subjects(office, "veikko").count("The proposal “Penkkejä” has a price") == 1


async def test_an_author_hears_why_their_idea_is_hidden(nc: Client, with_mail: Settings, office: PostOffice) -> None:
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await journey.do(HideIdea(area=AREA, idea="i1", reason="Sama idea on jo annettu.", by=STAFF))
        await settled(journey, 2)
    assert f"/areas/{AREA}/ideas/i1" in office.mails[-1].get_content()
    assert "Sama idea on jo annettu." in office.mails[1].get_content()


async def test_whose_comment_is_hidden_hears_why_and_what_became_of_their_appeal(
    nc: Client, with_mail: Settings, office: PostOffice
) -> None:
    second = Actor("second", {Role.MODERATOR: (AREA,)})
    veikko = resident("veikko")
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await journey.publish("i1")
        await journey.do(CommentOnIdea(area=AREA, comment="c1", idea="i1", text="Höpö!", by=veikko))
        await journey.do(HideComment(area=AREA, comment="c1", reason="Ole ystävällinen.", by=STAFF))
        await journey.do(AppealCommentHiding(area=AREA, comment="c1", words="Olin jo.", by=veikko))
        await journey.do(DecideCommentAppeal(area=AREA, comment="c1", granted=True, reason="Se sopii.", by=second))
        await settled(journey, 4)
    assert subjects(office, "veikko") == [
        "Your comment on “Penkki” is not shown to others",
        "Your appeal about “Penkki” was granted",
    ]


async def test_those_who_cannot_be_reached_are_not_written_to(
    nc: Client, with_mail: Settings, office: PostOffice
) -> None:
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "kerttu")
        await journey.give("i2", "somebody-forgotten")
        assert await settled(journey, 2) == MessageCounts(queued=0, sent=0, suppressed=2)
    assert office.mails == []


async def test_a_slow_mail_server_gets_each_mail_once(nc: Client, with_mail: Settings, office: PostOffice) -> None:
    office.takes = 1.3 * Command.patience  # longer than most commands are waited for
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await settled(journey, 1)
    assert len(office.mails) == 1


async def test_a_mail_that_has_to_wait_leaves_no_address_in_the_log(
    nc: Client, with_mail: Settings, office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    office.answer = "450 try again later"
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await asyncio.sleep(0.5)
        office.answer = "250 OK"
        await settled(journey, 1)
    logged = capsys.readouterr()
    assert "mail not sent" in logged.out
    assert "@" not in logged.out + logged.err


async def test_asking_twice_sends_once(nc: Client, with_mail: Settings, office: PostOffice) -> None:
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        await send(nc, submit("i1", "aino"), "c1")
        await settled(journey, 1)
        by = system("test")
        notify = NotifyAuthors(area=AREA, cause=Cause(Thing.IDEA, "i1", "c1.0"), by=by)
        message = message_id("aino", "c1.0")
        for _ in range(3):
            await send(nc, notify, new_id())
            await send(nc, SendMessage(area=AREA, message=message, by=by), new_id())
        assert await settled(journey, 1) == MessageCounts(queued=0, sent=1, suppressed=0)
    assert len(office.mails) == 1


async def test_reacting_to_the_whole_log_anew_sends_nothing_again(
    nc: Client, with_mail: Settings, office: PostOffice
) -> None:
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await journey.publish("i1")
        await settled(journey, 2)
    js = nc.jetstream()
    for consumer in await js.consumers_info(STREAM):
        if consumer.name.startswith(consumer_name(notifications.service)):
            await js.delete_consumer(STREAM, consumer.name)
    async with running(with_mail, *ROOMS):
        await journey.give("i2", "veikko")  # in the log behind all that is reacted to again
        assert await settled(journey, 3) == MessageCounts(queued=0, sent=3, suppressed=0)
    assert len(office.mails) == 3


async def test_a_mail_waits_for_the_mail_server(nc: Client, settings: Settings) -> None:
    async with post_office() as closed:
        port = urlsplit(closed.url).port or 0
    async with running(replace(settings, smtp_url=closed.url), *ROOMS):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        await until(lambda: counts(journey), lambda found: found.queued == 1)
        async with post_office(port) as opened:
            assert await settled(journey, 1) == MessageCounts(queued=0, sent=1, suppressed=0)
    assert closed.mails == []
    assert len(opened.mails) == 1


def test_ballots_are_not_listened_to() -> None:
    assert not any(BALLOT in reaction.to for reaction in notifications.service.reactions)


async def test_the_counts_are_for_coordinators(nc: Client, with_mail: Settings) -> None:
    async with running(with_mail, notifications.service):
        with pytest.raises(Refused, match=NOT_YOUR_ROLE.code):
            await ask(nc, CountMessages(area=AREA, by=resident("aino")))


async def test_who_left_a_ballot_unfinished_is_reminded_once_and_not_named(
    nc: Client, with_mail: Settings, office: PostOffice
) -> None:
    async with running(with_mail, *ROOMS):
        journey = await voting_with_drafts(nc)
        for _ in range(2):
            await journey.do(RemindVoters(area=AREA, round=ROUND, by=system("test")))
        assert await settled(journey, 5 + 2) == MessageCounts(queued=0, sent=6, suppressed=1)
        written = [one.data async for batch, _ in follow(nc, [MESSAGE.everywhere], 0, to_end=True) for one in batch]
    assert subjects(office, "veikko") == ["Your ballot is unfinished"]
    (reminder,) = (mail for mail in office.mails if "veikko" in str(mail["To"]))
    assert "The vote closes" in reminder.get_content()
    assert not any(b"veikko" in commit for commit in written)


async def voting_with_drafts(nc: Client) -> Journey:
    """Of a vote that closes within a day: Aino has voted; Veikko has not, nor Kerttu, who has no address."""
    journey = await Journey.begin(nc)
    await journey.give("i1", "aino")
    await journey.publish("i1")
    await journey.enter(Phase.PLANNING)
    await journey.draft("h1", "i1")
    await journey.cost("h1", 60_000)
    await journey.place("h1")
    await journey.open_vote(items=1)
    await journey.close_in(timedelta(hours=20))
    for person in ("aino", "veikko", "kerttu"):
        await journey.keep_draft(person, "h1")
    await journey.vote("aino", "h1")
    return journey


async def test_whoever_is_asked_for_consent_is_led_to_where_they_answer(
    nc: Client, with_mail: Settings, office: PostOffice
) -> None:
    async with running(with_mail, *ROOMS):
        journey = await Journey.begin(nc)
        for idea, person in (("i1", "aino"), ("i2", "veikko")):
            await journey.give(idea, person)
            await journey.publish(idea)
        await journey.enter(Phase.PLANNING)
        await journey.draft("h1", "i1", "i2")
        await settled(journey, 6)
    letters = [mail.get_content() for mail in office.mails if str(mail["Subject"]).startswith("May your idea")]
    assert [f"/areas/{AREA}/proposals/h1" in letter for letter in letters] == [True, True]


async def test_nobody_is_written_to_about_what_they_do_not_want(
    nc: Client, with_mail: Settings, office: PostOffice
) -> None:
    people = directory({"aino": "aino@example.org"}, unwanted=frozenset({Letters.OWN}))
    async with running(with_mail, *ROOMS[:-1], people):
        journey = await Journey.begin(nc)
        await journey.give("i1", "aino")
        assert await settled(journey, 1) == MessageCounts(queued=0, sent=0, suppressed=1)
    assert office.mails == []
