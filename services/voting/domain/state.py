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
    def edition(self) -> int:
        """0 before it opens for the first time."""
        return self.opened.edition if self.opened else 0


def evolve(state: Vote, event: VoteEvent) -> Vote:
    match event:
        case ItemAdded():
            return replace(state, items=(*state.items, event.item))
        case ItemLeftOut():
            kept = tuple(item for item in state.items if item.proposal != event.proposal)
            return replace(state, items=kept, left_out=state.left_out | {event.proposal})
        case RivalsNamed():
            return replace(state, rivals=event.rivals)
        case VoteOpened():
            return Vote(items=state.items, left_out=state.left_out, rivals=event.rivals, opened=event)
        case VoteClosingMoved():
            return replace(state, opened=_with_closing(state.opened, event.closes_at))
        case _:
            return replace(state, **_reached(event))


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


def _with_closing(opened: VoteOpened | None, closes_at: datetime) -> VoteOpened | None:
    if opened is None:
        return None
    return msgspec.structs.replace(opened, closes_at=closes_at)
