"""Messages to people: what becomes of their idea, step by step."""

from services.notifications.commands import COMMANDS
from services.notifications.projections import MESSAGES
from services.notifications.queries import QUERIES
from services.notifications.reactions import REACTIONS
from shared.service import Service

service = Service("notifications", commands=COMMANDS, queries=QUERIES, views=(MESSAGES,), reactions=REACTIONS)
