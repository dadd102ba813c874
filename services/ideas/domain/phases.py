"""A deed has its phase: asked of the round's timetable, at the time the command came in."""

from datetime import datetime

from shared.contracts.ideas import WRONG_PHASE
from shared.contracts.round_terms import RoundTerms
from shared.contracts.rounds import Phase
from shared.messages import require


def require_phase(terms: RoundTerms, phase: Phase, now: datetime) -> None:
    require(terms.phase_at(now) is phase, WRONG_PHASE, needed=phase)
