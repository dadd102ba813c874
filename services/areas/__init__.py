"""Areas, programmes and the timetables of their rounds."""

from services.areas.commands import COMMANDS
from services.areas.projections import AREAS, ROUNDS
from services.areas.queries import QUERIES
from services.areas.reactions import REACTIONS, on_time
from shared.service import Service

service = Service(
    "areas", commands=COMMANDS, queries=QUERIES, views=(AREAS, ROUNDS), reactions=REACTIONS, on_time=on_time
)
