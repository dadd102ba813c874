"""Who looks at a page."""

from msgspec.structs import replace

from services.gateway.directory import Person
from services.gateway.visit import Visit
from shared.messages import NOBODY, Role


async def who(visit: Visit) -> Person | None:
    """The person signed in, in the roles they act in; with an empty name when the directory does not know them."""
    actor = visit.actor
    if actor is NOBODY:
        return None
    unnamed = Person(id=actor.id, name="", email="", language=visit.language, area="", roles=dict(actor.roles))
    found = await visit.instance.directory.get(actor.id)
    return replace(found, roles=unnamed.roles) if found else unnamed


def is_resident(visit: Visit, area: str) -> bool:
    return visit.actor.holds(Role.RESIDENT, area)


def may_vote(visit: Visit, area: str, round_: str) -> bool:
    """A code lets into one round alone."""
    admission = visit.actor.admission
    return is_resident(visit, area) or (admission is not None and admission.round == round_)
