"""How often one person, or one address, may ask for something: a fixed window of a minute.

The `limits` library's memory storage scans every key it knows whenever one is hit, which costs more than a whole
ballot once a neighbourhood votes; forgetting all keys at the turn of the minute costs nothing.
"""

from collections import Counter
from collections.abc import Callable
from time import time

from services.gateway.reasons import TOO_FAST
from shared.messages import Refused

WINDOW = 60  # seconds


class Pace:
    def __init__(self, clock: Callable[[], float] = time) -> None:
        self._clock = clock
        self._window = 0
        self._taken: Counter[str] = Counter()

    def take(self, key: str, limit: int) -> None:
        """Raises `Refused` when `key` has taken more than `limit` in this minute."""
        self.require_left(key, limit)
        self._taken[key] += 1

    def require_left(self, key: str, limit: int) -> None:
        """Raises `Refused` when `key` has taken all of `limit` in this minute; takes nothing."""
        window, passed = divmod(int(self._clock()), WINDOW)
        if window != self._window:
            self._window, self._taken = window, Counter()
        if self._taken[key] >= limit:
            raise Refused(TOO_FAST, seconds=WINDOW - passed)
