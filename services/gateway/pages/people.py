"""Who looks at a page."""

from services.gateway.directory import Person
from services.gateway.visit import Visit
from shared.messages import NOBODY, Role


async def who(visit: Visit) -> Person | None:
    """The person signed in; with an empty name when the directory has forgotten them."""
    actor = visit.actor
    if actor is NOBODY:
        return None
    unnamed = Person(id=actor.id, name="", email="", language=visit.language, area="", roles=dict(actor.roles))
    return await visit.instance.directory.get(actor.id) or unnamed


def is_resident(visit: Visit, area: str) -> bool:
    return visit.actor.holds(Role.RESIDENT, area)
