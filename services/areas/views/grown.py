"""What came of what was said at gatherings and may be seen by everybody."""

from collections.abc import Iterable
from typing import Any

from services.areas.views import contributions
from services.areas.views.keys import key
from shared.contracts.comments import COMMENT, CommentGiven, CommentHidden, CommentPublished
from shared.contracts.contributions import ListGrown
from shared.contracts.goals import GOAL, GoalChanged, GoalDropped, GoalSet
from shared.contracts.ideas import IDEA, ContentShown, ContentWithheld, IdeaSubmitted
from shared.events import Recorded
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Put, Update, ViewSchema

MOST = 500  # of what was said at one gathering


def project(recorded: Recorded) -> Iterable[Change]:
    """What did not grow out of a contribution has no document, and updating it changes nothing."""
    match recorded.event:
        case IdeaSubmitted(contribution=contribution) if contribution:
            yield _put(recorded, shown=False)
        case ContentShown(title=title):
            yield Update(_key(recorded), {"shown": True, "title": title})
        case ContentWithheld():
            yield Update(_key(recorded), {"shown": False, "title": ""})
        case GoalSet() | GoalChanged() | GoalDropped() as event:
            yield from _goal(recorded, event)
        case CommentGiven(contribution=contribution, idea=idea, proposal=proposal) if contribution:
            yield _put(recorded, idea=idea, proposal=proposal)
        case CommentHidden() | CommentPublished() as event:
            yield Update(_key(recorded), {"shown": isinstance(event, CommentPublished)})
        case _:
            return


def _goal(recorded: Recorded, event: GoalSet | GoalChanged | GoalDropped) -> Iterable[Change]:
    match event:
        case GoalSet(contribution=contribution, title=title) if contribution:
            yield _put(recorded, title=title)
        case GoalChanged(title=title):
            yield Update(_key(recorded), {"title": title})
        case GoalDropped():
            yield Update(_key(recorded), {"shown": False})
        case _:
            return


def _put(recorded: Recorded, *, shown: bool = True, title: str = "", idea: str = "", proposal: str = "") -> Change:
    about = {"title": title, "idea": idea, "proposal": proposal}
    return Put(_key(recorded), {"kind": recorded.aggregate, "grown": recorded.aggregate_id, "shown": shown, **about})


def _key(recorded: Recorded) -> str:
    return _named(recorded.area, recorded.aggregate, recorded.aggregate_id)


def _named(area: str, kind: str, id_: str) -> str:
    return key(area, f"{kind}.{id_}")


VIEW = View(ViewSchema("grown"), (IDEA, GOAL, COMMENT), project)


async def list_grown(query: ListGrown, room: Room) -> Any:
    await room.reached(contributions.VIEW, query.wait_for)
    views = await room.reached(VIEW, query.wait_for)
    where = {"area": query.area, "gathering": query.gathering}
    said = await views.page(contributions.VIEW.name, where=where, order="said_at", limit=MOST)
    ids = [_named(query.area, one["kind"], one["id"]) for item in said.items for one in item["became"]]
    found = await views.many(VIEW.name, ids) if ids else []
    return {"items": [_shown(one) for one in found if one["shown"]]}


def _shown(document: Document) -> Document:
    kept = {name: document[name] for name in ("kind", "title", "idea", "proposal")}
    return {**kept, "id": document["grown"]}


QUERIES: Queries = {ListGrown: list_grown}
