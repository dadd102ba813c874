"""Surveys over a real NATS server: closed by the clock, counted from the log, and nobody can tell who said what."""

import asyncio
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from msgspec.structs import replace
from nats.aio.client import Client

from services import areas
from shared.contracts.areas import OTHER_PROGRAMME, UNKNOWN_PROGRAMME
from shared.contracts.participants import Channel
from shared.contracts.projects import PROJECT, ProjectStarted
from shared.contracts.survey_answers import (
    SURVEY_ANSWER,
    Answer,
    EnterSurveyAnswer,
    GetMyAnswers,
    GivenTexts,
    ListGivenTexts,
    MyAnswers,
    SurveyAnswered,
)
from shared.contracts.surveys import (
    SURVEY_NOT_OPEN,
    SURVEY_OPEN,
    UNKNOWN_QUOTE,
    UNKNOWN_SUBJECT,
    CloseSurvey,
    GetSurvey,
    ListSurveys,
    PublishQuote,
    Subject,
    SubjectKind,
    Surveys,
    SurveyView,
)
from shared.event_store import STREAM, EventStore
from shared.log import KEYS
from shared.messages import NOBODY, NOT_YOUR_ROLE, Actor, Query, Refused, Role
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.areas.rounds import plan as plan_round
from tests.areas.rounds import timetable
from tests.areas.surveys import answer, plan
from tests.areas.test_room import REGISTER, START
from tests.running import running, until

COORDINATOR = Actor("c", {Role.COORDINATOR: ("petonen",)})
MODERATOR = Actor("m", {Role.MODERATOR: ("petonen",)})
STREET = Actor("o", {Role.OUTREACH: ("petonen",)})
DAY = timedelta(days=1)
TEXTS = ListGivenTexts(area="petonen", survey="s1", by=MODERATOR)
MINE = GetMyAnswers(area="petonen", survey="s1", by=answer().by)
CLOSE = CloseSurvey(area="petonen", survey="s1", reason="Tarpeeksi", by=COORDINATOR)
ENTERED = EnterSurveyAnswer(area="petonen", survey="s1", answer="a1", answers=(Answer("q1", "3"),), by=STREET)


async def opened(nc: Client, closes_in: timedelta = DAY) -> int:
    """A survey that is open now; its position in the log."""
    await begun(nc)
    now = datetime.now(UTC)
    return (await send(nc, replace(plan(now, now + closes_in), by=COORDINATOR), new_id())).position


async def begun(nc: Client) -> None:
    await send(nc, replace(REGISTER, area="petonen", by=COORDINATOR), new_id())
    await send(nc, replace(START, area="petonen", by=COORDINATOR), new_id())


async def survey(nc: Client, wait_for: int = 0, by: Actor = NOBODY) -> SurveyView:
    return msgspec.json.decode(
        await ask(nc, GetSurvey(area="petonen", survey="s1", wait_for=wait_for, by=by)), type=SurveyView
    )


async def counted(nc: Client, position: int) -> SurveyView:
    """Once its view has seen `position`, and the count."""
    await survey(nc, position)
    return await until(lambda: survey(nc), lambda found: found.results is not None)


async def whole_log(nc: Client) -> str:
    js = nc.jetstream()
    last = (await js.stream_info(STREAM)).state.last_seq
    messages = [await js.get_msg(STREAM, number) for number in range(1, last + 1)]
    return "\n".join(f"{one.subject} {one.headers} {(one.data or b'').decode()}" for one in messages)


async def test_a_survey_is_answered_once_a_person_and_counted_when_its_time_is_over(
    nc: Client, settings: Settings
) -> None:
    async with running(settings, areas.service):
        await opened(nc, timedelta(seconds=1.5))
        for person in ("aino", "veikko", "siiri", "onni"):
            await send(nc, answer(person, q1="1"), new_id())
        await send(nc, answer("aino", q1="5"), new_id())
        await send(nc, ENTERED, "once")
        position = (await send(nc, replace(ENTERED, channel=Channel.PAPER), "twice")).position
        assert (await survey(nc, position)).answers is None
        assert (await survey(nc, position, STREET)).answers == 5
        results = (await counted(nc, position)).results
    assert results is not None
    assert results.answers == 5
    assert [one.answers for one in results.questions[0].counts] == [3, 0, 1, 0, 1]


async def test_no_reader_of_the_log_can_tell_whose_answers_they_are(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        await opened(nc)
        await send(nc, answer("person-aino", q1="1"), "command-of-person-aino")
        await send(nc, ENTERED, "command-of-device")
        log = await whole_log(nc)
    assert SURVEY_ANSWER.type_of(SurveyAnswered) in log
    assert "person-aino" not in log
    assert "command-of-device" not in log
    assert SURVEY_ANSWER.subject("petonen", "a1") not in log


async def test_its_key_is_destroyed_at_the_closing(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        await opened(nc)
        await send(nc, answer("aino", q1="4"), new_id())
        assert msgspec.json.decode(await ask(nc, MINE), type=MyAnswers).answers == (Answer("q1", "4"),)
        assert (await nc.jetstream().stream_info(KEYS)).state.messages == 1
        closed = await send(nc, CLOSE, new_id())
        found = await counted(nc, closed.position)
        assert (await nc.jetstream().stream_info(KEYS)).state.messages == 0
        assert (found.closed, found.reason, found.answers) == (True, "Tarpeeksi", 1)
        for refused in (send(nc, answer("aino", q1="5"), new_id()), ask(nc, MINE)):
            with pytest.raises(Refused, match=SURVEY_NOT_OPEN.code):
                await refused


async def test_own_words_are_shown_to_staff_after_the_closing_and_published_when_chosen(
    nc: Client, settings: Settings
) -> None:
    async with running(settings, areas.service):
        await opened(nc)
        await send(nc, answer("aino", q1="4", q4="Penkkejä"), new_id())
        with pytest.raises(Refused, match=SURVEY_OPEN.code):
            await ask(nc, TEXTS)
        closed = await send(nc, CLOSE, new_id())
        assert (await counted(nc, closed.position)).quotes == ()
        (text,) = msgspec.json.decode(await ask(nc, TEXTS), type=GivenTexts).items
        assert (text.question, text.text) == ("q4", "Penkkejä")
        publish = PublishQuote(area="petonen", survey="s1", answer=text.answer, question="q4", by=MODERATOR)
        position = (await send(nc, publish, new_id())).position
        assert (await send(nc, publish, new_id())).position == position
        assert [one.text for one in (await survey(nc, position)).quotes] == ["Penkkejä"]
        with pytest.raises(Refused, match=UNKNOWN_QUOTE.code):
            await send(nc, replace(publish, question="q1"), new_id())


async def test_surveys_of_an_area_are_listed(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        position = await opened(nc)
        answer_ = await ask(nc, ListSurveys(area="petonen", wait_for=position))
        assert [one.title for one in msgspec.json.decode(answer_, type=Surveys).items] == ["Uusi puisto"]


async def test_what_a_survey_is_about_has_to_be_there(nc: Client, settings: Settings) -> None:
    now = datetime.now(UTC)
    asked = replace(plan(now, now + DAY), by=COORDINATOR)
    async with running(settings, areas.service):
        with pytest.raises(Refused, match=UNKNOWN_PROGRAMME.code):
            await send(nc, asked, new_id())
        await begun(nc)
        for kind in SubjectKind:
            with pytest.raises(Refused, match=UNKNOWN_SUBJECT.code):
                await send(nc, replace(asked, about=Subject(kind, "nothing")), new_id())


async def test_a_project_asked_about_is_of_the_programme_of_the_survey(nc: Client, settings: Settings) -> None:
    now = datetime.now(UTC)
    asked = replace(plan(now, now + DAY), about=Subject(SubjectKind.PROJECT, "park"), by=COORDINATOR)
    started = ProjectStarted(proposal="h1", round="r1", title="Puisto", budget_cents=1)
    async with running(settings, areas.service):
        await begun(nc)
        await send(nc, replace(START, area="petonen", programme="p2", by=COORDINATOR), new_id())
        held = plan_round(now, timetable(now))
        await send(nc, replace(held, area="petonen", programme="p1", by=COORDINATOR), new_id())
        subject = PROJECT.subject("petonen", "park")
        await EventStore(nc).append(subject, [started], expected=0, command_id="c", at=now)
        with pytest.raises(Refused, match=OTHER_PROGRAMME.code):
            await send(nc, replace(asked, programme="p2"), new_id())
        await send(nc, asked, new_id())


@pytest.mark.parametrize("query", [TEXTS, MINE])
async def test_what_people_said_is_guarded(nc: Client, settings: Settings, query: Query[object]) -> None:
    async with running(settings, areas.service):
        await opened(nc)
        with pytest.raises(Refused, match=NOT_YOUR_ROLE.code):
            await ask(nc, replace(query, by=STREET))


async def test_answers_at_the_same_time_are_one(nc: Client, settings: Settings) -> None:
    async with running(settings, areas.service):
        await opened(nc)
        done = await asyncio.gather(*(send(nc, answer("aino", q1=one), new_id()) for one in "12345"))
        assert (await survey(nc, max(one.position for one in done), COORDINATOR)).answers == 1
