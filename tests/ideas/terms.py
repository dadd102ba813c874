"""The terms of a round whose phases start a day apart, and moments in its phases."""

from shared.contracts.round_terms import RoundTerms, contests_of
from shared.contracts.rounds import Phase
from tests.areas.rounds import PLANNED, TIMETABLE, start_of

TERMS = RoundTerms(TIMETABLE, contests_of(PLANNED))
IN_IDEAS, IN_PLANNING, IN_VOTING = map(start_of, (Phase.IDEAS, Phase.PLANNING, Phase.VOTING))
