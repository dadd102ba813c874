"""Where a clerk or coordinator names a person: what a vote asks of a voter comes from the directory alone."""

import msgspec

from services.gateway.codes import in_groups, make_code
from services.gateway.directory import Person
from services.gateway.visit import Visit
from shared.contracts.codes import AdmitAtDesk
from shared.contracts.gateway import UNKNOWN_PERSON
from shared.contracts.paper import HandInPaper, TakeBackPaper
from shared.messages import NOT_YOUR_ROLE, Actor, Command, Done, Id, Refused, require
from shared.requests import new_id, send


class AtDesk(msgspec.Struct, frozen=True):
    person: Id


async def admit(visit: Visit, id_: str) -> tuple[Person, str]:
    """Who it is, and a code to vote with at once. Raises `Refused`."""
    person, voter = await _voter(visit, AdmitAtDesk, id_)
    area, round_, code = visit.path_params["area"], visit.path_params["round"], make_code()
    admitting = AdmitAtDesk(area=area, round=round_, code=code, voter=voter, by=visit.signed_in())
    await send(visit.instance.nc, admitting, new_id())
    return person, in_groups(code)


async def note_paper(visit: Visit, cls: type[HandInPaper | TakeBackPaper], id_: str, command_id: str) -> Done:
    """Raises `Refused`."""
    _, voter = await _voter(visit, cls, id_)
    area, round_, batch = (visit.path_params[name] for name in ("area", "round", "batch"))
    noted = cls(area=area, round=round_, batch=batch, voter=voter, by=visit.signed_in())
    return await send(visit.instance.nc, noted, command_id)


async def _voter(visit: Visit, command: type[Command], id_: str) -> tuple[Person, Actor]:
    require_allowed(visit.signed_in(), command, visit.path_params["area"])
    person = await known_person(visit, id_)
    return person, Actor(person.id, born=person.born, home=person.home, school=person.school)


def require_allowed(actor: Actor, command: type[Command], area: str) -> None:
    """Who may not do it learns nothing of the directory by it. Raises `Refused`."""
    require(any(actor.holds(role, area) for role in command.allowed), NOT_YOUR_ROLE)


async def known_person(visit: Visit, id_: str) -> Person:
    """Raises `Refused`."""
    person = await visit.instance.directory.get(id_)
    if person is None:
        raise Refused(UNKNOWN_PERSON, person=id_)
    return person
