"""How an estimate comes about: assigned to a department, made by an expert, with questions to the author."""

from collections.abc import Sequence

from services.ideas.domain.costing_state import Costing, Origin
from services.ideas.domain.phases import require_phase
from shared.contracts.costing import (
    ANSWERED,
    NOT_THE_AUTHOR,
    NOT_YOUR_COSTING,
    SIGNED,
    TOO_DEAR,
    UNKNOWN_EXPERT,
    UNKNOWN_QUESTION,
    WITHOUT_LINES,
    AnswerQuestion,
    AskAuthor,
    AssignCosting,
    AuthorAnswered,
    AuthorAsked,
    CostEstimated,
    CostingAssigned,
    CostingEvent,
    EstimateCost,
    Feasibility,
    price_cents,
    yearly_cents,
)
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.proposals import COSTS_NOTHING, WITHOUT_REASON
from shared.contracts.rounds import Phase
from shared.messages import MOST_CENTS, require


def assign(command: AssignCosting, origin: Origin, state: Costing | None) -> Sequence[CostingEvent]:
    event = CostingAssigned(department=command.department, expert=command.expert or "")
    if state and state.assigned == event:
        return []
    require(state is None or state.signed is None, SIGNED)
    require(command.expert is None or command.expert in origin.experts, UNKNOWN_EXPERT, field="expert")
    return [event]


def estimate(command: EstimateCost, origin: Origin, state: Costing) -> Sequence[CostingEvent]:
    _require_theirs(command.by.id, state)
    if state.settled and _says_the_same(command, state.estimates[-1]):
        return []
    require(state.signed is None, SIGNED)
    _require_explained(command)
    require_phase(origin.terms, Phase.PLANNING, command.at)
    estimated = _estimated(command, len(state.estimates) + 1)
    require(estimated.price_cents > 0 or command.feasibility is not Feasibility.FEASIBLE, COSTS_NOTHING)
    return [estimated]


def _require_theirs(expert: str, state: Costing) -> None:
    require(state.assigned.expert in {"", expert}, NOT_YOUR_COSTING)


def _says_the_same(command: EstimateCost, last: CostEstimated) -> bool:
    return _estimated(command, last.version) == last


def _require_explained(command: EstimateCost) -> None:
    require(command.feasibility is not Feasibility.FEASIBLE or bool(command.lines), WITHOUT_LINES)
    require(sum(line.cents for line in command.lines) <= MOST_CENTS, TOO_DEAR)
    require(command.feasibility is not Feasibility.INFEASIBLE or bool(command.reason.strip()), WITHOUT_REASON)


def _estimated(command: EstimateCost, version: int) -> CostEstimated:
    return CostEstimated(
        version=version,
        stage=command.stage,
        lines=command.lines,
        price_cents=price_cents(command.lines),
        yearly_cents=yearly_cents(command.lines),
        feasibility=command.feasibility,
        reason=command.reason,
        estimator=command.by.id,
    )


def ask(command: AskAuthor, state: Costing) -> Sequence[CostingEvent]:
    asked = AuthorAsked(question=command.question, text=command.text)
    known = state.questions.get(command.question)
    require(known is None or known == asked, ID_TAKEN)
    if known:
        return []
    _require_theirs(command.by.id, state)
    require(state.signed is None, SIGNED)
    return [asked]


def answer(command: AnswerQuestion, origin: Origin, state: Costing) -> Sequence[CostingEvent]:
    require(command.by.id in origin.authors, NOT_THE_AUTHOR)
    require(command.question in state.questions, UNKNOWN_QUESTION)
    answered = AuthorAnswered(question=command.question, text=command.text, author=command.by.id)
    known = state.answers.get(command.question)
    require(known is None or known == answered, ANSWERED)
    if known:
        return []
    require(state.signed is None, SIGNED)
    return [answered]
