"""How far people came in each round, by age band, home and channel as they were at the time of the act.

Documents by their ids:
  area.round             the round
  area.round.step        the counters of a step
  area.round.step.…      a person who took the step, as a digest of its own a step: what one did is never put together
  area.population        how many live there, by age band and year
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from services.analytics.groups import FIELDS, UNKNOWN, told, voted
from shared.contracts.areas import ROUND, UNKNOWN_ROUND, RoundPlanned
from shared.contracts.funnel import Funnel, GetFunnel, GroupCount, Step, StepCount
from shared.contracts.ideas import IDEA, IdeaSubmitted
from shared.contracts.indicators import FIGURES, FiguresRecorded, Level
from shared.contracts.participants import AgeBand, Group
from shared.contracts.voting import VOTE, VotePublished
from shared.events import Recorded
from shared.ids import derived_id
from shared.messages import Event, require
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Increment, Put, PutOnce, Update, ViewSchema

POPULATION = "population_"
"""How an indicator's id begins that says how many people of an age band live in an area."""

OF_THE_AREA = (Level.NEIGHBOURHOOD, Level.POSTAL)


class Act(NamedTuple):
    """Somebody's step in a round."""

    step: Step
    round: str
    person: str
    group: Group


def _gave(recorded: Recorded, event: IdeaSubmitted) -> Act:
    return Act(Step.GAVE, event.round, event.author or recorded.aggregate_id, Group())


ACTS: Mapping[type[Event], Callable[[Recorded, Any], Act]] = {IdeaSubmitted: _gave}
"""The events that are a step; a new one is a line here."""


def project(recorded: Recorded) -> Iterable[Change]:
    area, event = recorded.area, recorded.event
    if act := ACTS.get(type(event)):
        yield _counted(area, act(recorded, event))
        return
    match event:
        case VotePublished(turnout=turnout, result=result):
            yield Put(f"{area}.{recorded.aggregate_id}.{Step.VOTED}", voted(turnout, result.channels))
        case RoundPlanned():
            yield Put(f"{area}.{recorded.aggregate_id}", {})
        case FiguresRecorded():
            yield from _population(area, event)
        case _:
            return


def _counted(area: str, act: Act) -> Change:
    id_ = f"{area}.{act.round}.{act.step}"
    of = (act.group.age, act.group.home or UNKNOWN, act.group.channel)
    counted = {f"{field}.{part}": 1 for field, part in zip(FIELDS, of, strict=True)}
    return PutOnce(f"{id_}.{derived_id(id_, act.person)}", {}, (Increment(id_, {"people": 1, **counted}),))


def _population(area: str, event: FiguresRecorded) -> Iterable[Change]:
    """By year; which one is the newest is seen when it is asked for."""
    id_ = f"{area}.population"
    for figure in event.figures:
        band = figure.indicator.removeprefix(POPULATION)
        if figure.indicator.startswith(POPULATION) and band in list(AgeBand) and figure.level in OF_THE_AREA:
            yield PutOnce(id_, {})
            yield Update(id_, {f"{band} {figure.year}": figure.value})


VIEW = View(ViewSchema("funnel"), (ROUND, FIGURES, IDEA, VOTE), project)


async def get_funnel(query: GetFunnel, room: Room) -> Funnel:
    views = await room.reached(VIEW, query.wait_for)
    round_, population = f"{query.area}.{query.round}", f"{query.area}.population"
    ids = {step: f"{round_}.{step}" for step in Step}
    found = {each["id"]: each for each in await views.many(VIEW.name, [round_, population, *ids.values()])}
    require(round_ in found, UNKNOWN_ROUND)
    return Funnel(
        tuple(_step(step, found.get(id_, {})) for step, id_ in ids.items()),
        tuple(GroupCount(band, _newest(found.get(population, {}), band)) for band in AgeBand),
    )


def _step(step: Step, counted: Document) -> StepCount:
    people, parts = told(counted)
    return StepCount(step, people, *parts)


def _newest(population: Document, band: AgeBand) -> int | None:
    years = {field: value for field, value in population.items() if field.rpartition(" ")[0] == band}
    newest = years[max(years)] if years else None
    return None if newest is None else round(float(newest))


QUERIES: Queries = {GetFunnel: get_funnel}
