"""How far people came in each round, by age band, home and channel as they were at the time of the act.

Documents by their ids:
  area.round             the round
  area.round.step        the counters of a step
  area.step.day          the same of what is done in no round
  area.round.step.…      a person who took the step, as a digest of its own a step: what one did is never put together
  area.population        how many live there, by age band and year
"""

from collections.abc import Iterable
from typing import assert_never

from services.analytics.acts import ACTED, IN_NO_ROUND, Act, act_of
from services.analytics.groups import FIELDS, UNKNOWN, together, told, untold, voted, voting
from shared.ages import finnish_day
from shared.contracts.ballots import BALLOT, PaperHandedIn, PaperTakenBack, VoteCast
from shared.contracts.certification import VotePublished
from shared.contracts.funnel import Funnel, GetFunnel, GroupCount, Step, StepCount
from shared.contracts.indicators import FIGURES, FiguresRecorded, Level
from shared.contracts.participants import AgeBand
from shared.contracts.rounds import ROUND, UNKNOWN_ROUND, RoundPlanned, RoundRescheduled
from shared.contracts.voting import VOTE, VoteOpened
from shared.events import Recorded
from shared.ids import derived_id
from shared.messages import Role, require
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Increment, Index, Put, PutOnce, Update, ViewSchema, ViewStore

MOST_DAYS = 1000  # of what is done in no round
POPULATION = "population_"
"""How an indicator's id begins that says how many people of an age band live in an area."""

STAFF = (Role.COORDINATOR, Role.AREA_COORDINATOR)
"""Who sees groups while there is time to reach those that are missing."""

OF_THE_AREA = (Level.NEIGHBOURHOOD, Level.POSTAL)


def project(recorded: Recorded) -> Iterable[Change]:
    area, event = recorded.area, recorded.event
    if act := act_of(recorded):
        yield from counted(area, act)
        return
    match event:
        case VoteOpened() | VoteCast() | PaperHandedIn() | PaperTakenBack() | VotePublished() as event:
            yield from _voted(recorded, event)
        case RoundPlanned(timetable=timetable) | RoundRescheduled(timetable=timetable):
            begins = finnish_day(timetable.phases[0].starts_at).isoformat()
            yield Put(f"{area}.{recorded.aggregate_id}", {"begins": begins})
        case FiguresRecorded():
            yield from _population(area, event)
        case _:
            return


def counted(area: str, act: Act) -> Iterable[Change]:
    within = f"{area}.{act.round}" if act.round else area
    id_ = f"{within}.{act.step}" if act.round else f"{within}.{act.step}.{act.day}"
    of = (act.group.age, act.group.home or UNKNOWN, act.group.channel)
    parts = {f"{field}.{part}": act.people for field, part in zip(FIELDS, of, strict=True)}
    counting: tuple[Change, ...] = (Increment(id_, {"people": act.people, **parts}),)
    if not act.round:
        counting = (*counting, Update(id_, {"area": area, "step": act.step, "day": act.day}))
    if not act.person:
        return counting
    return (PutOnce(f"{within}.{act.step}.{derived_id(within, act.step, act.person)}", {}, counting),)


def _voted(
    recorded: Recorded, event: VoteOpened | VoteCast | PaperHandedIn | PaperTakenBack | VotePublished
) -> Iterable[Change]:
    """How many, from the first ballot on; in which groups, once the vote is published."""
    match event:
        case VoteOpened():  # opened anew, its box is empty again
            yield Put(_box(recorded.area, recorded.aggregate_id), voting())
        case VoteCast(round=round_, revision=1) | PaperHandedIn(round=round_):
            yield Increment(_box(recorded.area, round_), {"people": 1})
        case PaperTakenBack(round=round_):
            yield Increment(_box(recorded.area, round_), {"people": -1})
        case VotePublished(turnout=turnout, result=result):
            yield Put(_box(recorded.area, recorded.aggregate_id), voted(turnout, result.channels))
        case VoteCast():
            return
        case _:
            assert_never(event)


def _box(area: str, round_: str) -> str:
    return f"{area}.{round_}.{Step.VOTED}"


def _population(area: str, event: FiguresRecorded) -> Iterable[Change]:
    """By year; which one is the newest is seen when it is asked for."""
    id_ = f"{area}.population"
    for figure in event.figures:
        band = figure.indicator.removeprefix(POPULATION)
        if figure.indicator.startswith(POPULATION) and band in list(AgeBand) and figure.level in OF_THE_AREA:
            yield PutOnce(id_, {})
            yield Update(id_, {f"{band} {figure.year}": figure.value})


VIEW = View(ViewSchema("funnel", (Index(("area", "step", "-day")),)), (ROUND, FIGURES, VOTE, BALLOT, *ACTED), project)


async def get_funnel(query: GetFunnel, room: Room) -> Funnel:
    views = await room.reached(VIEW, query.wait_for)
    round_, population = f"{query.area}.{query.round}", f"{query.area}.population"
    ids = {step: f"{round_}.{step}" for step in Step}
    found = {each["id"]: each for each in await views.many(VIEW.name, [round_, population, *ids.values()])}
    require(round_ in found, UNKNOWN_ROUND)
    steps = {step: found.get(id_, {}) for step, id_ in ids.items()}
    for step in IN_NO_ROUND:
        steps[step] = await _since(found[round_]["begins"], query.area, step, views)
    grouped = "ages" in steps[Step.VOTED] or any(query.by.holds(role, query.area) for role in STAFF)
    return Funnel(
        tuple(_told(step, counts, grouped=grouped) for step, counts in steps.items()),
        tuple(GroupCount(band, _newest(found.get(population, {}), band)) for band in AgeBand),
        grouped,
    )


def _told(step: Step, counts: Document, *, grouped: bool) -> StepCount:
    """By group only at the end: whoever looks before and after an act would learn whose it was."""
    people, parts = told(counts)
    return StepCount(step, people, *(parts if grouped else map(untold, parts)))


async def _since(day: str, area: str, step: Step, views: ViewStore) -> Document:
    page = await views.page(VIEW.name, where={"area": area, "step": step}, order="-day", limit=MOST_DAYS)
    return together(each for each in page.items if each["day"] >= day)


def _newest(population: Document, band: AgeBand) -> int | None:
    years = {field: value for field, value in population.items() if field.rpartition(" ")[0] == band}
    newest = years[max(years)] if years else None
    return None if newest is None else round(float(newest))


QUERIES: Queries = {GetFunnel: get_funnel}
