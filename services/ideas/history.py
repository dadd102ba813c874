"""What happened to an idea, a comment, a proposal and its price, a project."""

from services.ideas.doers import doers
from shared.contracts.comments import COMMENT
from shared.contracts.costing import COSTING
from shared.contracts.history import UNKNOWN_HISTORY, GetHistory, HistoryView, Thing
from shared.contracts.ideas import IDEA
from shared.contracts.projects import PROJECT
from shared.contracts.proposals import PROPOSAL
from shared.events import Aggregate
from shared.history import told
from shared.messages import require
from shared.room import Room
from shared.service import Queries

OF: dict[Thing, tuple[Aggregate, ...]] = {
    Thing.IDEA: (IDEA,),
    Thing.COMMENT: (COMMENT,),
    Thing.PROPOSAL: (PROPOSAL, COSTING),
    Thing.PROJECT: (PROJECT,),
}


async def get_history(query: GetHistory, room: Room) -> HistoryView:
    steps = await told(room, OF[query.thing], query.area, query.id, doers)
    require(bool(steps), UNKNOWN_HISTORY)
    return HistoryView(query.id, query.area, tuple(steps))


QUERIES: Queries = {GetHistory: get_history}
