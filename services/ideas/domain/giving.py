"""How ideas are given and changed: by a resident, or written down on behalf of somebody without an account."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from services.ideas.domain.idea_state import Content, Idea, content_of, withheld
from services.ideas.domain.map import is_inside
from services.ideas.domain.phases import require_phase
from shared.contracts.contributions import ContributionRecorded
from shared.contracts.ideas import (
    ID_TAKEN,
    IDEA_IN_USE,
    NOT_ON_BEHALF,
    NOT_YOUR_IDEA,
    OUTSIDE_AREA,
    WRITE_DOWN,
    ContentWithheld,
    EditIdea,
    IdeaEdited,
    IdeaSubmitted,
    SubmitIdea,
)
from shared.contracts.participants import Channel, Group, group_of
from shared.contracts.places import Point
from shared.contracts.round_terms import RoundTerms
from shared.contracts.rounds import Phase
from shared.messages import NOT_YOUR_ROLE, Role, require

MET = frozenset({Channel.STREET, Channel.DESK, Channel.PAPER})


@dataclass(frozen=True)
class Frame:
    """What an idea must fit into, and what was said at a gathering where it comes from there."""

    terms: RoundTerms
    boundary: tuple[Point, ...] = ()
    said: ContributionRecorded | None = None


def submit(command: SubmitIdea, frame: Frame, state: Idea | None) -> Sequence[IdeaSubmitted]:
    submitted = _submitted(command, frame)
    if state is not None:
        require(_same(submitted, state.submitted), ID_TAKEN)
        return []
    _require_inside(command.place, frame.boundary)
    require_phase(frame.terms, Phase.IDEAS, command.at)
    return [submitted]


def _submitted(command: SubmitIdea, frame: Frame) -> IdeaSubmitted:
    on_behalf = command.on_behalf or frame.said is not None
    roles = WRITE_DOWN if on_behalf else {Role.RESIDENT}
    require(any(command.by.holds(role, command.area) for role in roles), NOT_YOUR_ROLE)
    return IdeaSubmitted(
        round=command.round,
        author="" if on_behalf else command.by.id,
        written_by=command.by.id if on_behalf else "",
        contribution=command.contribution or "",
        group=_group_met(command, frame) if on_behalf else group_of(command.by, command.at),
        **msgspec.structs.asdict(content_of(command)),
    )


def _group_met(command: SubmitIdea, frame: Frame) -> Group:
    if frame.said is not None:
        return frame.said.group
    channel = command.channel or Channel.STREET
    require(channel in MET, NOT_ON_BEHALF)
    return Group(channel=channel)


def _same(one: IdeaSubmitted, other: IdeaSubmitted) -> bool:
    """A person may have had a birthday in between."""
    return msgspec.structs.replace(one, group=other.group) == other


def edit(command: EditIdea, frame: Frame, state: Idea) -> Sequence[ContentWithheld | IdeaEdited]:
    require(command.by.id in {state.submitted.author, state.submitted.written_by} - {""}, NOT_YOUR_IDEA)
    require(not state.proposals, IDEA_IN_USE)
    require_phase(frame.terms, Phase.IDEAS, command.at)
    content = content_of(command)
    if content == state.content:
        return []
    _require_inside(command.place, frame.boundary)
    return [*withheld(state), _edited(content)]


def _edited(content: Content) -> IdeaEdited:
    return IdeaEdited(**msgspec.structs.asdict(content))


def _require_inside(place: Point | None, boundary: Sequence[Point]) -> None:
    require(place is None or not boundary or is_inside(place, boundary), OUTSIDE_AREA)
