"""The terms of a round whose phases start a day apart, and moments in its phases."""

from shared.contracts.areas import Phase
from shared.contracts.round_terms import RoundTerms
from tests.areas.rounds import PLANNED, TIMETABLE, start_of

TERMS = RoundTerms(PLANNED.budget_cents, TIMETABLE, PLANNED.limits, PLANNED.rule)
IN_IDEAS, IN_PLANNING, IN_VOTING = map(start_of, (Phase.IDEAS, Phase.PLANNING, Phase.VOTING))
