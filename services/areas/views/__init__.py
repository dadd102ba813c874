"""What is known of areas: what they are compared by, what was decided on them, and what is planned with residents."""

from services.areas.views import (
    attendance,
    contributions,
    figures,
    gatherings,
    goals,
    indicators,
    measures,
    package_comments,
    packages,
    selections,
    surveys,
)

VIEWS = (
    figures.VIEW,
    indicators.VIEW,
    measures.VIEW,
    selections.VIEW,
    *gatherings.VIEWS,
    attendance.VIEW,
    contributions.VIEW,
    goals.VIEW,
    packages.VIEW,
    package_comments.VIEW,
    surveys.VIEW,
    surveys.ANSWERS,
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
    **packages.QUERIES,
    **package_comments.QUERIES,
    **surveys.QUERIES,
}
