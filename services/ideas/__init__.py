"""From a resident's idea to the thing in the park: ideas, proposals, costing, projects."""

from services.ideas import drafts, history
from services.ideas.commands import COMMANDS
from services.ideas.reactions import REACTIONS
from services.ideas.views import QUERIES, VIEWS
from shared.service import Service

service = Service(
    "ideas",
    commands=COMMANDS,
    queries={**QUERIES, **drafts.QUERIES, **history.QUERIES},
    views=VIEWS,
    reactions=REACTIONS,
)
