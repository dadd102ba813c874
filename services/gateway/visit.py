"""A request: who makes it, in which language, and the instance that serves it."""

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TypeVar
from urllib.parse import parse_qs, parse_qsl

from litestar import Request
from litestar.datastructures import State
from nats.aio.client import Client

from services.gateway.asking import Asking
from services.gateway.attempts import Attempts
from services.gateway.directory import Directory
from services.gateway.footfall import Footfall
from services.gateway.pace import Pace
from services.gateway.provider import Provider
from services.gateway.reasons import SIGN_IN_NEEDED
from services.gateway.sessions import Sessions
from services.gateway.texts import preferred
from services.gateway.tokens import Tokens
from shared.ids import derived_id
from shared.messages import MALFORMED, NOBODY, Actor, Query, require
from shared.requests import new_id
from shared.settings import Settings
from shared.texts import Language

T = TypeVar("T")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE = "lahio"
POSITION = re.compile(r"[0-9]{1,15}")
MOST_KEY = 200  # characters of an Idempotency-Key


@dataclass(frozen=True)
class Instance:
    """What all requests of one gateway share."""

    nc: Client
    settings: Settings
    directory: Directory
    tokens: Tokens
    sessions: Sessions
    footfall: Footfall
    attempts: Attempts
    provider: Provider | None  # of sign-ins; without one nobody can but by code, or in a demo
    pace: Pace = field(default_factory=Pace)
    listeners: Counter[str] = field(default_factory=Counter)  # to public events, by address
    closing: asyncio.Event = field(default_factory=asyncio.Event)  # ends what would stream for ever
    patience: set[asyncio.Timeout] = field(default_factory=set)  # of each request under way

    @cached_property
    def asking(self) -> Asking:
        return Asking(self.nc)

    @property
    def https(self) -> bool:
        return self.settings.public_url.startswith("https:")

    def cookie_name(self, name: str) -> str:
        """With a prefix by which browsers let no other host, and nothing on the way, set it."""
        return f"__Host-{name}" if self.https else name

    def close(self, seconds: float) -> None:
        """Streams end now, and what still waits for a room in `seconds`."""
        self.closing.set()
        for patience in self.patience:
            patience.reschedule(asyncio.get_running_loop().time() + seconds)


class Visit(Request[Actor, None, State]):
    @property
    def instance(self) -> Instance:
        instance: Instance = self.scope["state"]["instance"]
        return instance

    @cached_property
    def sent(self) -> dict[bytes, bytes]:
        """The headers, names in lower case."""
        return dict(self.scope["headers"])

    def header(self, name: bytes) -> str:
        return self.sent.get(name, b"").decode("latin-1")

    @cached_property
    def asked(self) -> dict[str, str]:
        """The query string's parameters; the last one of a name counts."""
        return dict(parse_qsl(self.scope["query_string"].decode("latin-1"), keep_blank_values=True))

    async def filled(self) -> dict[str, list[str]]:
        """A form's fields."""
        return parse_qs((await self.body()).decode(errors="replace"), keep_blank_values=True)

    @cached_property
    def language(self) -> Language:
        chosen = self.asked.get("lang", "")
        return Language(chosen) if chosen in set(Language) else preferred(self.header(b"accept-language"))

    @property
    def seen(self) -> int:
        """The log position that a page shows at least: that of the form which led to it."""
        asked = self.asked.get("position", "")
        return int(asked) if POSITION.fullmatch(asked) else 0

    @property
    def address(self) -> str:
        """Where the request comes from; a school shares one."""
        client = self.scope.get("client")
        return client[0] if client else ""

    @property
    def session_id(self) -> str:
        """The id that a browser keeps since it signed in; empty when there is none."""
        return self.kept(COOKIE)

    def kept(self, name: str) -> str:
        """The value of a cookie of ours; empty when there is none. The city's other pages may set cookies for all of
        its domain, in whatever form: they hide none of ours (the standard library stops at what it cannot read)."""
        sent = (one.strip().partition("=") for one in self.header(b"cookie").split(";"))
        ours = self.instance.cookie_name(name)
        return next((value.strip('"') for key, _, value in sent if key == ours), "")

    @property
    def actor(self) -> Actor:
        return self.user

    def signed_in(self) -> Actor:
        """Who asks. Raises `Refused` when nobody is signed in."""
        require(self.actor is not NOBODY, SIGN_IN_NEEDED)
        return self.actor

    @property
    def key(self) -> str:
        """The Idempotency-Key. Raises `Refused`."""
        key = self.header(b"idempotency-key")
        require(len(key) <= MOST_KEY, MALFORMED, problem=f"Expected at most {MOST_KEY} - at `$.Idempotency-Key`")
        return key

    async def command_id(self, key: str) -> str:
        """The same request with the same key is the same command; with another body it is another command."""
        if not key:
            return new_id()
        body = sha256(await self.body()).hexdigest()
        return derived_id(self.actor.id, self.method, self.scope["path"], key, body)


async def told(visit: Visit, query: Query[T]) -> T:
    """The answer to `query`, read. Raises `Refused`."""
    answer: T = await visit.instance.asking.told(query)
    return answer
