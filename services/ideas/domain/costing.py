"""A costing (kustannusarvio): what a proposal costs, as an expert says and a second person signs."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from services.ideas.domain.costing_state import Costing, Origin, assigned, evolve
from services.ideas.domain.estimating import answer, ask, assign, estimate
from services.ideas.domain.signing import appeal, close, decide_appeal, sign
from shared.contracts.costing import (
    COSTING,
    AnswerQuestion,
    AppealCosting,
    AskAuthor,
    AssignCosting,
    CloseCosting,
    CostingEvent,
    DecideAppeal,
    EstimateCost,
    SignCosting,
)
from shared.decider import Decider, Given

Assigned: TypeAlias = EstimateCost | AskAuthor | SignCosting | DecideAppeal
ByStaff: TypeAlias = AssignCosting | Assigned
ByAuthor: TypeAlias = AnswerQuestion | AppealCosting
ProposalsCommand: TypeAlias = ByStaff | ByAuthor
CostingCommand: TypeAlias = Given[ByStaff, Origin] | Given[ByAuthor, Origin] | CloseCosting


def decide(command: CostingCommand, state: Costing | None) -> Sequence[CostingEvent]:
    match command:
        case Given(AssignCosting() as one, Origin() as origin):
            return assign(one, origin, state)
        case Given(AnswerQuestion() | AppealCosting() as one, Origin() as origin):
            return _by_author(one, origin, assigned(state))
        case Given(EstimateCost() | AskAuthor() | SignCosting() | DecideAppeal() as one, Origin() as origin):
            return _by_staff(one, origin, assigned(state))
        case CloseCosting():
            return close(command, assigned(state))
        case _:
            raise TypeError(command)


def _by_author(command: ByAuthor, origin: Origin, state: Costing) -> Sequence[CostingEvent]:
    match command:
        case AnswerQuestion():
            return answer(command, origin, state)
        case AppealCosting():
            return appeal(command, origin, state)
        case _:
            assert_never(command)


def _by_staff(command: Assigned, origin: Origin, state: Costing) -> Sequence[CostingEvent]:
    match command:
        case EstimateCost():
            return estimate(command, origin, state)
        case AskAuthor():
            return ask(command, state)
        case SignCosting():
            return sign(command, origin, state)
        case DecideAppeal():
            return decide_appeal(command, state)
        case _:
            assert_never(command)


costing = Decider[Costing | None](COSTING, None, evolve, decide)
