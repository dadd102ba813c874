"""What happened to an idea, a comment, a proposal and its price, a project."""

from services.ideas.doers import doers
from shared.contracts.comments import COMMENT, CommentGiven
from shared.contracts.costing import COSTING
from shared.contracts.history import UNKNOWN_HISTORY, GetHistory, HistoryView, Thing
from shared.contracts.ideas import IDEA
from shared.contracts.projects import PROJECT
from shared.contracts.proposals import PROPOSAL
from shared.decider import Fold
from shared.events import Aggregate
from shared.history import told
from shared.messages import Event, require
from shared.room import Room
from shared.service import Queries

OF: dict[Thing, tuple[Aggregate, ...]] = {
    Thing.IDEA: (IDEA,),
    Thing.COMMENT: (COMMENT,),
    Thing.PROPOSAL: (PROPOSAL, COSTING),
    Thing.PROJECT: (PROJECT,),
}


def _as_given(given: CommentGiven | None, event: Event) -> CommentGiven | None:
    return event if isinstance(event, CommentGiven) else given


GIVEN = Fold[CommentGiven | None](COMMENT, None, _as_given)


async def get_history(query: GetHistory, room: Room) -> HistoryView:
    steps = await told(room, OF[query.thing], query.area, query.id, doers)
    require(bool(steps), UNKNOWN_HISTORY)
    given = (await room.known(GIVEN, query.area, query.id)).state if query.thing is Thing.COMMENT else None
    on = {"on_idea": given.idea or None, "on_proposal": given.proposal or None} if given else {}
    return HistoryView(query.id, query.area, tuple(steps), **on)


QUERIES: Queries = {GetHistory: get_history}
