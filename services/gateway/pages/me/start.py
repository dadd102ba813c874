"""Where people land when they sign in: staff at their work, all others where they were going."""

import re

from services.gateway.pages.staff.waiting import WORKERS
from shared.messages import EVERYWHERE, Actor

OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def own_path(asked: str) -> str:
    """Never to another site."""
    return asked if OWN_PATH.fullmatch(asked) else "/"


def start_of(actor: Actor) -> str | None:
    """The work of the first area in which somebody works."""
    places = sorted({area for role in WORKERS for area in actor.roles.get(role, ()) if area != EVERYWHERE})
    return f"/areas/{places[0]}/waiting" if places else None
