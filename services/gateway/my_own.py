"""What is known here of whoever asks: collected for their page, and for them to take along."""

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from enum import StrEnum

import msgspec

from services.gateway.directory import Person
from services.gateway.pages.meeting.gatherings import MOST
from services.gateway.pages.meeting.survey import is_open
from services.gateway.pages.rounds import areas
from services.gateway.visit import Visit, told
from shared.contracts.ballots import BALLOT_SECRET, GetMyBallot
from shared.contracts.gatherings import GatheringView, ListGatherings, ListMyRegistrations
from shared.contracts.idea_drafts import GetMyIdeaDraft, IdeaDraftView
from shared.contracts.my_part import ListMyParts, OpenQuestion, Part, PartView
from shared.contracts.paper import VOTED_ON_PAPER
from shared.contracts.rounds import ListRounds, Phase, RoundView
from shared.contracts.survey_answers import Answer, GetMyAnswers
from shared.contracts.surveys import ListSurveys
from shared.messages import Kind, Refused, Role

AT_ONCE = 100
VOTED_IN = frozenset({Phase.VOTING, Phase.RESULT, Phase.IMPLEMENTATION})


class Voted(StrEnum):
    YES = "yes"
    NO = "no"
    NOBODY_KNOWS = "nobody_knows"  # the keys are destroyed


class MyVote(msgspec.Struct, frozen=True):
    """Whether, and never what."""

    round: str
    name: str
    voted: Voted
    open: bool


class MyDraft(msgspec.Struct, frozen=True):
    round: str
    name: str
    draft: IdeaDraftView


class MySurvey(msgspec.Struct, frozen=True):
    """As long as it is open: afterwards nobody can tell whose answers they are."""

    survey: str
    title: str
    answers: tuple[Answer, ...]


class MyArea(msgspec.Struct, frozen=True):
    area: str
    name: str
    parts: tuple[PartView, ...]
    votes: tuple[MyVote, ...]
    drafts: tuple[MyDraft, ...]
    gatherings: tuple[GatheringView, ...]
    surveys: tuple[MySurvey, ...]

    @property
    def consents(self) -> list[PartView]:
        """Ideas whose author is asked whether they may be part of a proposal."""
        return [one for one in self.parts if one.asks_consent]

    @property
    def questions(self) -> list[tuple[PartView, OpenQuestion]]:
        """Each once, however many of one's ideas became what it is about."""
        asked = {question.id: (one, question) for one in self.parts for question in one.questions}
        return list(asked.values())

    @property
    def followed(self) -> list[tuple[PartView, set[Part]]]:
        """What one supports or follows, or both."""
        kinds: dict[tuple[str, str], set[Part]] = {}
        first: dict[tuple[str, str], PartView] = {}
        for one in self.of(Part.SUPPORT, Part.FOLLOW):
            kinds.setdefault((one.thing, one.about), set()).add(one.part)
            first.setdefault((one.thing, one.about), one)
        return [(one, kinds[key]) for key, one in first.items()]

    def of(self, *kinds: Part) -> list[PartView]:
        return [one for one in self.parts if one.part in kinds]


class MyData(msgspec.Struct, frozen=True):
    """`known`: what the people's directory holds."""

    id: str
    known: Person | None
    areas: tuple[MyArea, ...]


async def my_data(request: Visit) -> MyData:
    """All of it, to take along."""
    id_ = request.signed_in().id
    return MyData(id_, await request.instance.directory.get(id_), await my_areas(request))


async def my_areas(request: Visit) -> tuple[MyArea, ...]:
    """Those of which one is a resident."""
    named, held = await areas(request), request.signed_in().roles.get(Role.RESIDENT, ())
    return tuple(await asyncio.gather(*(_my_area(request, area, named[area]) for area in held if area in named)))


async def _my_area(request: Visit, area: str, name: str) -> MyArea:
    rounds = await rounds_of(request, area)
    parts, votes, drafts, gatherings, surveys = await asyncio.gather(
        my_parts(request, area),
        asyncio.gather(*(_my_vote(request, one) for one in rounds if one.phase in VOTED_IN)),
        _my_drafts(request, rounds),
        my_gatherings(request, area),
        _my_surveys(request, area),
    )
    return MyArea(area, name, tuple(parts), tuple(votes), tuple(drafts), tuple(gatherings), tuple(surveys))


async def rounds_of(request: Visit, area: str) -> tuple[RoundView, ...]:
    return (await told(request, ListRounds(area=area, by=request.actor))).items


async def my_parts(request: Visit, area: str) -> list[PartView]:
    parts: list[PartView] = []
    after: str | None = None
    while True:
        asked = ListMyParts(area=area, by=request.actor, after=after, limit=AT_ONCE, wait_for=request.seen)
        found = await told(request, asked)
        parts += found.items
        if found.next is None:
            return parts
        after = found.next


async def _my_vote(request: Visit, round_: RoundView) -> MyVote:
    try:
        await told(request, GetMyBallot(area=round_.area, round=round_.id, by=request.actor))
        voted = Voted.YES
    except Refused as refused:
        voted = _voted(refused)
    return MyVote(round_.id, round_.name, voted, round_.phase is Phase.VOTING)


def _voted(refused: Refused) -> Voted:
    """Raises `refused` where it says nothing about a vote."""
    reason = refused.refusal.reason
    if reason.kind is not Kind.UNKNOWN:
        raise refused
    return {VOTED_ON_PAPER.code: Voted.YES, BALLOT_SECRET.code: Voted.NOBODY_KNOWS}.get(reason.code, Voted.NO)


async def _my_drafts(request: Visit, rounds: Iterable[RoundView]) -> Sequence[MyDraft]:
    drafts = []
    for one in rounds:
        with suppress(Refused):  # nothing is kept
            draft = await told(request, GetMyIdeaDraft(area=one.area, round=one.id, by=request.actor))
            drafts.append(MyDraft(one.id, one.name, draft))
    return drafts


async def my_gatherings(request: Visit, area: str) -> Sequence[GatheringView]:
    """The next one first."""
    listed, mine = await asyncio.gather(
        told(request, ListGatherings(area=area, limit=MOST, wait_for=request.seen)),
        told(request, ListMyRegistrations(area=area, by=request.actor, wait_for=request.seen)),
    )
    return [one for one in reversed(listed.items) if one.id in mine.gatherings]


async def _my_surveys(request: Visit, area: str) -> Sequence[MySurvey]:
    now: datetime = request.instance.settings.clock()
    listed, mine = await told(request, ListSurveys(area=area)), []
    for one in listed.items:
        if is_open(one, now):
            with suppress(Refused):  # it closes just now
                given = await told(request, GetMyAnswers(area=area, survey=one.id, by=request.actor))
                mine.append(MySurvey(one.id, one.title, given.answers))
    return [one for one in mine if one.answers]
