"""The views of the ideas room, each with its queries beside it."""

from services.ideas.views import comments, costings, ideas, moderation, projects, proposals, waiting

VIEWS = (
    ideas.VIEW,
    comments.VIEW,
    moderation.VIEW,
    proposals.VIEW,
    costings.VIEW,
    waiting.VIEW,
    projects.VIEW,
)
QUERIES = {
    **ideas.QUERIES,
    **comments.QUERIES,
    **moderation.QUERIES,
    **proposals.QUERIES,
    **costings.QUERIES,
    **waiting.QUERIES,
    **projects.QUERIES,
}
