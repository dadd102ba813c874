"""How ideas and comments are looked after alike: reports, hiding, and an appeal that somebody else decides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from services.ideas.domain.acting import role_of
from shared.contracts.moderation import (
    APPEAL_DECIDED,
    NO_APPEAL,
    NOT_HIDDEN,
    NOT_SHOWN,
    NOT_YOURS,
    OWN_APPEAL,
    SAME_MODERATOR,
    Appeal,
    ContentReported,
    DecideAppeal,
    Deed,
    HidingAppealed,
    Moderate,
    Moderated,
    Report,
)
from shared.messages import require

ModerationEvent: TypeAlias = ContentReported | Moderated | HidingAppealed


@dataclass(frozen=True)
class Moderation:
    """What is open since a moderator looked last."""

    reporters: frozenset[str] = frozenset()
    hidden_by: str = ""
    appealed: bool = False
    appeal_decided: bool = False


UNTOUCHED = Moderation()


def report(command: Report, moderation: Moderation, *, shown: bool) -> Sequence[ContentReported]:
    if command.by.id in moderation.reporters:
        return []
    require(shown, NOT_SHOWN)
    return [ContentReported(reporter=command.by.id, reason=command.reason)]


def appeal(command: Appeal, moderation: Moderation, author: str) -> Sequence[HidingAppealed]:
    require(command.by.id == author, NOT_YOURS)
    if moderation.appealed:
        return []
    require(bool(moderation.hidden_by), NOT_HIDDEN)
    require(not moderation.appeal_decided, APPEAL_DECIDED)
    return [HidingAppealed(words=command.words)]


def decided(command: DecideAppeal, moderation: Moderation, author: str) -> Moderated:
    require(moderation.appealed, NO_APPEAL)
    require(command.by.id != author, OWN_APPEAL)
    require(command.by.id != moderation.hidden_by, SAME_MODERATOR)
    return looked(command, Deed.APPEAL_GRANTED if command.granted else Deed.APPEAL_REJECTED, command.reason)


def looked(command: Moderate, deed: Deed, reason: str = "") -> Moderated:
    return Moderated(deed=deed, by=command.by.id, role=role_of(command), reason=reason)


def kept(command: Moderate, moderation: Moderation) -> Sequence[Moderated]:
    """What is shown already stays so; reports of it are answered."""
    return [looked(command, Deed.KEPT)] if moderation.reporters else []


def evolve(moderation: Moderation, event: ModerationEvent) -> Moderation:
    match event:
        case ContentReported(reporter=reporter):
            return replace(moderation, reporters=moderation.reporters | {reporter})
        case HidingAppealed():
            return replace(moderation, appealed=True)
        case Moderated():
            return _after(moderation, event)
        case _:
            assert_never(event)


def _after(moderation: Moderation, event: Moderated) -> Moderation:
    match event.deed:
        case Deed.HIDDEN:
            return Moderation(hidden_by=event.by)
        case Deed.APPEAL_REJECTED:
            return replace(moderation, appealed=False, appeal_decided=True)
        case Deed.PUBLISHED | Deed.KEPT | Deed.APPEAL_GRANTED:
            return UNTOUCHED
        case _:
            assert_never(event.deed)
