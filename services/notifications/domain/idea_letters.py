"""What a person is told of their idea, and of what they wrote: looked at by moderators, taken up, merged."""

from dataclasses import replace
from typing import TypeAlias, assert_never

from services.notifications.domain.letter import Letter
from shared.contracts.comments import CommentHidden
from shared.contracts.ideas import IdeaHidden, IdeaPublished, IdeaSubmitted, IdeaTakenUp
from shared.contracts.merging import ConsentAsked, IdeaReleased
from shared.contracts.moderation import Deed, Moderated

OfIdea: TypeAlias = IdeaSubmitted | IdeaPublished | IdeaHidden
OfModeration: TypeAlias = CommentHidden | Moderated
OfMerging: TypeAlias = IdeaTakenUp | ConsentAsked | IdeaReleased

RECEIVED = Letter(
    "We received your idea “{idea}”",
    "Thank you! A moderator reads your idea before others see it. We write to you at each step.",
)
PUBLISHED = Letter(
    "Your idea “{idea}” is published",
    "Everybody can read your idea now. Next, ideas become proposals.",
)
HIDDEN = Letter(
    "Your idea “{idea}” is not shown to others",
    "A moderator has hidden your idea. The reason: {reason} If you think this is wrong, you can appeal: another "
    "moderator then looks at it.",
)
COMMENT_HIDDEN = Letter(
    "Your comment on “{idea}” is not shown to others",
    "A moderator has hidden your comment. The reason: {reason} If you think this is wrong, you can appeal: another "
    "moderator then looks at it.",
    why="You get this mail because you wrote a comment in Lähiö.",
)
HIDING_APPEAL_GRANTED = Letter(
    "Your appeal about “{idea}” was granted",
    "Another moderator has looked at it, and everybody can read what you wrote again. The reason: {reason}",
    why="You get this mail because you appealed in Lähiö.",
)
HIDING_APPEAL_REJECTED = Letter(
    "Your appeal about “{idea}” was not granted",
    "Another moderator has looked at it, and what you wrote stays hidden. The reason: {reason}",
    why="You get this mail because you appealed in Lähiö.",
)
TAKEN_UP = Letter(
    "Your idea “{idea}” is part of a proposal",
    "Your idea lives on in the proposal “{proposal}”. An expert now finds out what it costs.",
)
CONSENT_ASKED = Letter(
    "May your idea “{idea}” be part of a common proposal?",
    "The proposal “{proposal}” was put together from your idea and those of others. If you agree, you need not do "
    "anything. If you do not, you can take your idea out until the vote's ballot is fixed.",
    link="You can answer here: {url}",
)
LEFT = Letter(
    "Your idea “{idea}” is by itself again",
    "You took your idea out of the proposal “{proposal}”. Everybody can read it among the ideas.",
)
RELEASED = Letter(
    "Your idea “{idea}” is no longer part of a proposal",
    "The city took your idea out of the proposal “{proposal}”. The reason: {reason}",
)


def of_idea(event: OfIdea) -> Letter:
    match event:
        case IdeaSubmitted():
            return RECEIVED
        case IdeaPublished():
            return PUBLISHED
        case IdeaHidden(reason=reason):
            return replace(HIDDEN, reason=reason)
        case _:
            assert_never(event)


def of_moderation(event: OfModeration) -> Letter:
    match event:
        case CommentHidden(reason=reason):
            return replace(COMMENT_HIDDEN, reason=reason)
        case Moderated(deed=deed, reason=reason):
            granted = deed is Deed.APPEAL_GRANTED
            return replace(HIDING_APPEAL_GRANTED if granted else HIDING_APPEAL_REJECTED, reason=reason)
        case _:
            assert_never(event)


def of_merging(event: OfMerging) -> Letter:
    match event:
        case IdeaTakenUp():
            return TAKEN_UP
        case ConsentAsked():
            return CONSENT_ASKED
        case IdeaReleased(declined=declined, reason=reason):
            return LEFT if declined else replace(RELEASED, reason=reason)
        case _:
            assert_never(event)
