"""A situation picture (tilannekuva): drafted from figures and the city's words, published version by version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from shared.contracts.ideas import ID_TAKEN
from shared.contracts.known_figures import KnownFigure
from shared.contracts.situation_pictures import (
    INDICATOR_TWICE,
    SITUATION_PICTURE,
    UNKNOWN_SITUATION_PICTURE,
    DraftPicture,
    FiguresRedrawn,
    PictureEvent,
    PublishPicture,
    RedrawFigures,
    Section,
    SituationPictureDrafted,
    SituationPicturePublished,
    SituationPictureWritten,
    WritePicture,
)
from shared.decider import Decider, Given
from shared.messages import Refused, require

Figures: TypeAlias = tuple[KnownFigure, ...]
WithFigures: TypeAlias = Given[DraftPicture, Figures] | Given[RedrawFigures, Figures]


@dataclass(frozen=True)
class Drawing:
    """The draft of the next version; `changed` since version `published`."""

    first: SituationPictureDrafted
    figures: Figures
    sections: tuple[Section, ...] = ()
    published: int = 0
    changed: bool = True

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(one.indicator.id for one in self.first.figures)


def decide(command: WithFigures | WritePicture | PublishPicture, state: Drawing | None) -> Sequence[PictureEvent]:
    match command:
        case Given(command=DraftPicture() as draft, facts=figures):
            return _draft(draft, figures, state)
        case Given(facts=figures):
            return [] if _known(state).figures == figures else [FiguresRedrawn(figures=figures)]
        case WritePicture(sections=sections):
            return [] if _known(state).sections == sections else [SituationPictureWritten(sections=sections)]
        case PublishPicture():
            return _publish(_known(state))
        case _:
            assert_never(command)


def _known(state: Drawing | None) -> Drawing:
    if state is None:
        raise Refused(UNKNOWN_SITUATION_PICTURE)
    return state


def _draft(command: DraftPicture, figures: Figures, state: Drawing | None) -> Sequence[PictureEvent]:
    require(len(set(command.indicators)) == len(command.indicators), INDICATOR_TWICE)
    require(state is None or _is_of(state, command), ID_TAKEN)
    drafted = SituationPictureDrafted(
        programme=command.programme, occasion=command.occasion, year=command.year, figures=figures
    )
    return [] if state else [drafted]


def _is_of(state: Drawing, command: DraftPicture) -> bool:
    """Whatever has become known of the figures since."""
    first = (state.first.programme, state.first.occasion, state.first.year, state.indicators)
    return first == (command.programme, command.occasion, command.year, command.indicators)


def _publish(state: Drawing) -> Sequence[PictureEvent]:
    published = SituationPicturePublished(
        programme=state.first.programme,
        occasion=state.first.occasion,
        year=state.first.year,
        version=state.published + 1,
        figures=state.figures,
        sections=state.sections,
    )
    return [published] if state.changed else []


def evolve(state: Drawing | None, event: PictureEvent) -> Drawing:
    match event:
        case SituationPictureDrafted():
            return Drawing(event, event.figures)
        case SituationPictureWritten(sections=sections):
            return replace(_known(state), sections=sections, changed=True)
        case FiguresRedrawn(figures=figures):
            return replace(_known(state), figures=figures, changed=True)
        case SituationPicturePublished(version=version):
            return replace(_known(state), published=version, changed=False)
        case _:
            assert_never(event)


situation_picture = Decider[Drawing | None](SITUATION_PICTURE, None, evolve, decide)
