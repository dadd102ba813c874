import pytest

from services.ideas.domain.costing import ByAuthor, ByStaff, costing
from services.ideas.domain.costing_state import Costing, Origin
from shared.contracts.costing import (
    ANSWERED,
    APPEALED,
    INVOLVED,
    NO_APPEAL,
    NOT_ASSIGNED,
    NOT_FINAL,
    NOT_THE_AUTHOR,
    NOT_YOUR_COSTING,
    OTHER_VERSION,
    OUT_OF_DATE,
    OWN_ESTIMATE,
    PRICE_CLOSED,
    SIGNED,
    TOO_DEAR,
    UNKNOWN_EXPERT,
    UNKNOWN_QUESTION,
    UNSIGNED,
    WITHOUT_LINES,
    AnswerQuestion,
    AppealCosting,
    AppealDecided,
    AskAuthor,
    AssignCosting,
    AuthorAnswered,
    AuthorAsked,
    CloseCosting,
    CostEstimated,
    CostingAppealed,
    CostingAssigned,
    CostingClosed,
    CostingSigned,
    DecideAppeal,
    EstimateCost,
    Feasibility,
    LineKind,
    PriceLine,
    SignatureGiven,
    SignCosting,
    Stage,
)
from shared.contracts.ideas import ID_TAKEN, WRONG_PHASE
from shared.contracts.proposals import COSTS_NOTHING, WITHOUT_REASON
from shared.contracts.rounds import Phase
from shared.decider import Given
from shared.messages import MOST_CENTS, Actor, Role
from shared.testing import Asked, History, given
from tests.ideas.terms import IN_PLANNING, IN_VOTING, TERMS

AINO, VEIKKO, EXPERT, OTHER, THIRD = (Actor(id_) for id_ in ("aino", "veikko", "expert", "other", "third"))
ORIGIN = Origin(TERMS, frozenset({"aino"}), frozenset({"expert"}))
LINES = (
    PriceLine(LineKind.INVESTMENT, "Laitteet", 100_000),
    PriceLine(LineKind.VAT, "Alv", 25_500),
    PriceLine(LineKind.PLANNING, "Suunnittelu", 10_000),
    PriceLine(LineKind.RUNNING_YEARLY, "Huolto", 3_000),
)


def of(command: ByStaff | ByAuthor) -> Given[ByStaff | ByAuthor, Origin]:
    return Given(command, ORIGIN)


def assign(expert: str | None = None) -> Asked:
    return of(AssignCosting(area="a", proposal="p", department="Puistot", expert=expert))


def estimate(
    lines: tuple[PriceLine, ...] = LINES,
    stage: Stage = Stage.FINAL,
    feasibility: Feasibility = Feasibility.FEASIBLE,
    reason: str = "",
    by: Actor = EXPERT,
) -> EstimateCost:
    return EstimateCost(
        area="a", proposal="p", lines=lines, stage=stage, feasibility=feasibility, reason=reason, by=by, at=IN_PLANNING
    )


def sign(version: int = 1, by: Actor = OTHER) -> Asked:
    return of(SignCosting(area="a", proposal="p", version=version, by=by, at=IN_PLANNING))


def ask(text: str = "Mihin kohtaan?") -> Asked:
    return of(AskAuthor(area="a", proposal="p", question="q", text=text, by=EXPERT))


def answer(text: str = "Rantaan.", by: Actor = AINO, question: str = "q") -> Asked:
    return of(AnswerQuestion(area="a", proposal="p", question=question, text=text, by=by))


def appeal(reason: str = "Liian kallis.", by: Actor = AINO) -> Asked:
    return of(AppealCosting(area="a", proposal="p", reason=reason, by=by, at=IN_PLANNING))


def decide(*, upheld: bool, by: Actor = THIRD) -> Asked:
    return of(DecideAppeal(area="a", proposal="p", upheld=upheld, reason="Katsottu.", by=by))


def close(version: int = 1) -> CloseCosting:
    return CloseCosting(area="a", proposal="p", version=version)


def estimated(version: int = 1) -> CostEstimated:
    return CostEstimated(
        version=version,
        stage=Stage.FINAL,
        lines=LINES,
        price_cents=135_500,
        yearly_cents=3_000,
        feasibility=Feasibility.FEASIBLE,
        reason="",
        estimator="expert",
    )


def signed(version: int = 1) -> tuple[SignatureGiven, CostingSigned]:
    return SignatureGiven(version=version, signer="other", role=Role.EXPERT), CostingSigned(
        version=version,
        lines=LINES,
        price_cents=135_500,
        yearly_cents=3_000,
        feasibility=Feasibility.FEASIBLE,
        reason="",
    )


ASSIGNED = CostingAssigned(department="Puistot")
ASKED = AuthorAsked(question="q", text="Mihin kohtaan?")
ANSWER = AuthorAnswered(question="q", text="Rantaan.", author="aino")
APPEAL = CostingAppealed(version=1, reason="Liian kallis.", author="aino")
UPHELD = AppealDecided(version=1, feasibility=Feasibility.FEASIBLE, upheld=True, reason="Katsottu.")
DENIED = AppealDecided(version=1, feasibility=Feasibility.FEASIBLE, upheld=False, reason="Katsottu.")


def in_force(*events: CostingAppealed | AppealDecided | CostingClosed) -> History[Costing | None]:
    return given(costing, ASSIGNED, estimated(), *signed(), *events)


def test_a_costing_is_assigned_once_and_may_be_assigned_anew() -> None:
    to_expert = CostingAssigned(department="Puistot", expert="expert")
    given(costing).when(assign()).then(ASSIGNED).when(assign()).then().when(assign("expert")).then(to_expert)


def test_the_price_is_all_but_what_runs_yearly() -> None:
    given(costing, ASSIGNED).when(of(estimate())).then(estimated()).when(of(estimate())).then()


def test_only_the_expert_it_is_assigned_to_estimates_it() -> None:
    given(costing).when(assign("nobody")).then_refused(UNKNOWN_EXPERT, field="expert")
    theirs = given(costing, CostingAssigned(department="Puistot", expert="expert"))
    theirs.when(of(estimate(by=OTHER))).then_refused(NOT_YOUR_COSTING)
    theirs.when(of(estimate())).then(estimated())


def test_an_estimate_says_what_it_consists_of_or_why_not() -> None:
    start = given(costing, ASSIGNED)
    start.when(of(estimate(()))).then_refused(WITHOUT_LINES)
    start.when(of(estimate((), feasibility=Feasibility.INFEASIBLE, reason=" "))).then_refused(WITHOUT_REASON)


def test_every_estimate_stays() -> None:
    state = given(costing, ASSIGNED, estimated(), estimated(2)).state
    assert state
    assert [one.version for one in state.estimates] == [1, 2]


def test_costs_are_estimated_in_the_planning_phase_alone() -> None:
    late = Given(EstimateCost(area="a", proposal="p", lines=LINES, by=EXPERT, at=IN_VOTING), ORIGIN)
    given(costing, ASSIGNED).when(late).then_refused(WRONG_PHASE, needed=Phase.PLANNING)


def test_a_second_person_signs_the_estimate_once() -> None:
    ready = given(costing, ASSIGNED, estimated())
    ready.when(sign(by=EXPERT)).then_refused(OWN_ESTIMATE)
    ready.when(sign()).then(*signed()).when(sign()).then()


def test_a_signature_is_for_the_estimate_that_was_read() -> None:
    newer = given(costing, ASSIGNED, estimated(), estimated(2))
    newer.when(sign(1)).then_refused(OTHER_VERSION)
    newer.when(sign(2)).then(*signed(2))


@pytest.mark.parametrize(
    "command",
    [
        estimate(stage=Stage.PRELIMINARY),
        estimate(feasibility=Feasibility.UNDECIDED),
    ],
)
def test_only_a_final_and_decided_estimate_is_signed(command: EstimateCost) -> None:
    events = costing.decide(of(command), given(costing, ASSIGNED).state)
    given(costing, ASSIGNED, *events).when(sign()).then_refused(NOT_FINAL)


def test_a_signed_price_is_not_estimated_anew() -> None:
    in_force().when(of(estimate(LINES[:1]))).then_refused(SIGNED)
    in_force().when(assign("expert")).then_refused(SIGNED)
    in_force().when(ask()).then_refused(SIGNED)


def test_only_an_author_answers_and_once() -> None:
    asked = given(costing, ASSIGNED, ASKED)
    asked.when(answer(by=VEIKKO)).then_refused(NOT_THE_AUTHOR)
    asked.when(answer(question="r")).then_refused(UNKNOWN_QUESTION)
    asked.when(answer()).then(ANSWER).when(answer()).then().when(answer("Ei.")).then_refused(ANSWERED)
    asked.when(ask()).then()
    asked.when(ask("Muuta")).then_refused(ID_TAKEN)


def test_what_was_asked_after_the_estimate_asks_for_a_new_one() -> None:
    given(costing, ASSIGNED, estimated(), ASKED).when(sign()).then_refused(OUT_OF_DATE)
    anew = given(costing, ASSIGNED, estimated(), ASKED, ANSWER).when(of(estimate())).then(estimated(2))
    anew.when(sign(2)).then(*signed(2))


def test_who_gets_a_costing_anew_estimates_it_anew() -> None:
    to_expert = CostingAssigned(department="Puistot", expert="expert")
    given(costing, ASSIGNED, estimated(), to_expert).when(sign()).then_refused(OUT_OF_DATE)


def test_an_author_appeals_once_against_a_signed_price() -> None:
    given(costing, ASSIGNED, estimated()).when(appeal()).then_refused(UNSIGNED)
    in_force().when(appeal(by=VEIKKO)).then_refused(NOT_THE_AUTHOR)
    in_force().when(appeal()).then(APPEAL).when(appeal()).then().when(appeal("Taas.")).then_refused(APPEALED)


def test_an_upheld_appeal_asks_for_a_new_estimate_and_signature() -> None:
    open_again = in_force(APPEAL).when(decide(upheld=True)).then(UPHELD).when(decide(upheld=True)).then()
    open_again.when(close()).then_refused(UNSIGNED)
    open_again.when(sign()).then_refused(OUT_OF_DATE)
    open_again.when(of(estimate())).then(estimated(2)).when(sign(2)).then(*signed(2)).when(close(2)).then(
        CostingClosed(version=2)
    )


def test_a_denied_appeal_leaves_the_price_as_it_is() -> None:
    in_force(APPEAL).when(close()).then_refused(UNSIGNED)
    denied = in_force(APPEAL).when(decide(upheld=False)).then(DENIED)
    denied.when(decide(upheld=True)).then_refused(NO_APPEAL)
    denied.when(close()).then(CostingClosed(version=1))
    in_force().when(decide(upheld=True)).then_refused(NO_APPEAL)


@pytest.mark.parametrize("by", [EXPERT, OTHER, AINO], ids=["who costed it", "who signed it", "who appealed"])
def test_an_appeal_is_decided_by_somebody_who_has_no_part_in_it(by: Actor) -> None:
    in_force(APPEAL).when(decide(upheld=False, by=by)).then_refused(INVOLVED)
    in_force(APPEAL).when(decide(upheld=True, by=by)).then_refused(INVOLVED)


def test_what_is_feasible_costs_one_cent_at_least() -> None:
    running, nothing = LINES[3:], (PriceLine(LineKind.INVESTMENT, "Talkoot", 0),)
    for lines in (running, nothing):
        given(costing, ASSIGNED).when(of(estimate(lines))).then_refused(COSTS_NOTHING)


def test_an_appeal_comes_before_the_ballot() -> None:
    in_force().when(close()).then(CostingClosed(version=1)).when(close()).then().when(appeal()).then_refused(
        PRICE_CLOSED
    )


@pytest.mark.parametrize(
    "command", [of(estimate()), ask(), answer(), sign(), appeal(), decide(upheld=True), close()], ids=str
)
def test_a_costing_begins_with_its_assignment(command: Asked) -> None:
    given(costing).when(command).then_refused(NOT_ASSIGNED)


def test_lines_do_not_come_to_more_than_a_price_can_be() -> None:
    lines = (PriceLine(LineKind.INVESTMENT, "Silta", MOST_CENTS), PriceLine(LineKind.VAT, "Alv", 1))
    given(costing, CostingAssigned(department="Puistot")).when(of(estimate(lines))).then_refused(TOO_DEAR)
