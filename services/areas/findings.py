"""What an evaluation finds: figures of two years, goals, situation pictures, rounds, and how the area was chosen."""

from msgspec import convert

from services.areas.domain.known_figures import side_by_side
from services.areas.domain.programme import programme
from services.areas.projections import ROUNDS
from services.areas.reading import described, figures_in
from services.areas.views.goals import VIEW as GOALS
from services.areas.views.goals import goals_of
from services.areas.views.selections import VIEW as SELECTIONS
from services.areas.views.situation_pictures import VERSIONS, newest_of
from shared.contracts.areas import ROUND, UNKNOWN_PROGRAMME, RoundView
from shared.contracts.evaluations import (
    EvaluatedChoice,
    EvaluatedGoal,
    EvaluatedPicture,
    EvaluatedRound,
    EvaluationOpened,
    Findings,
)
from shared.contracts.goals import GOAL, GoalView
from shared.contracts.known_figures import FigureChange
from shared.contracts.need import SELECTION, SelectionView
from shared.contracts.situation_pictures import SITUATION_PICTURE, Occasion
from shared.log import last_position_of
from shared.messages import Refused
from shared.room import Room

ALL = 1000


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
    await room.reached(GOALS, await last_position_of(room.nc, GOAL))
    return tuple(_goal(one) for one in await goals_of(area, programme, room))


def _goal(goal: GoalView) -> EvaluatedGoal:
    judgement = goal.judgements[-1] if goal.judgements else None
    return EvaluatedGoal(goal.id, goal.title, goal.target, judgement, goal.reason)


async def _pictures(area: str, programme: str, room: Room) -> tuple[EvaluatedPicture, ...]:
    await room.reached(VERSIONS, await last_position_of(room.nc, SITUATION_PICTURE))
    found = [await newest_of(occasion, area, programme, room) for occasion in Occasion]
    return tuple(EvaluatedPicture(one.picture, one.version, one.occasion, one.year) for one in found if one)


async def _rounds(area: str, programme: str, room: Room) -> tuple[EvaluatedRound, ...]:
    """Without those that were a rehearsal alone."""
    views = await room.reached(ROUNDS, await last_position_of(room.nc, ROUND))
    page = await views.page(ROUNDS.name, where={"area": area}, order="name", limit=ALL)
    rounds = [one for one in convert(page.items, list[RoundView]) if one.programme == programme and not one.trial]
    return tuple(EvaluatedRound(one.id, one.name, one.budget_cents) for one in rounds)


async def _choice(area: str, selection: str, room: Room) -> EvaluatedChoice | None:
    views = await room.reached(SELECTIONS, await last_position_of(room.nc, SELECTION))
    found = await views.get(SELECTIONS.name, selection)
    if found is None:
        return None
    chosen = convert(found, SelectionView)
    ranked = next((one for one in chosen.comparison.ranking if one.area == area), None)
    return EvaluatedChoice(chosen.id, chosen.theme, chosen.reasons, chosen.comparison.method, ranked)
