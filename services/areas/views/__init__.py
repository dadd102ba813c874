"""What is known of areas: indicators, figures, planned measures, decisions, goals and situation pictures."""

from services.areas.views import figures, goals, indicators, measures, selections, situation_pictures

VIEWS = (
    figures.VIEW,
    indicators.VIEW,
    measures.VIEW,
    selections.VIEW,
    goals.VIEW,
    situation_pictures.VERSIONS,
    situation_pictures.DRAFTS,
)
QUERIES = {
    **figures.QUERIES,
    **indicators.QUERIES,
    **measures.QUERIES,
    **selections.QUERIES,
    **goals.QUERIES,
    **situation_pictures.QUERIES,
}
