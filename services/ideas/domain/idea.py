"""An idea (idea): a resident's wish, as given."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from services.ideas.domain.phases import require_phase
from shared.contracts.areas import Phase
from shared.contracts.ideas import (
    ID_TAKEN,
    IDEA,
    IDEA_IN_USE,
    IDEA_NOT_PUBLISHED,
    NOT_YOUR_IDEA,
    UNKNOWN_IDEA,
    EditIdea,
    HideIdea,
    IdeaEdited,
    IdeaHidden,
    IdeaPublished,
    IdeaStatus,
    IdeaSubmitted,
    IdeaTakenUp,
    PublishIdea,
    SubmitIdea,
    TakeUpIdea,
)
from shared.contracts.round_terms import RoundTerms
from shared.decider import Decider, Given
from shared.messages import Refused, require

InRound: TypeAlias = Given[SubmitIdea, RoundTerms] | Given[EditIdea, RoundTerms]
IdeaCommand: TypeAlias = InRound | PublishIdea | HideIdea | TakeUpIdea
IdeaEvent: TypeAlias = IdeaSubmitted | IdeaEdited | IdeaPublished | IdeaHidden | IdeaTakenUp


@dataclass(frozen=True)
class Idea:
    submitted: IdeaSubmitted
    title: str
    text: str
    status: IdeaStatus = IdeaStatus.SUBMITTED
    proposals: frozenset[str] = frozenset()


def decide(command: IdeaCommand, state: Idea | None) -> Sequence[IdeaEvent]:
    match command:
        case Given(SubmitIdea() as submit, RoundTerms() as terms):
            return _submit(submit, terms, state)
        case Given(EditIdea() as edit, RoundTerms() as terms):
            return _edit(edit, terms, _known(state))
        case PublishIdea():
            return _publish(_known(state))
        case HideIdea():
            return _hide(command, _known(state))
        case TakeUpIdea():
            return _take_up(command, _known(state))
        case _:
            raise TypeError(command)


def _known(state: Idea | None) -> Idea:
    if state is None:
        raise Refused(UNKNOWN_IDEA)
    return state


def _submit(command: SubmitIdea, terms: RoundTerms, state: Idea | None) -> Sequence[IdeaEvent]:
    submitted = IdeaSubmitted(round=command.round, author=command.by.id, title=command.title, text=command.text)
    if state is not None:
        require(state.submitted == submitted, ID_TAKEN)
        return []
    require_phase(terms, Phase.IDEAS, command.at)
    return [submitted]


def _edit(command: EditIdea, terms: RoundTerms, state: Idea) -> Sequence[IdeaEvent]:
    require(state.submitted.author == command.by.id, NOT_YOUR_IDEA)
    require(not state.proposals, IDEA_IN_USE)
    require_phase(terms, Phase.IDEAS, command.at)
    if (command.title, command.text) == (state.title, state.text):
        return []
    return [IdeaEdited(title=command.title, text=command.text)]


def _publish(state: Idea) -> Sequence[IdeaEvent]:
    if state.status in {IdeaStatus.PUBLISHED, IdeaStatus.TAKEN_UP}:
        return []
    return [IdeaPublished(round=state.submitted.round, title=state.title, text=state.text)]


def _hide(command: HideIdea, state: Idea) -> Sequence[IdeaEvent]:
    require(not state.proposals, IDEA_IN_USE)
    return [] if state.status is IdeaStatus.HIDDEN else [IdeaHidden(reason=command.reason)]


def _take_up(command: TakeUpIdea, state: Idea) -> Sequence[IdeaEvent]:
    if command.proposal in state.proposals:
        return []
    require(state.status in {IdeaStatus.PUBLISHED, IdeaStatus.TAKEN_UP}, IDEA_NOT_PUBLISHED)
    return [IdeaTakenUp(proposal=command.proposal)]


def evolve(state: Idea | None, event: IdeaEvent) -> Idea:
    match event:
        case IdeaSubmitted():
            return Idea(event, event.title, event.text)
        case IdeaEdited():  # edited words are looked at again before others see them
            return replace(_known(state), title=event.title, text=event.text, status=IdeaStatus.SUBMITTED)
        case IdeaPublished():
            return replace(_known(state), status=IdeaStatus.PUBLISHED)
        case IdeaHidden():
            return replace(_known(state), status=IdeaStatus.HIDDEN)
        case IdeaTakenUp():
            known = _known(state)
            return replace(known, status=IdeaStatus.TAKEN_UP, proposals=known.proposals | {event.proposal})
        case _:
            assert_never(event)


idea = Decider[Idea | None](IDEA, None, evolve, decide)
