"""What the areas room can be asked to tell."""

from typing import Any

from services.areas.domain.timetable import faults
from services.areas.projections import AREAS, ROUNDS
from shared.contracts.areas import UNKNOWN_AREA, GetArea, ListAreas
from shared.contracts.rounds import UNKNOWN_ROUND, GetRound, ListRounds, Phase
from shared.contracts.timetables import CheckTimetable, TimetableCheck
from shared.documents import document_of
from shared.messages import Refused
from shared.room import Room
from shared.service import Queries

ALL = 1000  # areas and rounds of a city are few


async def list_areas(query: ListAreas, room: Room) -> Any:
    views = await room.reached(AREAS, query.wait_for)
    found = await views.page(AREAS.name, where={}, order="name", limit=ALL)
    return {"items": [{**item, "boundary": ()} for item in found.items]}


async def get_area(query: GetArea, room: Room) -> Any:
    views = await room.reached(AREAS, query.wait_for)
    found = await views.get(AREAS.name, query.area)
    if found is None:
        raise Refused(UNKNOWN_AREA)
    return found


async def list_rounds(query: ListRounds, room: Room) -> Any:
    views = await room.reached(ROUNDS, query.wait_for)
    where = {"area": query.area} if query.area else {}
    return {"items": (await views.page(ROUNDS.name, where=where, order="name", limit=ALL)).items}


async def get_round(query: GetRound, room: Room) -> Any:
    return await document_of(room, ROUNDS, query.round, query, UNKNOWN_ROUND)


async def check_timetable(query: CheckTimetable, _: Room) -> TimetableCheck:
    starts = [(phase, getattr(query, phase)) for phase in Phase]
    return TimetableCheck(tuple(faults(starts, trial=query.trial)))


QUERIES: Queries = {
    ListAreas: list_areas,
    GetArea: get_area,
    ListRounds: list_rounds,
    GetRound: get_round,
    CheckTimetable: check_timetable,
}
