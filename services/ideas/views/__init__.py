"""The views of the ideas room, each with its queries beside it."""

from services.ideas.views import ideas, projects, proposals

VIEWS = (ideas.VIEW, proposals.VIEW, projects.VIEW)
QUERIES = {**ideas.QUERIES, **proposals.QUERIES, **projects.QUERIES}
