"""How an estimate becomes the price: signed by a second person, appealed by an author, closed for the ballot."""

from collections.abc import Sequence

from services.ideas.domain.acting import role_of
from services.ideas.domain.costing_state import Costing, Origin
from services.ideas.domain.phases import require_phase
from shared.contracts.costing import (
    APPEALED,
    INVOLVED,
    NO_APPEAL,
    NOT_FINAL,
    NOT_THE_AUTHOR,
    OTHER_VERSION,
    OUT_OF_DATE,
    OWN_ESTIMATE,
    PRICE_CLOSED,
    UNSIGNED,
    AppealCosting,
    AppealDecided,
    CloseCosting,
    CostEstimated,
    CostingAppealed,
    CostingClosed,
    CostingEvent,
    CostingSigned,
    DecideAppeal,
    Feasibility,
    SignatureGiven,
    SignCosting,
    Stage,
)
from shared.contracts.rounds import Phase
from shared.messages import Refused, require


def sign(command: SignCosting, origin: Origin, state: Costing) -> Sequence[CostingEvent]:
    if state.signed and state.signed.version == command.version:
        return []
    require(command.version == len(state.estimates), OTHER_VERSION)
    estimate = state.estimates[-1]
    _require_final(estimate)
    require(state.settled, OUT_OF_DATE)
    require(command.by.id != estimate.estimator, OWN_ESTIMATE)
    require_phase(origin.terms, Phase.PLANNING, command.at)
    return [SignatureGiven(version=estimate.version, signer=command.by.id, role=role_of(command)), _signed(estimate)]


def _require_final(estimate: CostEstimated) -> None:
    decided = estimate.feasibility is not Feasibility.UNDECIDED
    require(decided and estimate.stage is Stage.FINAL, NOT_FINAL)


def _signed(estimate: CostEstimated) -> CostingSigned:
    return CostingSigned(
        version=estimate.version,
        lines=estimate.lines,
        price_cents=estimate.price_cents,
        yearly_cents=estimate.yearly_cents,
        feasibility=estimate.feasibility,
        reason=estimate.reason,
    )


def appeal(command: AppealCosting, origin: Origin, state: Costing) -> Sequence[CostingEvent]:
    require(command.by.id in origin.authors, NOT_THE_AUTHOR)
    signed = _in_force(state)
    appealed = CostingAppealed(version=signed.version, reason=command.reason, author=command.by.id)
    known = state.appeals.get(signed.version)
    require(known is None or known == appealed, APPEALED)
    if known:
        return []
    require(not state.closed, PRICE_CLOSED)
    require_phase(origin.terms, Phase.PLANNING, command.at)
    return [appealed]


def _in_force(state: Costing) -> CostingSigned:
    if state.signed is None:
        raise Refused(UNSIGNED)
    return state.signed


def decide_appeal(command: DecideAppeal, state: Costing) -> Sequence[CostingEvent]:
    version = max(state.appeals, default=0)
    require(bool(version), NO_APPEAL)
    feasibility = state.estimates[version - 1].feasibility
    decided = AppealDecided(version=version, feasibility=feasibility, upheld=command.upheld, reason=command.reason)
    known = state.decisions.get(version)
    require(known is None or known == decided, NO_APPEAL)
    require(command.by.id not in _involved(version, state), INVOLVED)
    return [] if known else [decided]


def _involved(version: int, state: Costing) -> set[str]:
    """Who costed it, who signed it, who appealed against it."""
    return {state.estimates[version - 1].estimator, state.signers[version], state.appeals[version].author}


def close(command: CloseCosting, state: Costing) -> Sequence[CostingEvent]:
    """From here on no appeal takes the price away that is being placed."""
    if state.closed:
        return []
    placeable = state.placeable
    require(placeable is not None and placeable.version == command.version, UNSIGNED)
    return [CostingClosed(version=command.version)]
