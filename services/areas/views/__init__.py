"""What is known of areas: their indicators, figures, planned measures, the decisions made on them, and the goals."""

from services.areas.views import figures, goals, indicators, measures, selections

VIEWS = (figures.VIEW, indicators.VIEW, measures.VIEW, selections.VIEW, goals.VIEW)
QUERIES = {**figures.QUERIES, **indicators.QUERIES, **measures.QUERIES, **selections.QUERIES, **goals.QUERIES}
