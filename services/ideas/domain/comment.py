"""A comment (kommentti) on an idea or a proposal: shown at once, hidden where a moderator finds reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

import msgspec

from services.ideas.domain import moderation
from services.ideas.domain.moderation import UNTOUCHED, Moderation
from shared.contracts.comments import (
    COMMENT,
    SPEAK_FOR_CITY,
    UNKNOWN_COMMENT,
    AppealCommentHiding,
    CommentEvent,
    CommentGiven,
    CommentHidden,
    CommentPublished,
    DecideCommentAppeal,
    GiveComment,
    HideComment,
    PublishComment,
    ReportComment,
)
from shared.contracts.contributions import ContributionRecorded
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.moderation import NOT_SHOWN, ContentReported, Deed, HidingAppealed, Moderated
from shared.contracts.participants import group_of
from shared.decider import Decider, Given
from shared.messages import NOT_YOUR_ROLE, Refused, Role, require


@dataclass(frozen=True)
class Talk:
    """What a comment is about: an idea or a proposal, of which round, and whether everybody sees it; what it answers;
    what was said at a gathering."""

    round: str
    idea: str = ""
    proposal: str = ""
    shown: bool = True
    answered: "Comment | None" = None
    said: ContributionRecorded | None = None


Looked: TypeAlias = PublishComment | HideComment | ReportComment | AppealCommentHiding | DecideCommentAppeal
CommentCommand: TypeAlias = Given[GiveComment, Talk] | Looked


@dataclass(frozen=True)
class Comment:
    given: CommentGiven
    hidden: bool = False
    moderation: Moderation = UNTOUCHED


def decide(command: CommentCommand, state: Comment | None) -> Sequence[CommentEvent]:
    match command:
        case Given(GiveComment() as give, Talk() as talk):
            return _give(give, talk, state)
        case PublishComment():
            return _publish(command, _known(state))
        case HideComment():
            return _hide(command, _known(state))
        case ReportComment():
            known = _known(state)
            return moderation.report(command, known.moderation, shown=not known.hidden)
        case AppealCommentHiding():
            known = _known(state)
            return moderation.appeal(command, known.moderation, known.given.author)
        case DecideCommentAppeal():
            return _decide_appeal(command, _known(state))
        case _:
            raise TypeError(command)


def _known(state: Comment | None) -> Comment:
    if state is None:
        raise Refused(UNKNOWN_COMMENT)
    return state


def _give(command: GiveComment, talk: Talk, state: Comment | None) -> Sequence[CommentEvent]:
    given = _given(command, talk)
    if state is not None:
        require(msgspec.structs.replace(given, group=state.given.group) == state.given, ID_TAKEN)
        return []
    require(talk.shown, NOT_SHOWN)
    require(command.reply_to is None or _is_on_same(talk.answered, given), UNKNOWN_COMMENT)
    return [given]


def _given(command: GiveComment, talk: Talk) -> CommentGiven:
    for_city = any(command.by.holds(role, command.area) for role in SPEAK_FOR_CITY)
    require(talk.said is None or for_city, NOT_YOUR_ROLE)
    return CommentGiven(
        round=talk.round,
        author="" if talk.said else command.by.id,
        text=command.text,
        language=command.language,
        idea=talk.idea,
        proposal=talk.proposal,
        reply_to=command.reply_to or "",
        official=talk.said is None and for_city and not command.by.holds(Role.RESIDENT, command.area),
        contribution=command.contribution or "",
        group=talk.said.group if talk.said else group_of(command.by, command.at),
    )


def _is_on_same(answered: Comment | None, given: CommentGiven) -> bool:
    return answered is not None and (answered.given.idea, answered.given.proposal) == (given.idea, given.proposal)


def _publish(command: PublishComment, state: Comment) -> Sequence[CommentEvent]:
    if not state.hidden:
        return moderation.kept(command, state.moderation)
    return [_published(state), moderation.looked(command, Deed.PUBLISHED)]


def _published(state: Comment) -> CommentPublished:
    return CommentPublished(idea=state.given.idea, proposal=state.given.proposal)


def _hide(command: HideComment, state: Comment) -> Sequence[CommentEvent]:
    if state.hidden:
        return []
    hidden = CommentHidden(reason=command.reason, idea=state.given.idea, proposal=state.given.proposal)
    return [hidden, moderation.looked(command, Deed.HIDDEN, command.reason)]


def _decide_appeal(command: DecideCommentAppeal, state: Comment) -> Sequence[CommentEvent]:
    decided = moderation.decided(command, state.moderation, state.given.author)
    return [_published(state), decided] if command.granted else [decided]


def evolve(state: Comment | None, event: CommentEvent) -> Comment:
    match event:
        case CommentGiven():
            return Comment(event)
        case CommentHidden():
            return replace(_known(state), hidden=True)
        case CommentPublished():
            return replace(_known(state), hidden=False)
        case ContentReported() | Moderated() | HidingAppealed():
            known = _known(state)
            return replace(known, moderation=moderation.evolve(known.moderation, event))
        case _:
            assert_never(event)


comment = Decider[Comment | None](COMMENT, None, evolve, decide)
