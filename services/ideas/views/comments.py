"""Comments as people read them."""

from collections.abc import Iterable
from typing import Any

from services.ideas.views import ideas
from shared.contracts.comments import (
    COMMENT,
    CommentGiven,
    CommentHidden,
    CommentPublished,
    GiveComment,
    ListIdeaComments,
    ListProposalComments,
)
from shared.contracts.ideas import UNKNOWN_IDEA
from shared.contracts.moderation import MODERATORS
from shared.events import Recorded
from shared.messages import Actor, require
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Change, Document, Index, Put, Update, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case CommentGiven() as event:
            yield Put(id_, _given(recorded, event))
        case CommentHidden(reason=reason):
            yield Update(id_, {"hidden": True, "reason": reason})
        case CommentPublished():
            yield Update(id_, {"hidden": False, "reason": None})
        case _:
            return


def _given(recorded: Recorded, event: CommentGiven) -> Document:
    return {
        "id": recorded.aggregate_id,
        "area": recorded.area,
        "idea": event.idea or None,
        "proposal": event.proposal or None,
        "reply_to": event.reply_to or None,
        "author": event.author,
        "text": event.text,
        "language": event.language,
        "official": event.official,
        "hidden": False,
        "given_at": recorded.at.isoformat(),
    }


VIEW = View(
    ViewSchema("comments", (Index(("area", "idea", "given_at")), Index(("area", "proposal", "given_at")))),
    (COMMENT,),
    project,
)


async def list_idea_comments(query: ListIdeaComments, room: Room) -> Any:
    """Who may not see an idea reads nothing that is said about it either."""
    views = await room.reached(ideas.VIEW, query.wait_for)
    idea = await views.get(ideas.VIEW.name, query.idea)
    seen = idea is not None and idea.get("area") == query.area and ideas.may_see(query.by, idea)
    require(seen, UNKNOWN_IDEA)
    return await _page(query, {"area": query.area, "idea": query.idea}, room)


async def list_proposal_comments(query: ListProposalComments, room: Room) -> Any:
    return await _page(query, {"area": query.area, "proposal": query.proposal}, room)


async def _page(query: ListIdeaComments | ListProposalComments, where: dict[str, str], room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    page = await views.page(VIEW.name, where=where, order="given_at", after=query.after, limit=query.limit)
    return {"items": [_shown(comment, query.by) for comment in page.items], "next": page.next}


def _shown(comment: Document, person: Actor) -> Document:
    author = comment.pop("author")
    mine = bool(author) and author == person.id and _may_speak(person, comment["area"])
    may_read = mine or not comment["hidden"] or any(person.holds(role, comment["area"]) for role in MODERATORS)
    return {**comment, "mine": mine, "text": comment["text"] if may_read else None}


def _may_speak(person: Actor, area: str) -> bool:
    """Not who holds a code of the author's: it lets into a vote alone."""
    return any(person.holds(role, area) for role in GiveComment.allowed)


QUERIES: Queries = {ListIdeaComments: list_idea_comments, ListProposalComments: list_proposal_comments}
