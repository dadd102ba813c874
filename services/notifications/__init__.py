"""Messages to people: what becomes of their idea and of what they follow, step by step."""

from services.notifications import follows
from services.notifications.commands import COMMANDS
from services.notifications.projections import MESSAGES
from services.notifications.queries import QUERIES
from services.notifications.reactions import REACTIONS
from shared.service import Service

service = Service(
    "notifications",
    commands=COMMANDS,
    queries={**QUERIES, **follows.QUERIES},
    views=(MESSAGES, follows.FOLLOWS),
    reactions=REACTIONS,
)
