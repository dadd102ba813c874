"""What is known of areas: their indicators, figures, planned measures, and the decisions made on them."""

from services.areas.views import figures, indicators, measures, selections, surveys

VIEWS = (figures.VIEW, indicators.VIEW, measures.VIEW, selections.VIEW, surveys.VIEW, surveys.ANSWERS)
QUERIES = {**figures.QUERIES, **indicators.QUERIES, **measures.QUERIES, **selections.QUERIES, **surveys.QUERIES}
