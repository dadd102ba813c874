"""What has become of a vote so far."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias, assert_never

import msgspec

from shared.contracts.voting import (
    Item,
    ItemAdded,
    ItemLeftOut,
    Rivals,
    RivalsNamed,
    VoteAnnounced,
    VoteAnnulled,
    VoteCertified,
    VoteClosed,
    VoteClosingMoved,
    VoteCounted,
    VoteOpened,
    VotePublished,
    VoteReviewed,
)

VoteEvent: TypeAlias = (
    ItemAdded
    | ItemLeftOut
    | RivalsNamed
    | VoteAnnounced
    | VoteOpened
    | VoteClosingMoved
    | VoteClosed
    | VoteCounted
    | VoteReviewed
    | VoteCertified
    | VotePublished
    | VoteAnnulled
)


@dataclass(frozen=True)
class Vote:
    """`opened` and what follows it are of the newest edition."""

    items: tuple[Item, ...] = ()
    left_out: frozenset[str] = frozenset()
    rivals: Rivals = ()
    announced: VoteOpened | None = None
    opened: VoteOpened | None = None
    closed: bool = False
    counted: VoteCounted | None = None
    reviewed_by: str = ""
    certified: VoteCertified | None = None
    published: bool = False
    annulled: bool = False

    @property
    def closes_at(self) -> datetime | None:
        return self.opened.closes_at if self.opened else None

    @property
    def terms(self) -> VoteOpened | None:
        """As they are frozen: by the opening, or by the announcement before it."""
        return self.opened or self.announced

    @property
    def edition(self) -> int:
        """0 before it is announced or opens for the first time."""
        return self.terms.edition if self.terms else 0


def evolve(state: Vote, event: VoteEvent) -> Vote:
    match event:
        case ItemAdded() | ItemLeftOut() | RivalsNamed():
            return replace(state, **_listed(state, event))
        case VoteOpened():
            return Vote(items=state.items, left_out=state.left_out, rivals=event.rivals, opened=event)
        case VoteAnnounced():
            return replace(state, announced=event.terms)
        case VoteClosingMoved():
            announced, opened = (_with_closing(terms, event.closes_at) for terms in (state.announced, state.opened))
            return replace(state, announced=announced, opened=opened)
        case _:
            return replace(state, **_reached(event))


def _listed(state: Vote, event: ItemAdded | ItemLeftOut | RivalsNamed) -> dict[str, Any]:
    match event:
        case ItemAdded():
            return {"items": (*state.items, event.item)}
        case ItemLeftOut():
            kept = tuple(item for item in state.items if item.proposal != event.proposal)
            return {"items": kept, "left_out": state.left_out | {event.proposal}}
        case RivalsNamed():
            return {"rivals": event.rivals}
        case _:
            assert_never(event)


def _reached(
    event: VoteClosed | VoteCounted | VoteReviewed | VoteCertified | VotePublished | VoteAnnulled,
) -> dict[str, Any]:
    match event:
        case VoteClosed():
            return {"closed": True}
        case VoteCounted():
            return {"counted": event}
        case VoteReviewed():
            return {"reviewed_by": event.by}
        case VoteCertified():
            return {"certified": event}
        case VotePublished():
            return {"published": True}
        case VoteAnnulled():
            return {"annulled": True}
        case _:
            assert_never(event)


def _with_closing(terms: VoteOpened | None, closes_at: datetime) -> VoteOpened | None:
    return msgspec.structs.replace(terms, closes_at=closes_at) if terms else None
