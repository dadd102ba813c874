"""What came of what was said at gatherings and may be seen by everybody."""

from collections.abc import Iterable
from typing import Any

from services.areas.views import contributions, goals
from services.areas.views.keys import key
from shared.contracts.comments import COMMENT, CommentGiven, CommentHidden, CommentPublished
from shared.contracts.contributions import ListGrown
from shared.contracts.goals import GoalStatus
from shared.contracts.ideas import IDEA, ContentShown, ContentWithheld, IdeaSubmitted
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Put, Update, ViewSchema, ViewStore

MOST = 500  # of what was said at one gathering
GOAL = "goal"


def project(recorded: Recorded) -> Iterable[Change]:
    """What did not grow out of a contribution has no document, and updating it changes nothing."""
    match recorded.event:
        case IdeaSubmitted(contribution=contribution) if contribution:
            yield _put(recorded, shown=False)
        case ContentShown(title=title):
            yield Update(_key(recorded), {"shown": True, "title": title})
        case ContentWithheld():
            yield Update(_key(recorded), {"shown": False, "title": ""})
        case CommentGiven(contribution=contribution, idea=idea, proposal=proposal) if contribution:
            yield _put(recorded, idea=idea, proposal=proposal)
        case CommentHidden() | CommentPublished() as event:
            yield Update(_key(recorded), {"shown": isinstance(event, CommentPublished)})
        case _:
            return


def _put(recorded: Recorded, *, shown: bool = True, idea: str = "", proposal: str = "") -> Change:
    about = {"title": "", "idea": idea, "proposal": proposal}
    return Put(_key(recorded), {"kind": recorded.aggregate, "grown": recorded.aggregate_id, "shown": shown, **about})


def _key(recorded: Recorded) -> str:
    return _named(recorded.area, recorded.aggregate, recorded.aggregate_id)


def _named(area: str, kind: str, id_: str) -> str:
    return key(area, f"{kind}.{id_}")


VIEW = View(ViewSchema("grown"), (IDEA, COMMENT), project)


async def list_grown(query: ListGrown, room: Room) -> Any:
    for view in (contributions.VIEW, goals.VIEW, VIEW):
        views = await room.reached(view, query.wait_for)
    where = {"area": query.area, "gathering": query.gathering}
    said = await views.page(contributions.VIEW.name, where=where, order="said_at", limit=MOST)
    became = [one for item in said.items for one in item["became"]]
    found = await _many(views, VIEW, [_named(query.area, one["kind"], one["id"]) for one in became])
    aims = await _many(views, goals.VIEW, [one["id"] for one in became if one["kind"] == GOAL])
    shown = [_shown(one) for one in found if one["shown"]]
    return {"items": [*shown, *(_aim(one) for one in aims if one["status"] == GoalStatus.SET)]}


async def _many(views: ViewStore, view: View, ids: list[str]) -> list[Document]:
    return await views.many(view.name, ids) if ids else []


def _aim(goal: Document) -> Document:
    return {"kind": GOAL, "id": goal["id"], "title": goal["title"]}


def _shown(document: Document) -> Document:
    kept = {name: document[name] for name in ("kind", "title", "idea", "proposal")}
    return {**kept, "id": document["grown"]}


QUERIES: Queries = {ListGrown: list_grown}
