"""Pages on which coordinators plan a programme, from its start to its evaluation."""

from services.gateway.pages.planning import overview, round_moves, round_setup

HANDLERS = (*overview.HANDLERS, *round_setup.HANDLERS, *round_moves.HANDLERS)
