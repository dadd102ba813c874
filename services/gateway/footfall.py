"""Who comes by: page visits by area and day, sign-ins by group; no address, no cookie. In memory until stored."""

import hmac
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from shared.ages import finnish_day
from shared.clock import Clock
from shared.contracts.gateway_visits import CountVisits, NoteSignIn
from shared.contracts.participants import Channel, Group, group_of
from shared.ids import derived_id
from shared.messages import Actor, system
from shared.requests import new_id
from shared.suppression import SMALLEST_SHOWN

GATEWAY = system("gateway")
BOTS = ("bot", "crawl", "spider")


class Footfall:
    """Counts; what it has counted is asked for as commands, and forgotten once it is `stored`."""

    def __init__(self, secret: bytes, clock: Clock) -> None:
        self._key = hmac.digest(secret, b"key of sign-ins", "sha256")
        self._clock = clock
        self._run = new_id()
        self._visits: Counter[tuple[str, date]] = Counter()
        self._stored: dict[tuple[str, date], int] = {}
        self._waiting: defaultdict[str, dict[str, Group]] = defaultdict(dict)
        self._day: date = date.min
        self._known: set[str] = set()

    def visited(self, area: str, user_agent: str) -> None:
        if not any(word in user_agent.lower() for word in BOTS):
            self._visits[area, self._today()] += 1

    def signed_in(self, area: str, person: Actor, channel: Channel = Channel.ONLINE) -> None:
        """Once a person, area and day."""
        id_ = self._digest(area, person.id)
        if id_ not in self._known:
            self._known.add(id_)
            self._waiting[area][id_] = group_of(person, self._clock(), channel)

    def visits(self) -> Iterator[CountVisits]:
        """Those that are not stored as they are now."""
        for (area, day), visits in list(self._visits.items()):
            if visits != self._stored.get((area, day)):
                count = derived_id(self._run, day.isoformat())
                yield CountVisits(area=area, count=count, day=day, visits=visits, by=GATEWAY)

    def sign_ins(self) -> Iterator[NoteSignIn]:
        """Of areas where enough people wait to hide among each other, in an order that tells nothing. The others wait:
        who signs in often casts a ballot, and neither the log nor its times may tell whose that is."""
        for area, waiting in list(self._waiting.items()):
            if len(waiting) >= SMALLEST_SHOWN:
                for id_, group in sorted(waiting.items()):
                    yield NoteSignIn(area=area, sign_in=id_, group=group, by=GATEWAY)

    def stored(self, command: CountVisits | NoteSignIn) -> None:
        if isinstance(command, NoteSignIn):
            self._waiting[command.area].pop(command.sign_in, None)
            return
        self._stored[command.area, command.day] = command.visits
        for past in [key for key, visits in self._stored.items() if key[1] < self._today()]:
            if self._stored[past] == self._visits.get(past):
                del self._stored[past], self._visits[past]

    def _digest(self, area: str, person: str) -> str:
        """Another one each day and in each area. Nobody finds a person by it without the gateway's secret."""
        return hmac.digest(self._key, f"{area}\n{self._today()}\n{person}".encode(), "sha256").hex()[:32]

    def _today(self) -> date:
        today = finnish_day(self._clock())
        if today != self._day:
            self._day, self._known = today, set()
        return today
