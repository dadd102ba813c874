"""Who may: by role, in the area that the address names. The rooms ask again."""

from services.gateway.reasons import SIGN_IN_NEEDED
from shared.messages import NOBODY, NOT_YOUR_ROLE, Actor, Role, require

Allowed = frozenset[Role] | None  # None: anybody
ANYBODY: Allowed = None
SIGNED_IN: Allowed = frozenset(Role) - {Role.CODE_HOLDER, Role.DESK_VOTER}
"""As oneself: whoever finds a code may vote with it, and comes to nothing else of the person it is meant for."""


def require_allowed(allowed: Allowed, actor: Actor, area: str | None) -> None:
    """In this area; where the address names none, somewhere. Raises `Refused`."""
    if allowed is None:
        return
    require(actor is not NOBODY, SIGN_IN_NEEDED)
    if allowed is SIGNED_IN:
        require(actor.admission is None, NOT_YOUR_ROLE)
        return
    held = any(actor.holds(role, area) if area else role in actor.roles for role in allowed)
    require(held, NOT_YOUR_ROLE)
