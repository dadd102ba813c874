"""What is known here of whoever asks, what they are written about, and being forgotten."""

import msgspec
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.bodies import reader
from services.gateway.directory import Choices
from services.gateway.forgetting import forget
from services.gateway.my_own import MyData, my_data
from services.gateway.operations import Handle, Operation, encode
from services.gateway.rights import SIGNED_IN
from services.gateway.visit import Visit
from shared.contracts.gateway import UNKNOWN_PERSON, Letters
from shared.messages import Refused
from shared.texts import Language


class ChosenLetters(msgspec.Struct, frozen=True):
    """The language of the letters, and what none shall be about."""

    language: Language
    unwanted: frozenset[Letters] = frozenset()


class Forgotten(msgspec.Struct, frozen=True):
    id: str


_read_chosen = reader(ChosenLetters)


async def _take_along(visit: Visit) -> ASGIApp:
    return ASGIResponse(body=encode(await my_data(visit)))


async def _tell_chosen(visit: Visit) -> ASGIApp:
    person = await visit.instance.directory.get(visit.signed_in().id)
    if person is None:
        raise Refused(UNKNOWN_PERSON)
    return ASGIResponse(body=encode(person.choices))


async def _choose(visit: Visit) -> ASGIApp:
    person, chosen = visit.signed_in(), _read_chosen(await visit.body())
    await visit.instance.directory.choose(person.id, Choices(chosen.language, chosen.unwanted))
    return ASGIResponse(body=encode(chosen))


async def _forget(visit: Visit) -> ASGIApp:
    await forget(visit)
    return ASGIResponse(body=encode(Forgotten(visit.actor.id)))


def _mine(
    method: HttpMethod, path: str, summary: str, handle: Handle, answer: type, *, body: type | None = None
) -> Operation:
    return Operation(method, path, summary, "me", handle, answer, body=body, signed_in=True, allowed=SIGNED_IN)


OPERATIONS = (
    _mine(HttpMethod.GET, "/me", "All that is known of me here, to take along", _take_along, MyData),
    _mine(
        HttpMethod.DELETE,
        "/me",
        "Be forgotten, for good: ask twice before; what I gave to everybody stays without my name",
        _forget,
        Forgotten,
    ),
    _mine(HttpMethod.GET, "/me/letters", "The language of my letters, and what none is about", _tell_chosen, Choices),
    _mine(HttpMethod.PUT, "/me/letters", "Choose it", _choose, ChosenLetters, body=ChosenLetters),
)
