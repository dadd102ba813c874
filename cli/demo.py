"""The demo programme: two invented pilot areas, one giving ideas, one voting. Every start sends the same commands
with the same ids, so that what is there already stays as it is."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
from nats.aio.client import Client

from cli.demo_map import BOUNDARIES, CATEGORIES, PLACES
from cli.demo_plan import plans
from shared.contracts.areas import RegisterArea, SetAreaBoundary, StartProgramme
from shared.contracts.ballots import CastVote, Choice
from shared.contracts.contests import BallotLimits, CountingRule
from shared.contracts.costing import AssignCosting, EstimateCost, LineKind, PriceLine, SignCosting
from shared.contracts.gatherings import GatheringKind, PlanGathering
from shared.contracts.ideas import PublishIdea, SubmitIdea
from shared.contracts.indicators import Figure, RecordFigures, Source
from shared.contracts.proposals import DraftProposal, PlaceOnBallot
from shared.contracts.rounds import GetRound, Phase, PhaseTime, PlanRound, RescheduleRound, RoundView, Timetable
from shared.contracts.voting import VOTE_NOT_OPEN
from shared.ids import derived_id
from shared.messages import EVERYWHERE, Actor, Command, Done, Refused, Role
from shared.requests import ask, send
from shared.texts import FINLAND

BUDGET_CENTS = 50_000_00
PATIENCE = 5.0  # seconds for the vote to open

PETONEN = (
    ("Frisbeegolfrata Pyörön metsään", "Yhdeksän koria polun varteen. Sopii kaikenikäisille.", "Aino Esimerkki"),
    ("Valot koulun oikopolulle", "Talvella polku on pimeä, ja lapset kulkevat siitä kouluun.", "Niko Esimerkki"),
    ("Penkkejä kauppareitille", "Kaupalta kotiin on pitkä matka levätä välillä.", "Aino Esimerkki"),
    ("Nuorten iltakahvila", "Paikka, jossa voi olla perjantaina ilman että ostaa mitään.", "Niko Esimerkki"),
)
PUIJONLAAKSO = (
    ("Luistelukenttä Taivaanpankontielle", "Kaukalo ja jäädytys, valot ja pukukoppi.", 18_000_00),
    ("Kirjavaihtokaappi torille", "Lasiovinen kaappi, josta saa ottaa ja johon saa jättää.", 1_500_00),
    ("Ulkokuntosali puistoon", "Kuusi laitetta, joista kaksi sopii pyörätuolista käytettäväksi.", 22_000_00),
    ("Kukkapellot tienvarsille", "Niittykasveja pölyttäjille nurmikon tilalle.", 6_000_00),
    ("Koirapuiston aita ja vesipiste", "Korkeampi aita, oma puoli pienille koirille.", 12_500_00),
    ("Muraali alikulkuun", "Koululaiset suunnittelevat taiteilijan kanssa.", 8_000_00),
)


SAMPLE = Source("Esimerkkilukuja – keksittyjä, eivät minkään alueen tietoja")
SAMPLE_YEAR = 2026
FIGURES = {
    "petonen": {
        "basic_education": "27.4",
        "unemployment": "14.8",
        "low_income": "19.6",
        "youth_outside": "9.1",
        "resident_survey": "3.4",
    },
    "puijonlaakso": {
        "basic_education": "22.9",
        "unemployment": "11.2",
        "low_income": "21.3",
        "youth_outside": "7.5",
        "resident_survey": "3.9",
    },
}
"""Of the need for development, so that areas can be compared at once."""
COMPARER = Actor("demo-staff", {Role.AREA_COORDINATOR: (EVERYWHERE,)})


async def prepare(nc: Client) -> None:
    await asyncio.gather(_giving_ideas(nc), _voting(nc))
    await asyncio.gather(*(_tell_figures(nc, area) for area in FIGURES))
    await asyncio.gather(*(_plan(nc, area) for area in FIGURES))


async def _tell_figures(nc: Client, area: str) -> None:
    figures = tuple(Figure(indicator, SAMPLE_YEAR, value) for indicator, value in FIGURES[area].items())
    await _do(nc, RecordFigures(area=area, figures=figures, source=SAMPLE, by=COMPARER), area)


async def _plan(nc: Client, area: str) -> None:
    for command, about in plans(area, f"{area}-programme", SAMPLE_YEAR, COMPARER):
        await _do(nc, command, about)


async def _giving_ideas(nc: Client) -> None:
    area, round_ = "petonen", "petonen-2027"
    await _begin(nc, area, round_, "Petonen", eligible=6_900, days=(-14, 21, 56, 77, 84))
    await _invite(nc, area)
    for title, text, author in PETONEN:
        person = Actor(derived_id("demo", area, author), {Role.RESIDENT: (area,)})
        idea = _id(area, title)
        given = _idea(area, round_, title, text, person)
        await _do(nc, given, idea)
        if (title, text, author) != PETONEN[-1]:  # the last one waits for the moderator
            await _do(nc, PublishIdea(area=area, idea=idea, by=_staff(area)), idea)


async def _invite(nc: Client, area: str) -> None:
    """To a workshop in the evening a week from now."""
    in_a_week = datetime.now(ZoneInfo(FINLAND)).date() + timedelta(days=7)
    workshop, starts_at = _id(area, "workshop"), datetime.combine(in_a_week, time(17), ZoneInfo(FINLAND))
    plan = PlanGathering(
        area=area,
        gathering=workshop,
        programme=f"{area}-programme",
        kind=GatheringKind.AREA_WORKSHOP,
        title="Millainen on meidän lähiömme?",
        place="Koulun ruokasali",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        places=40,
        description="Kahvia, mehua ja karttoja. Lapset ovat tervetulleita.",
        by=_staff(area),
    )
    await _do(nc, plan, workshop)


async def _voting(nc: Client) -> None:
    area, round_ = "puijonlaakso", "puijonlaakso-2027"
    start = await _begin(nc, area, round_, "Puijonlaakso", eligible=5_400, days=(-28, 14, 35, 56, 63))
    await asyncio.gather(*(_give(nc, area, round_, title, text) for title, text, _ in PUIJONLAAKSO))
    await _reschedule(nc, area, round_, start, days=(0, 14, 42, 63, 70))
    for title, text, cost in PUIJONLAAKSO:
        await _propose(nc, round_, title, text, cost, area=area)
    await _reschedule(nc, area, round_, start, days=(0, 14, 28, 42, 49))
    await asyncio.gather(*(_vote(nc, area, round_, number) for number in range(36)))


async def _begin(nc: Client, area: str, round_: str, name: str, *, eligible: int, days: Sequence[float]) -> datetime:
    """Area, programme and round; when the round began, also if that was at an earlier start."""
    staff, programme = _staff(area), f"{area}-programme"
    await _do(nc, RegisterArea(area=area, name=name, eligible_voters=eligible, by=staff), area)
    await _do(nc, SetAreaBoundary(area=area, boundary=BOUNDARIES[area], by=staff), area)
    theme = "Yhdessä viihtyisämpi lähiö"
    await _do(nc, StartProgramme(area=area, programme=programme, name=name, theme=theme, by=staff), area)
    plan = PlanRound(
        area=area,
        round=round_,
        programme=programme,
        name=f"{name} 2027",
        budget_cents=BUDGET_CENTS,
        timetable=_timetable(datetime.now(UTC).replace(minute=0, second=0, microsecond=0), days),
        limits=BallotLimits(max_choices=3),
        rule=CountingRule(threshold=1),
        by=staff,
    )
    done = await _do(nc, plan, round_)
    answer = await ask(nc, GetRound(area=area, round=round_, wait_for=done.position))
    return msgspec.json.decode(answer, type=RoundView).timetable.start_of(Phase.IDEAS)


async def _give(nc: Client, area: str, round_: str, title: str, text: str) -> None:
    person, idea = Actor(_id(area, f"author {title}"), {Role.RESIDENT: (area,)}), _id(area, title)
    await _do(nc, _idea(area, round_, title, text, person), idea)
    await _do(nc, PublishIdea(area=area, idea=idea, by=_staff(area)), idea)


def _idea(area: str, round_: str, title: str, text: str, by: Actor) -> SubmitIdea:
    idea, place, category = _id(area, title), PLACES.get(title), CATEGORIES[title]
    return SubmitIdea(area=area, idea=idea, round=round_, title=title, text=text, category=category, place=place, by=by)


async def _propose(nc: Client, round_: str, title: str, text: str, cost: int, *, area: str) -> None:
    staff, idea, id_ = _staff(area), _id(area, title), _id(area, f"proposal {title}")
    draft = DraftProposal(area=area, proposal=id_, round=round_, ideas=(idea,), title=title, text=text, by=staff)
    await _do(nc, draft, id_)
    await _price(nc, area, id_, title, cost)
    await _do(nc, PlaceOnBallot(area=area, proposal=id_, by=staff), id_)


async def _price(nc: Client, area: str, proposal: str, title: str, cents: int) -> None:
    """Estimated by one, signed by another."""
    staff, second = _staff(area), Actor("demo-expert", {Role.EXPERT: (area,)})
    lines = (PriceLine(LineKind.INVESTMENT, title, cents),)
    assign = AssignCosting(area=area, proposal=proposal, department="Kaupunkiympäristö", by=staff)
    for step in (
        assign,
        EstimateCost(area=area, proposal=proposal, lines=lines, by=second),
        SignCosting(area=area, proposal=proposal, version=1, by=staff),
    ):
        await _do(nc, step, proposal)


async def _vote(nc: Client, area: str, round_: str, number: int) -> None:
    titles = [title for title, _, _ in PUIJONLAAKSO]
    chosen = {titles[number % 6], titles[number * number % 6], titles[(number * 7 + 1) % 5]}
    choices = tuple(Choice(_id(area, f"proposal {title}")) for title in sorted(chosen))
    voter = Actor(_id(area, f"voter {number}"), {Role.RESIDENT: (area,)}, date(2000, 1, 1), area)
    ballot = CastVote(area=area, round=round_, choices=choices, by=voter)
    async with asyncio.timeout(PATIENCE):
        while await _code(_do(nc, ballot, voter.id)) == VOTE_NOT_OPEN.code:  # noqa: ASYNC110 - opened elsewhere
            await asyncio.sleep(0.05)


async def _code(done: Awaitable[Done]) -> str | None:
    """Why it was refused. A vote that has closed refuses when the demo is older than that, which is fine."""
    try:
        await done
    except Refused as refused:
        return refused.refusal.reason.code
    return None


async def _reschedule(nc: Client, area: str, round_: str, start: datetime, *, days: Sequence[float]) -> None:
    timetable = _timetable(start, days)
    command = RescheduleRound(area=area, round=round_, timetable=timetable, by=_staff(area))
    await _do(nc, command, f"{round_} {days}")


async def _do(nc: Client, command: Command, about: str) -> Done:
    return await send(nc, command, derived_id("demo", type(command).__name__, about))


def _id(area: str, name: str) -> str:
    return derived_id("demo", area, name)


def _staff(area: str) -> Actor:
    roles = (Role.COORDINATOR, Role.MODERATOR, Role.EXPERT)
    return Actor("demo-staff", dict.fromkeys(roles, (area,)))


def _timetable(start: datetime, days: Sequence[float]) -> Timetable:
    starts = (PhaseTime(phase, start + timedelta(days=day)) for phase, day in zip(Phase, days, strict=True))
    return Timetable(tuple(starts))
