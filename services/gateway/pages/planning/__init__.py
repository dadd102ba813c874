"""Pages on which coordinators plan a programme, from its start to its evaluation."""

from services.gateway.pages.planning import (
    evaluation,
    gatherings,
    goals,
    overview,
    packages,
    pictures,
    round_moves,
    round_setup,
    surveys,
)

HANDLERS = (
    *overview.HANDLERS,
    *round_setup.HANDLERS,
    *round_moves.HANDLERS,
    *packages.HANDLERS,
    *pictures.HANDLERS,
    *goals.HANDLERS,
    *gatherings.HANDLERS,
    *surveys.HANDLERS,
    *evaluation.HANDLERS,
)
