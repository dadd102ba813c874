"""The views of the ideas room, each with its queries beside it."""

from services.ideas.views import comments, ideas, moderation, projects, proposals

VIEWS = (ideas.VIEW, comments.VIEW, moderation.VIEW, proposals.VIEW, projects.VIEW)
QUERIES = {**ideas.QUERIES, **comments.QUERIES, **moderation.QUERIES, **proposals.QUERIES, **projects.QUERIES}
