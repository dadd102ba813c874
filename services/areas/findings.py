"""What an evaluation finds: figures of two years, goals, situation pictures, rounds, and how the area was chosen."""

from typing import TypeVar

import msgspec
from msgspec.structs import replace

from services.areas.domain.known_figures import side_by_side
from services.areas.domain.programme import programme
from services.areas.reading import described, figures_in
from shared.contracts.areas import UNKNOWN_PROGRAMME
from shared.contracts.evaluations import (
    EvaluatedChoice,
    EvaluatedGoal,
    EvaluatedPicture,
    EvaluatedRound,
    EvaluationOpened,
    Findings,
)
from shared.contracts.goals import GOAL, GoalPage, GoalView, ListGoals
from shared.contracts.known_figures import FigureChange
from shared.contracts.rounds import ROUND, ListRounds, Rounds
from shared.contracts.selections import SELECTION, ListSelections, Selections
from shared.contracts.situation_pictures import SITUATION_PICTURE, ComparePictures, PicturesCompared
from shared.log import last_position_of
from shared.messages import Query, Refused
from shared.requests import ask
from shared.room import Room

T = TypeVar("T")
PAGE = 100  # goals


async def findings_of(area: str, opened: EvaluationOpened, room: Room) -> Findings:
    started = (await room.known(programme, area, opened.programme)).state
    if started is None:
        raise Refused(UNKNOWN_PROGRAMME)
    return Findings(
        name=started.name,
        theme=started.theme,
        figures=await _figures(area, opened, room),
        goals=await _goals(area, opened.programme, room),
        pictures=await _pictures(area, opened.programme, room),
        rounds=await _rounds(area, opened.programme, room),
        choice=await _choice(area, started.selection, room) if started.selection else None,
    )


async def _figures(area: str, opened: EvaluationOpened, room: Room) -> tuple[FigureChange, ...]:
    known = await figures_in(area, room)
    indicators = [await described(one, room) for one in opened.indicators]
    return tuple(side_by_side(one, known, opened.baseline_year, opened.follow_up_year) for one in indicators)


async def _goals(area: str, programme: str, room: Room) -> tuple[EvaluatedGoal, ...]:
    goals: list[GoalView] = []
    asked = ListGoals(area=area, programme=programme, limit=PAGE, wait_for=await last_position_of(room.nc, GOAL))
    while True:
        page = await _told(asked, GoalPage, room)
        goals += page.items
        if page.next is None:
            return tuple(_goal(one) for one in goals)
        asked = replace(asked, after=page.next)


def _goal(goal: GoalView) -> EvaluatedGoal:
    judgement = goal.judgements[-1] if goal.judgements else None
    return EvaluatedGoal(goal.id, goal.title, goal.target, judgement, goal.reason)


async def _pictures(area: str, programme: str, room: Room) -> tuple[EvaluatedPicture, ...]:
    seen = await last_position_of(room.nc, SITUATION_PICTURE)
    compared = await _told(ComparePictures(area=area, programme=programme, wait_for=seen), PicturesCompared, room)
    found = (compared.start, compared.evaluation)
    return tuple(EvaluatedPicture(one.picture, one.version, one.occasion, one.year) for one in found if one)


async def _rounds(area: str, programme: str, room: Room) -> tuple[EvaluatedRound, ...]:
    """Without those that were a rehearsal alone."""
    seen = await last_position_of(room.nc, ROUND)
    rounds = (await _told(ListRounds(area=area, wait_for=seen), Rounds, room)).items
    of_programme = (one for one in rounds if one.programme == programme and not one.trial)
    return tuple(EvaluatedRound(one.id, one.name, one.budget_cents) for one in of_programme)


async def _choice(area: str, selection: str, room: Room) -> EvaluatedChoice | None:
    """None where no such decision is known."""
    seen = await last_position_of(room.nc, SELECTION)
    made = (await _told(ListSelections(wait_for=seen), Selections, room)).items
    chosen = next((one for one in made if one.id == selection), None)
    if chosen is None:
        return None
    ranked = next((one for one in chosen.comparison.ranking if one.area == area), None)
    return EvaluatedChoice(chosen.id, chosen.theme, chosen.reasons, chosen.comparison.method, ranked)


async def _told(query: Query[T], answer: type[T], room: Room) -> T:
    return msgspec.json.decode(await ask(room.nc, query), type=answer)
