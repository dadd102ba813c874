"""The views of the ideas room, each with its queries beside it."""

from services.ideas.views import costings, ideas, projects, proposals, waiting

VIEWS = (ideas.VIEW, proposals.VIEW, costings.VIEW, waiting.VIEW, projects.VIEW)
QUERIES = {**ideas.QUERIES, **proposals.QUERIES, **costings.QUERIES, **waiting.QUERIES, **projects.QUERIES}
