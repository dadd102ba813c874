"""The demo's sign-in: whoever one says one is. These routes exist in a demo only."""

import asyncio
from datetime import date
from enum import StrEnum

import msgspec
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.bodies import reader
from services.gateway.directory import Person
from services.gateway.operations import Operation, encode
from services.gateway.visit import Visit
from shared.contracts.words import Name
from shared.ids import derived_id
from shared.messages import EVERYWHERE, Actor, Id, Role
from shared.texts import Language


class DemoRole(StrEnum):
    RESIDENT = "resident"
    MODERATOR = "moderator"
    EXPERT = "expert"
    CLERK = "clerk"
    OUTREACH = "outreach"
    COORDINATOR = "coordinator"
    AREA_COORDINATOR = "area_coordinator"


class DemoSignIn(msgspec.Struct, frozen=True):
    """The same name in the same area is the same person. Without a `home` one lives in the area."""

    name: Name
    area: Id
    role: DemoRole = DemoRole.RESIDENT
    born: date = date(2000, 1, 1)
    home: Id | None = None
    school: Id | None = None


class SignedIn(msgspec.Struct, frozen=True):
    token: str
    person: str


SAMPLE_PEOPLE = (  # invented
    ("Aino Esimerkki", DemoRole.RESIDENT),
    ("Niko Esimerkki", DemoRole.RESIDENT),
    ("Maija Malli", DemoRole.MODERATOR),
    ("Erkki Malli", DemoRole.EXPERT),
    ("Kimmo Malli", DemoRole.CLERK),
    ("Jaana Malli", DemoRole.OUTREACH),
    ("Kaisa Malli", DemoRole.COORDINATOR),
    ("Alli Malli", DemoRole.AREA_COORDINATOR),
)


def person_of(asked: DemoSignIn, language: Language) -> Person:
    id_ = derived_id("demo", asked.area, asked.name)
    return Person(
        id=id_,
        name=asked.name,
        email=f"{id_}@people.example",
        language=language,
        area=asked.area,
        roles={Role(asked.role): (EVERYWHERE if asked.role is DemoRole.AREA_COORDINATOR else asked.area,)},
        born=asked.born,
        home=asked.home or asked.area,
        school=asked.school or "",
    )


async def enter(visit: Visit, asked: DemoSignIn) -> Actor:
    person = person_of(asked, visit.language)
    await visit.instance.directory.put(person)
    if asked.role is DemoRole.RESIDENT:
        visit.instance.footfall.signed_in(asked.area, person.actor)
    return person.actor


async def introduce(visit: Visit, area: str) -> None:
    """Put an area's sample people into the directory, so that mail reaches also those nobody has tried yet."""
    people = (person_of(DemoSignIn(name, area, role), visit.language) for name, role in SAMPLE_PEOPLE)
    await asyncio.gather(*map(visit.instance.directory.put, people))


_read = reader(DemoSignIn)


async def sign_in(visit: Visit) -> ASGIApp:
    asked = _read(await visit.body())
    person = await enter(visit, asked)
    return ASGIResponse(body=encode(SignedIn(visit.instance.tokens.sign(person), person.id)))


OPERATIONS = (
    Operation(
        HttpMethod.POST, "/demo/sign-in", "Sign in as anybody (demo only)", "demo", sign_in, SignedIn, body=DemoSignIn
    ),
)
