"""What has become of a vote so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, assert_never

import msgspec

from shared.contracts.certification import VoteAnnulled, VoteCertified, VotePublished, VoteReviewed
from shared.contracts.results import VoteResult
from shared.contracts.turnout import Turnout
from shared.contracts.voting import (
    Item,
    ItemAdded,
    ItemLeftOut,
    PaperBatchOpened,
    PaperBatchTakenIn,
    Rivals,
    RivalsNamed,
    VoteAnnounced,
    VoteClosed,
    VoteClosingMoved,
    VoteCounted,
    VoteEvent,
    VoteOpened,
)


@dataclass(frozen=True)
class Batch:
    """Papers of one place; `taken_in` once they are settled."""

    place: str
    home: str = ""
    taken_in: bool = False


@dataclass(frozen=True)
class Vote:
    """`opened` and what follows it are of the newest edition."""

    items: tuple[Item, ...] = ()
    left_out: frozenset[str] = frozenset()
    rivals: Rivals = ()
    announced: VoteOpened | None = None
    opened: VoteOpened | None = None
    closed: bool = False
    batches: Mapping[str, Batch] = field(default_factory=dict)
    counted: VoteResult | None = None
    turnout: Turnout = field(default_factory=Turnout)
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
    def awaits_papers(self) -> bool:
        return not all(batch.taken_in for batch in self.batches.values())

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
        case PaperBatchOpened() | PaperBatchTakenIn():
            return replace(state, batches={**state.batches, event.batch: _batch(state, event)})
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
            return {"counted": event.result, "turnout": event.turnout}
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


def _batch(state: Vote, event: PaperBatchOpened | PaperBatchTakenIn) -> Batch:
    if isinstance(event, PaperBatchOpened):
        return Batch(event.place, event.home)
    return replace(state.batches[event.batch], taken_in=True)


def _with_closing(terms: VoteOpened | None, closes_at: datetime) -> VoteOpened | None:
    return msgspec.structs.replace(terms, closes_at=closes_at) if terms else None
