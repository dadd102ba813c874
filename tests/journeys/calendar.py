"""A clock that a test moves: years of a programme pass, and what was to happen on the way happens."""

from dataclasses import dataclass, field
from datetime import datetime

from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.requests import subscribed


@dataclass
class Calendar:
    """The rooms' clock. Timers go by the server's own, which is years ahead: they are due again when it comes."""

    now: datetime
    _set: dict[str, datetime] = field(default_factory=dict)

    def __call__(self) -> datetime:
        return self.now

    async def watch(self, nc: Client) -> None:
        """See each timer that a room sets from now on."""
        await nc.subscribe("timers.>", cb=self._note)
        await subscribed(nc)

    async def _note(self, message: Msg) -> None:
        headers = message.headers or {}
        at = headers["Nats-Schedule"].removeprefix("@at ")
        self._set[headers["Nats-Schedule-Target"]] = datetime.fromisoformat(at)

    async def move_to(self, time: datetime, nc: Client) -> None:
        """The timers up to `time` are due, in their order. One set after this is due at once, by the server's time."""
        await nc.flush()
        self.now = time
        for due in sorted((due for due, at in self._set.items() if at <= time), key=self._set.__getitem__):
            await nc.jetstream().publish(due, b"")
            del self._set[due]
