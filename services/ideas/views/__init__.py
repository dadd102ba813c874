"""The views of the ideas room, each with its queries beside it."""

from services.ideas.views import costings, ideas, projects, proposals

VIEWS = (ideas.VIEW, proposals.VIEW, costings.VIEW, projects.VIEW)
QUERIES = {**ideas.QUERIES, **proposals.QUERIES, **costings.QUERIES, **projects.QUERIES}
