"""An idea (idea): a resident's wish, as given."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias, assert_never

from services.ideas.domain import moderation
from services.ideas.domain.giving import Frame, edit, submit
from services.ideas.domain.idea_state import Idea, content_of, published, withheld
from services.ideas.domain.merging import consent, decline, release, take_up
from shared.contracts.ideas import (
    IDEA,
    IDEA_IN_USE,
    OPEN_TO_ALL,
    UNKNOWN_IDEA,
    AppealIdeaHiding,
    ContentShown,
    ContentWithheld,
    DecideIdeaAppeal,
    EditIdea,
    HideIdea,
    IdeaEdited,
    IdeaEvent,
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
from shared.contracts.merging import (
    ConsentAsked,
    ConsentGiven,
    ConsentToMerge,
    DeclineMerge,
    IdeaReleased,
    ReleaseIdea,
)
from shared.contracts.moderation import ContentReported, Deed, HidingAppealed, Moderated
from shared.decider import Decider, Given
from shared.messages import Refused, require

Framed: TypeAlias = Given[SubmitIdea, Frame] | Given[EditIdea, Frame]
Looked: TypeAlias = PublishIdea | HideIdea | ReportIdea | AppealIdeaHiding | DecideIdeaAppeal
Merged: TypeAlias = TakeUpIdea | ConsentToMerge | DeclineMerge | ReleaseIdea
IdeaCommand: TypeAlias = Framed | Looked | Merged
MergeEvent: TypeAlias = IdeaTakenUp | ConsentAsked | ConsentGiven | IdeaReleased


def decide(command: IdeaCommand, state: Idea | None) -> Sequence[IdeaEvent]:
    match command:
        case Given(SubmitIdea() as submitting, Frame() as frame):
            return submit(submitting, frame, state)
        case Given(EditIdea() as editing, Frame() as frame):
            return edit(editing, frame, _known(state))
        case PublishIdea() | HideIdea() | ReportIdea() | AppealIdeaHiding() | DecideIdeaAppeal():
            return _look(command, _known(state))
        case _:
            return _merge(command, _known(state))


def _merge(command: IdeaCommand, state: Idea) -> Sequence[IdeaEvent]:
    match command:
        case TakeUpIdea():
            return take_up(command, state)
        case ConsentToMerge():
            return consent(command, state)
        case DeclineMerge():
            return decline(command, state)
        case ReleaseIdea():
            return release(command, state)
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
            decided = moderation.decided(command, state.moderation, state.submitted.author)
            return [*published(state), decided] if command.granted else [decided]
        case _:
            assert_never(command)


def _publish(command: PublishIdea, state: Idea) -> Sequence[IdeaEvent]:
    if state.status in OPEN_TO_ALL:
        return moderation.kept(command, state.moderation)
    return [*published(state), moderation.looked(command, Deed.PUBLISHED)]


def _hide(command: HideIdea, state: Idea) -> Sequence[IdeaEvent]:
    require(not state.proposals, IDEA_IN_USE)
    if state.status is IdeaStatus.HIDDEN:
        return []
    hidden = IdeaHidden(reason=command.reason)
    return [hidden, *withheld(state), moderation.looked(command, Deed.HIDDEN, command.reason)]


def evolve(state: Idea | None, event: IdeaEvent) -> Idea:
    match event:
        case IdeaSubmitted():
            return Idea(event, content_of(event))
        case IdeaEdited():  # edited words are looked at again before others see them
            known = replace(_known(state), moderation=moderation.UNTOUCHED)
            return replace(known, content=content_of(event), status=IdeaStatus.SUBMITTED)
        case IdeaPublished() | IdeaHidden():
            status = IdeaStatus.HIDDEN if isinstance(event, IdeaHidden) else IdeaStatus.PUBLISHED
            return replace(_known(state), status=status)
        case ContentShown() | ContentWithheld():
            return _known(state)
        case IdeaTakenUp() | ConsentAsked() | ConsentGiven() | IdeaReleased():
            return _merged(_known(state), event)
        case ContentReported() | Moderated() | HidingAppealed():
            known = _known(state)
            return replace(known, moderation=moderation.evolve(known.moderation, event))
        case _:
            assert_never(event)


def _merged(state: Idea, event: MergeEvent) -> Idea:
    one = {event.proposal}
    match event:
        case IdeaTakenUp():
            return replace(state, status=IdeaStatus.TAKEN_UP, proposals=state.proposals | one)
        case ConsentAsked():
            return replace(state, asked=state.asked | one)
        case ConsentGiven():
            return replace(state, consented=state.consented | one)
        case IdeaReleased(still_in=still_in):
            status = IdeaStatus.TAKEN_UP if still_in else IdeaStatus.PUBLISHED
            return replace(state, status=status, proposals=state.proposals - one, released=state.released | one)
        case _:
            assert_never(event)


idea = Decider[Idea | None](IDEA, None, evolve, decide)
