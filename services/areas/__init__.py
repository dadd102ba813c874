"""Areas, how they are compared and chosen, programmes and the timetables of their rounds."""

from services.areas import comparison, history, imports, surveying, views
from services.areas.commands import COMMANDS
from services.areas.projections import AREAS, ROUNDS
from services.areas.queries import QUERIES
from services.areas.reactions import REACTIONS, on_time
from shared.service import Service

service = Service(
    "areas",
    commands=COMMANDS,
    queries={
        **QUERIES,
        **views.QUERIES,
        **comparison.QUERIES,
        **imports.QUERIES,
        **surveying.QUERIES,
        **history.QUERIES,
    },
    views=(AREAS, ROUNDS, *views.VIEWS),
    reactions=REACTIONS,
    on_time=on_time,
)
