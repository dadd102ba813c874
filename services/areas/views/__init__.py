"""What is known of areas: what they are compared by, what was decided on them, and what is planned with residents."""

from services.areas.views import attendance, contributions, figures, gatherings, goals, indicators, measures, selections

VIEWS = (
    figures.VIEW,
    indicators.VIEW,
    measures.VIEW,
    selections.VIEW,
    *gatherings.VIEWS,
    attendance.VIEW,
    contributions.VIEW,
    goals.VIEW,
)
QUERIES = {
    **figures.QUERIES,
    **indicators.QUERIES,
    **measures.QUERIES,
    **selections.QUERIES,
    **gatherings.QUERIES,
    **attendance.QUERIES,
    **contributions.QUERIES,
    **goals.QUERIES,
}
