"""An idea (idea): a resident's wish, as given."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias, assert_never

import msgspec

from services.ideas.domain import moderation
from services.ideas.domain.giving import Frame, edit, submit
from services.ideas.domain.idea_state import Idea, content_of
from shared.contracts.ideas import (
    IDEA,
    IDEA_IN_USE,
    IDEA_NOT_PUBLISHED,
    OPEN_TO_ALL,
    UNKNOWN_IDEA,
    AppealIdeaHiding,
    DecideIdeaAppeal,
    EditIdea,
    HideIdea,
    IdeaEdited,
    IdeaHidden,
    IdeaPublished,
    IdeaStatus,
    IdeaSubmitted,
    IdeaTakenUp,
    PublishIdea,
    ReportIdea,
    SubmitIdea,
    TakeUpIdea,
)
from shared.contracts.moderation import ContentReported, Deed, HidingAppealed, Moderated
from shared.decider import Decider, Given
from shared.messages import Refused, require

Framed: TypeAlias = Given[SubmitIdea, Frame] | Given[EditIdea, Frame]
Looked: TypeAlias = PublishIdea | HideIdea | ReportIdea | AppealIdeaHiding | DecideIdeaAppeal
IdeaCommand: TypeAlias = Framed | Looked | TakeUpIdea
IdeaEvent: TypeAlias = (
    IdeaSubmitted | IdeaEdited | IdeaPublished | IdeaHidden | IdeaTakenUp | moderation.ModerationEvent
)


def decide(command: IdeaCommand, state: Idea | None) -> Sequence[IdeaEvent]:
    match command:
        case Given(SubmitIdea() as submitting, Frame() as frame):
            return submit(submitting, frame, state)
        case Given(EditIdea() as editing, Frame() as frame):
            return edit(editing, frame, _known(state))
        case TakeUpIdea():
            return _take_up(command, _known(state))
        case PublishIdea() | HideIdea() | ReportIdea() | AppealIdeaHiding() | DecideIdeaAppeal():
            return _look(command, _known(state))
        case _:
            raise TypeError(command)


def _known(state: Idea | None) -> Idea:
    if state is None:
        raise Refused(UNKNOWN_IDEA)
    return state


def _look(command: Looked, state: Idea) -> Sequence[IdeaEvent]:
    match command:
        case PublishIdea():
            return _publish(command, state)
        case HideIdea():
            return _hide(command, state)
        case ReportIdea():
            return moderation.report(command, state.moderation, shown=state.status in OPEN_TO_ALL)
        case AppealIdeaHiding():
            return moderation.appeal(command, state.moderation, state.submitted.author)
        case DecideIdeaAppeal():
            decided = moderation.decided(command, state.moderation)
            return [_published(state), decided] if command.granted else [decided]
        case _:
            assert_never(command)


def _publish(command: PublishIdea, state: Idea) -> Sequence[IdeaEvent]:
    if state.status in OPEN_TO_ALL:
        return moderation.kept(command, state.moderation)
    return [_published(state), moderation.looked(command, Deed.PUBLISHED)]


def _published(state: Idea) -> IdeaPublished:
    return IdeaPublished(round=state.submitted.round, **msgspec.structs.asdict(state.content))


def _hide(command: HideIdea, state: Idea) -> Sequence[IdeaEvent]:
    require(not state.proposals, IDEA_IN_USE)
    if state.status is IdeaStatus.HIDDEN:
        return []
    return [IdeaHidden(reason=command.reason), moderation.looked(command, Deed.HIDDEN, command.reason)]


def _take_up(command: TakeUpIdea, state: Idea) -> Sequence[IdeaEvent]:
    if command.proposal in state.proposals:
        return []
    require(state.status in OPEN_TO_ALL, IDEA_NOT_PUBLISHED)
    return [IdeaTakenUp(proposal=command.proposal)]


def evolve(state: Idea | None, event: IdeaEvent) -> Idea:
    match event:
        case IdeaSubmitted():
            return Idea(event, content_of(event))
        case IdeaEdited():  # edited words are looked at again before others see them
            known = replace(_known(state), moderation=moderation.UNTOUCHED)
            return replace(known, content=content_of(event), status=IdeaStatus.SUBMITTED)
        case IdeaPublished():
            return replace(_known(state), status=IdeaStatus.PUBLISHED)
        case IdeaHidden():
            return replace(_known(state), status=IdeaStatus.HIDDEN)
        case IdeaTakenUp():
            known = _known(state)
            return replace(known, status=IdeaStatus.TAKEN_UP, proposals=known.proposals | {event.proposal})
        case ContentReported() | Moderated() | HidingAppealed():
            known = _known(state)
            return replace(known, moderation=moderation.evolve(known.moderation, event))
        case _:
            assert_never(event)


idea = Decider[Idea | None](IDEA, None, evolve, decide)
