"""Who left a ballot unfinished is found once, shortly before the closing, and named nowhere."""

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
import pytest
from nats.aio.client import Client

from services.voting import service as voting
from services.voting.domain.reminder import is_due, reminder
from services.voting.reactions import on_time, set_reminder
from shared.clock import utc_now
from shared.contracts.ballots import REMINDER, BallotLeftUnfinished, GetUnfinished, Unfinished
from shared.contracts.certification import AnnulVote, ReopenVote
from shared.contracts.rounds import TOO_EARLY
from shared.contracts.voting import CloseVote, ExtendVote, RemindVoters, SetReminderTimer, VoteClosingMoved
from shared.decider import Given
from shared.event_store import STREAM
from shared.events import Recorded
from shared.log import TIMERS, follow
from shared.messages import Event, Refused, system
from shared.requests import ask, new_id, send
from shared.settings import Settings
from shared.testing import given
from tests.running import running, until
from tests.voting.sample import AREA, END_OF_MAY, ROUND, open_vote, opened, resident
from tests.voting.test_drafts import keep
from tests.voting.test_room import CLOCK, add_items, cast, close, coordinator, open_, plan
from tests.voting.test_room import open_vote as open_for_a_day

DAY = timedelta(days=1)
REMIND = RemindVoters(area=AREA, round=ROUND, at=END_OF_MAY - DAY, by=CLOCK)
LEFT = BallotLeftUnfinished(round=ROUND, edition=1)


def test_somebody_is_reminded_once() -> None:
    asked = Given(REMIND, 1)
    given(reminder).when(asked).then(LEFT).when(asked).then()
    assert not LEFT.public


def test_reminders_are_due_a_day_before_the_closing() -> None:
    assert is_due(REMIND, open_vote())
    assert is_due(msgspec.structs.replace(REMIND, at=END_OF_MAY - timedelta(minutes=1)), open_vote())
    assert not is_due(msgspec.structs.replace(REMIND, at=END_OF_MAY - 2 * DAY), open_vote())
    with pytest.raises(Refused, match=TOO_EARLY.code):
        is_due(msgspec.structs.replace(REMIND, at=END_OF_MAY - DAY - timedelta(seconds=1)), open_vote())


def test_nobody_is_reminded_of_a_vote_that_is_over_or_not_yet_there() -> None:
    for over in ({"closed": True}, {"annulled": True}, {"opened": None}):
        assert not is_due(REMIND, replace(open_vote(), **over))
    assert not is_due(msgspec.structs.replace(REMIND, at=END_OF_MAY), open_vote())


def test_a_vote_of_hardly_more_than_a_day_reminds_nobody_unless_it_is_extended() -> None:
    asked = [SetReminderTimer(area=AREA, round=ROUND, by=system("voting"))]
    long = END_OF_MAY - timedelta(hours=25)
    short = long + timedelta(minutes=1)
    assert list(set_reminder(recorded(opened(), at=long))) == asked
    assert list(set_reminder(recorded(opened(), at=short))) == []
    assert list(set_reminder(recorded(VoteClosingMoved(closes_at=END_OF_MAY), at=short))) == asked


def recorded(event: Event, at: datetime) -> Recorded:
    return Recorded(event, "c.0", "", AREA, "vote", ROUND, at, 1, "")


def test_the_two_timers_of_a_vote_are_told_apart() -> None:
    assert isinstance(on_time((AREA, ROUND)), CloseVote)
    assert isinstance(on_time((AREA, ROUND, "reminder")), RemindVoters)


async def test_the_timer_of_the_reminder_is_set_with_that_of_the_closing(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await plan(nc, days=(-3, -2, -1, 3, 4))
        await add_items(nc)
        await open_(nc)
        subjects = {f"timers.voting.{AREA}.{ROUND}", f"timers.voting.{AREA}.{ROUND}.reminder"}
        await until(lambda: timers(nc), lambda found: found == subjects)


async def timers(nc: Client) -> set[str]:
    batches = follow(nc, ["timers.voting.>"], 0, stream=TIMERS, to_end=True)
    return {one.subject async for batch, _ in batches for one in batch}


async def remind(nc: Client) -> None:
    await send(nc, RemindVoters(area=AREA, round=ROUND, by=CLOCK), new_id())


async def reminders(nc: Client) -> list[str]:
    """The ids of those in the log."""
    batches = follow(nc, [REMINDER.everywhere], 0, stream=STREAM, to_end=True)
    return [one.subject.rpartition(".")[2] async for batch, _ in batches for one in batch]


async def test_a_short_vote_that_is_extended_reminds_at_once(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_for_a_day(nc)
        kaisa, hour = coordinator("kaisa"), timedelta(hours=1)
        await send(nc, AnnulVote(area=AREA, round=ROUND, reason="Väärä hinta", by=kaisa), new_id())
        await send(nc, ReopenVote(area=AREA, round=ROUND, closes_at=utc_now() + hour, by=kaisa), new_id())
        await keep(nc, "anna", "rink")
        await send(nc, ExtendVote(area=AREA, round=ROUND, closes_at=utc_now() + 2 * hour, by=kaisa), new_id())
        await until(lambda: reminders(nc), lambda found: len(found) == 1)


async def test_only_drafts_without_a_ballot_are_reminded_of_and_once(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_for_a_day(nc)
        for person in ("anna", "bo", "cecilia"):
            await keep(nc, person, "rink")
        await cast(nc, "bo", "rink")
        await remind(nc)
        found = await reminders(nc)
        assert len(found) == 2
        await remind(nc)
        assert await reminders(nc) == found
        assert {(await unfinished(nc, id_)).person for id_ in found} == {"anna", "cecilia"}


async def unfinished(nc: Client, id_: str) -> Unfinished:
    query = GetUnfinished(area=AREA, round=ROUND, edition=1, reminder=id_, by=CLOCK)
    return msgspec.json.decode(await ask(nc, query), type=Unfinished)


async def test_whose_ballot_is_unfinished_is_told_to_no_person_and_only_as_long_as_it_is(
    nc: Client, settings: Settings
) -> None:
    async with running(settings, voting):
        await open_for_a_day(nc)
        for person in ("anna", "bo"):
            await keep(nc, person, "rink")
        await remind(nc)
        one, other = await reminders(nc)
        query = GetUnfinished(area=AREA, round=ROUND, edition=1, reminder=one, by=resident("anna"))
        with pytest.raises(Refused, match="not_your_role"):
            await ask(nc, query)
        await cast(nc, (await unfinished(nc, one)).person, "rink")
        with pytest.raises(Refused, match="no_draft"):
            await unfinished(nc, one)
        await close(nc)
        with pytest.raises(Refused, match="no_draft"):
            await unfinished(nc, other)


async def test_the_log_does_not_tell_who_was_reminded(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_for_a_day(nc)
        await keep(nc, "anna", "rink")
        await remind(nc)
        batches = follow(nc, ["es.>"], 0, to_end=True)
        written = str([one async for batch, _ in batches for one in batch])
    assert "BallotLeftUnfinished" in written
    assert "anna" not in written
