"""How many look at an area's pages and sign in there: published language of the gateway. Of no event can be told whose
it is, nor where from."""

from datetime import date
from typing import Annotated, ClassVar

import msgspec

from shared.contracts.participants import Group
from shared.events import Aggregate
from shared.messages import Command, Event, Id, Role

# Events (an area's pages on one day, as one process of the gateway counts them)


class VisitsCounted(Event, frozen=True, kw_only=True):
    """So many more pages were looked at since it was counted before: all of a day's add up. `day` is Finland's."""

    day: date
    visits: int


VISITS = Aggregate("gateway", "visits", VisitsCounted)


# Events (a person on one day in one area; the id is a keyed digest, another one each day and in each area)


class PersonSignedIn(Event, frozen=True, kw_only=True):
    """Stored some time later, together with others, so that it does not tell whose a ballot beside it is."""

    group: Group


SIGN_IN = Aggregate("gateway", "sign-in", PersonSignedIn, secret=True)


# Commands, by the gateway to itself


class GatewayCommand(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "gateway"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.SYSTEM})


class CountVisits(GatewayCommand, frozen=True, kw_only=True):
    """All `visits` of a `day` that one process knows of: what is counted already counts once."""

    count: Id
    day: date
    visits: Annotated[int, msgspec.Meta(ge=0)]


class NoteSignIn(GatewayCommand, frozen=True, kw_only=True):
    sign_in: Id
    group: Group
