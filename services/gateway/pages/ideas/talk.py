"""What people say about an idea or a proposal: comments with their replies, reported and appealed with plain forms."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from services.gateway.pages.filled import Filled, Given, first
from services.gateway.visit import Visit
from shared.contracts.comments import AppealCommentHiding, CommentView, GiveComment, ReportComment
from shared.ids import derived_id
from shared.messages import Command

MOST = 100  # comments a page
Form = tuple[type[Command], Callable[[Filled, str], Given]]


class Thread(NamedTuple):
    """A comment and all that was said in reply, also to replies: a phone has no room for more steps."""

    comment: CommentView
    replies: list[CommentView]


def said(filled: Filled, command_id: str) -> Given:
    reply_to = first(filled, "reply_to") or None
    return {
        "comment": derived_id(command_id),
        "text": written(filled, "text"),
        "reply_to": reply_to,
        **language(filled),
    }


def language(filled: Filled) -> Given:
    """That of the page, which its form tells."""
    return {"language": first(filled, "language") or None}


def reason(filled: Filled, _: str) -> Given:
    return {"reason": first(filled, "reason").strip()}


def words(filled: Filled, _: str) -> Given:
    return {"words": written(filled, "words")}


def nothing(_: Filled, __: str) -> Given:
    return {}


def written(filled: Filled, name: str) -> str:
    return first(filled, name).replace("\r\n", "\n").strip()


ABOUT_COMMENT: dict[str, Form] = {"report": (ReportComment, reason), "appeal": (AppealCommentHiding, words)}


def may_speak(visit: Visit, area: str) -> bool:
    return any(visit.actor.holds(role, area) for role in GiveComment.allowed)


def threads(comments: Iterable[CommentView]) -> list[Thread]:
    """In the order they were begun. What replies to a comment of an earlier page begins one of its own."""
    begun: list[Thread] = []
    belongs: dict[str, Thread] = {}
    for comment in comments:
        thread = belongs.get(comment.reply_to or "")
        if thread:
            thread.replies.append(comment)
        else:
            thread = Thread(comment, [])
            begun.append(thread)
        belongs[comment.id] = thread
    return begun
