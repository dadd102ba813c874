"""A person out of what the provider tells: who they are, what they may do, where they live."""

import hmac
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from services.gateway.directory import Person
from shared.contracts.words import Name
from shared.messages import EVERYWHERE, Id, Role
from shared.texts import Language

STAFF = frozenset({Role.MODERATOR, Role.CLERK, Role.EXPERT, Role.OUTREACH, Role.COORDINATOR, Role.AREA_COORDINATOR})
PREFIX = "lahio"
MOST_EMAIL = 254


def person_id(secret: bytes, issuer: str, subject: str) -> str:
    """Always the same, and of no use to whoever lacks the secret."""
    key = hmac.digest(secret, b"key of people", "sha256")
    return hmac.digest(key, f"{issuer}\n{subject}".encode(), "sha256").hex()[:32]


def person_of(id_: str, claims: Mapping[str, Any], roles_claim: str, language: str, known: Person | None) -> Person:
    """The provider's word goes before what people told of themselves, which fills the gaps."""
    before = known or Person(id=id_, name="", email="", language=language, area="", roles={})
    home = _read(claims.get("lahio_home"), Id) or before.home
    return Person(
        id=id_,
        name=_read(claims.get("name"), Name) or before.name,
        email=_email(claims) or before.email,
        language=_read(claims.get("locale"), Language) or before.language,
        area=home,
        roles=roles_of(_at(claims, roles_claim)) or _resident(home),
        born=_read(claims.get("birthdate"), date) or before.born,
        home=home,
        school=_read(claims.get("lahio_school"), Id) or before.school,
    )


def about_themselves(person: Person, born: date, home: str, school: str) -> Person:
    """Once: what is known already stays."""
    home = person.home or home
    roles = person.roles or _resident(home)
    return msgspec.structs.replace(
        person, born=person.born or born, home=home, school=person.school or school, area=home, roles=roles
    )


def is_complete(person: Person) -> bool:
    """Whether a resident can vote; staff do not."""
    return bool(person.roles.keys() & STAFF) or (person.born is not None and bool(person.home))


def roles_of(told: object) -> dict[Role, tuple[str, ...]]:
    """`lahio:moderator:petonen` or `lahio:expert:*`; whatever else stands there is not ours."""
    words = told.split() if isinstance(told, str) else told if isinstance(told, list) else []
    areas: dict[Role, tuple[str, ...]] = {}
    for word in words:
        prefix, _, held = str(word).partition(":")
        name, _, area = held.partition(":")
        role = _read(name, Role)
        if prefix == PREFIX and role in STAFF and (area == EVERYWHERE or _read(area, Id)):
            areas[role] = (*areas.get(role, ()), area)
    return areas


def _resident(home: str) -> dict[Role, tuple[str, ...]]:
    return {Role.RESIDENT: (home,)} if home else {}


def _email(claims: Mapping[str, Any]) -> str:
    """Not one that the provider says it has not checked: letters tell what somebody did."""
    email = claims.get("email")
    good = isinstance(email, str) and len(email) <= MOST_EMAIL and claims.get("email_verified") is not False
    return str(email) if good else ""


def _at(claims: Mapping[str, Any], name: str) -> object:
    """A claim by its name, or inside others: `realm_access.roles`."""
    if name in claims:
        return claims[name]
    outer, _, inner = name.partition(".")
    within = claims.get(outer)
    return _at(within, inner) if inner and isinstance(within, dict) else None


def _read(value: object, type_: Any) -> Any:
    """None where it is no such thing."""
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError:
        return None
