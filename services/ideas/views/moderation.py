"""What waits for a moderator, and the trail of what moderators did."""

from collections.abc import Iterable
from typing import Any

import msgspec

from shared.contracts.comments import COMMENT, CommentGiven
from shared.contracts.ideas import IDEA, IdeaEdited, IdeaSubmitted
from shared.contracts.moderation import (
    MODERATORS,
    UNKNOWN_CONTENT,
    ContentReported,
    GetCommentModeration,
    GetIdeaModeration,
    HidingAppealed,
    ListModeration,
    Moderated,
    Why,
)
from shared.documents import document_of
from shared.events import Recorded
from shared.messages import Actor, Refused
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Document, Index, Put, Update, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = f"{recorded.aggregate}.{recorded.aggregate_id}"
    match recorded.event:
        case IdeaSubmitted() as event:
            begun = {**_begun(recorded, event), "pictures": _shown(event)}
            yield Put(id_, {**begun, "title": event.title, "waiting": True, "why": Why.NEW})
        case CommentGiven() as event:
            on = {"on_idea": event.idea or None, "on_proposal": event.proposal or None}
            yield Put(id_, {**_begun(recorded, event), **on, "title": "", "waiting": False, "why": None})
        case IdeaEdited(title=title, text=text) as event:
            words = {"title": title, "text": text, "pictures": _shown(event)}
            yield Update(id_, {**words, **_waiting(recorded, Why.EDITED)})
        case ContentReported(reason=reason):
            yield Append(id_, "reports", reason)
            yield Update(id_, _waiting(recorded, Why.REPORTED))
        case HidingAppealed(words=words):
            yield Update(id_, {"appeal": words, **_waiting(recorded, Why.APPEALED)})
        case Moderated() as event:
            yield Append(id_, "steps", _step(recorded, event))
            yield Update(id_, {"waiting": False, "why": None})
        case _:
            return


def _begun(recorded: Recorded, event: IdeaSubmitted | CommentGiven) -> Document:
    return {
        "of": recorded.aggregate_id,
        recorded.aggregate: recorded.aggregate_id,
        "area": recorded.area,
        "round": event.round,
        "author": event.author,
        "text": event.text,
        "since": recorded.at.isoformat(),
        "reports": [],
        "steps": [],
    }


def _shown(event: IdeaSubmitted | IdeaEdited) -> Any:
    return msgspec.to_builtins(event.pictures)


def _waiting(recorded: Recorded, why: Why) -> Document:
    return {"waiting": True, "why": why, "since": recorded.at.isoformat()}


def _step(recorded: Recorded, event: Moderated) -> Document:
    return {
        "deed": event.deed,
        "role": event.role,
        "at": recorded.at.isoformat(),
        "reason": event.reason,
        "by": event.by,
    }


VIEW = View(ViewSchema("moderation", (Index(("area", "waiting", "since")),)), (IDEA, COMMENT), project)


async def list_moderation(query: ListModeration, room: Room) -> Any:
    views = await room.reached(VIEW, query.wait_for)
    where: dict[str, str | int] = {"area": query.area, "waiting": True}
    page = await views.page(VIEW.name, where=where, order="since", after=query.after, limit=query.limit)
    count = await views.count(VIEW.name, where)
    return {"items": [_for_staff(item) for item in page.items], "count": count, "next": page.next}


async def get_idea_moderation(query: GetIdeaModeration, room: Room) -> Any:
    return await _get(query, f"idea.{query.idea}", room)


async def get_comment_moderation(query: GetCommentModeration, room: Room) -> Any:
    return await _get(query, f"comment.{query.comment}", room)


async def _get(query: GetIdeaModeration | GetCommentModeration, id_: str, room: Room) -> Any:
    found = await document_of(room, VIEW, id_, query, UNKNOWN_CONTENT)
    if any(query.by.holds(role, query.area) for role in MODERATORS):
        return _for_staff(found)
    return _for_author(found, query.by)


def _for_staff(found: Document) -> Document:
    return {field: value for field, value in {**found, "id": found["of"]}.items() if field not in {"author", "of"}}


def _for_author(found: Document, person: Actor) -> Document:
    """Who reported it, and which moderator looked, is not theirs to know."""
    if not found["author"] or found["author"] != person.id:
        raise Refused(UNKNOWN_CONTENT)
    steps = [{**step, "by": None} for step in found["steps"]]
    return {**_for_staff(found), "steps": steps, "reports": []}


QUERIES: Queries = {
    ListModeration: list_moderation,
    GetIdeaModeration: get_idea_moderation,
    GetCommentModeration: get_comment_moderation,
}
