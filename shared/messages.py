"""What travels between rooms: commands, queries, their answers, and the events of the log."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Generic, TypeVar

import msgspec

END = r"$(?!\n)"
"""Of a pattern: for Python, `$` alone stands also before a last line break."""
Id = Annotated[str, msgspec.Meta(pattern=rf"^[A-Za-z0-9_-]{{1,64}}{END}", description="An opaque id.")]
MOST_CENTS = 10**13
Cents = Annotated[int, msgspec.Meta(ge=0, le=MOST_CENTS, description="Money in integer cents.")]
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
EVERYWHERE = "*"


class Role(StrEnum):
    """What a person may do in an area; `SYSTEM` is a room acting on another room's event."""

    RESIDENT = "resident"
    CODE_HOLDER = "code_holder"  # votes with a code the city handed out
    DESK_VOTER = "desk_voter"  # votes at a desk, let in by a clerk
    MODERATOR = "moderator"
    CLERK = "clerk"  # serves voters at a desk and enters ballots on paper
    EXPERT = "expert"
    OUTREACH = "outreach"  # writes down in the street what people say who would never sign in
    COORDINATOR = "coordinator"
    AREA_COORDINATOR = "area_coordinator"  # compares all areas of the city, and says where a programme begins
    SYSTEM = "system"


class Admission(msgspec.Struct, frozen=True):
    """The one vote that a code lets into. `session` is one typing in of it: what is cast then, is shown then alone."""

    round: str
    edition: int
    session: str = ""


class Actor(msgspec.Struct, frozen=True):
    """Who asks: an opaque person id and the areas in which each role is held.

    `born`, `home` and `school` are what a vote's roll asks of a voter; they are known from sign-in and never stored in
    the log. `admission` is set where a code took the place of signing in.
    """

    id: str
    roles: Mapping[Role, tuple[str, ...]] = {}
    born: date | None = None
    home: str = ""
    school: str = ""
    admission: Admission | None = None

    def holds(self, role: Role, area: str) -> bool:
        areas = self.roles.get(role, ())
        return area in areas or EVERYWHERE in areas


NOBODY = Actor("")


def system(room: str) -> Actor:
    """A room acting on an event."""
    return Actor(f"system-{room}", {Role.SYSTEM: (EVERYWHERE,)})


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A wish to change something. `by` is set where the person is known, `at` by the room's own clock."""

    allowed: ClassVar[frozenset[Role]]
    service: ClassVar[str]
    patience: ClassVar[float] = 3.0  # seconds until it is asked anew, as the copy that took it may be gone

    area: Id
    by: Actor = NOBODY
    at: datetime = BEGINNING


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A fact. `public` events are shown to outside subscribers and never name a person."""

    public: ClassVar[bool] = False


Answer_co = TypeVar("Answer_co", covariant=True)


class Query(msgspec.Struct, Generic[Answer_co], frozen=True, kw_only=True):
    """A question to the room that owns the view. `wait_for` is a log position the view must have reached."""

    allowed: ClassVar[frozenset[Role] | None] = None  # None: anybody may ask
    service: ClassVar[str]
    patience: ClassVar[float] = 3.0

    by: Actor = NOBODY
    wait_for: int = 0


class Kind(StrEnum):
    """Why a refusal is one, in the terms an interface needs to answer it."""

    UNKNOWN = "unknown"
    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"
    INVALID = "invalid"
    UNAVAILABLE = "unavailable"


class Reason(msgspec.Struct, frozen=True):
    """A stable code, and the sentence (a message catalogue id) that explains it to a person."""

    code: str
    kind: Kind
    text: str


class Done(msgspec.Struct, frozen=True):
    """The command is in the log at `position`; `id` names what it was about."""

    id: str
    position: int


class Refusal(msgspec.Struct, frozen=True):
    reason: Reason
    values: dict[str, str | int] = {}


class Refused(Exception):  # noqa: N818 - the word of the domain
    """Raised by a rule; the room turns it into an answer, so that nobody waits it out."""

    def __init__(self, reason: Reason, **values: str | int) -> None:
        super().__init__(reason.code)
        self.refusal = Refusal(reason, values)


NOT_YOUR_ROLE = Reason("not_your_role", Kind.FORBIDDEN, "Your role does not allow this in this area.")
MALFORMED = Reason("malformed", Kind.INVALID, "The message could not be understood: {problem}")
CONTENTION = Reason("contention", Kind.UNAVAILABLE, "Many changed this at the same time. Try again.")
UNAVAILABLE = Reason("unavailable", Kind.UNAVAILABLE, "The service cannot be reached just now. Try again in a moment.")
BROKEN = Reason("broken", Kind.UNAVAILABLE, "Something went wrong on our side. Nothing was changed.")


def require(held: bool, reason: Reason, **values: str | int) -> None:
    """Refuse for `reason` unless the rule is `held`."""
    if not held:
        raise Refused(reason, **values)
