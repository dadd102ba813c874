"""Where one can go inside an area: what one comes for in the header, what one may also read in the footer."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.contracts.moderation import MODERATORS
from shared.messages import Actor, Role


@dataclass(frozen=True)
class Place:
    """`path` below the area's own; `title` as it is translated; `roles` see it, or everybody."""

    path: str
    title: str
    roles: frozenset[Role] | None = None
    further: bool = False


def _(title: str) -> str:
    """Marks a sentence for the catalogues."""
    return title


PLACES: Sequence[Place] = (
    Place("/waiting", _("My work"), MODERATORS | {Role.EXPERT}),
    Place("", _("The area at a glance")),
    Place("/ideas", _("Ideas")),
    Place("/proposals", _("Proposals")),
    Place("/projects", _("Projects")),
    Place("/gatherings", _("Gatherings")),
    Place("/packages", _("Project packages"), further=True),
    Place("/timeline", _("Timeline"), further=True),
    Place("/map", _("Map of ideas and projects"), further=True),
    Place("/figures", _("Participation in figures"), further=True),
)


@dataclass(frozen=True)
class Link:
    path: str
    title: str
    here: bool
    further: bool


def links(area: str, path: str, actor: Actor) -> list[Link]:
    """Those of the area that somebody may see; none where a page belongs to no area."""
    if not area:
        return []
    root = f"/areas/{area}"
    return [
        Link(root + place.path, place.title, path == root + place.path, place.further)
        for place in PLACES
        if place.roles is None or any(actor.holds(role, area) for role in place.roles)
    ]
