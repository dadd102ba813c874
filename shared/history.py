"""An aggregate's events, told as what happened to it."""

from collections.abc import Iterable
from typing import Protocol

from shared.contracts.history import Happened
from shared.contracts.moderation import Moderated
from shared.events import Aggregate, Recorded
from shared.messages import Event, Role
from shared.room import Room

Roles = frozenset[Role]
ABOUT = ("phase", "unit", "department")


class Doers(Protocol):
    def __call__(self, event: Event) -> Roles | None:
        """The roles that can have caused the event; None where another event beside it tells it already."""


async def told(room: Room, of: Iterable[Aggregate], area: str, id_: str, doers: Doers) -> list[Happened]:
    """From the log: it holds all there ever was, and no view has to keep it once more."""
    commits = [commit for one in of for commit in await room.store.read(one.subject(area, id_))]
    recorded = [one for commit in sorted(commits, key=lambda commit: commit.position) for one in commit.events]
    return [_told(one, by) for one in recorded if (by := doers(one.event)) is not None]


def _told(recorded: Recorded, by: Roles) -> Happened:
    event = recorded.event
    what = str(event.deed) if isinstance(event, Moderated) else type(event).__name__
    ordered = tuple(role for role in Role if role in by)
    return Happened(what, recorded.at, ordered, _about(event), "" if Role.RESIDENT in by else _why(event))


def _about(event: Event) -> str:
    return next((str(getattr(event, name)) for name in ABOUT if hasattr(event, name)), "")


def _why(event: Event) -> str:
    """What residents wrote is theirs, and is read where they wrote it."""
    return str(getattr(event, "reason", ""))
