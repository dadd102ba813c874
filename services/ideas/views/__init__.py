"""The views of the ideas room, each with its queries beside it."""

from services.ideas.views import (
    comments,
    costings,
    idea_words,
    ideas,
    moderation,
    parts,
    pictures,
    projects,
    proposals,
    waiting,
)
from shared.service import Queries

EACH = (ideas, idea_words, comments, moderation, proposals, costings, waiting, projects, pictures, parts)
VIEWS = tuple(each.VIEW for each in EACH)
QUERIES: Queries = {query: handler for each in EACH for query, handler in each.QUERIES.items()}
