"""What happened to a round."""

from shared.contracts.history import UNKNOWN_HISTORY, GetRoundHistory, HistoryView
from shared.contracts.rounds import ROUND, AdvanceRound, PlanRound, RescheduleRound, RoundPhaseStarted, RoundPlanned
from shared.history import told
from shared.messages import Event, Role, require
from shared.room import Room
from shared.service import Queries


async def get_round_history(query: GetRoundHistory, room: Room) -> HistoryView:
    steps = await told(room, (ROUND,), query.area, query.round, doers)
    require(bool(steps), UNKNOWN_HISTORY)
    return HistoryView(query.round, query.area, tuple(steps))


def doers(event: Event) -> frozenset[Role]:
    match event:
        case RoundPlanned():
            return PlanRound.allowed
        case RoundPhaseStarted():
            return AdvanceRound.allowed
        case _:
            return RescheduleRound.allowed


QUERIES: Queries = {GetRoundHistory: get_round_history}
