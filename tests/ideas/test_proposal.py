from collections.abc import Callable
from datetime import datetime

import pytest
from msgspec.structs import replace

from services.ideas.domain.idea_state import Idea, content_of
from services.ideas.domain.proposal import Placing, Sources, proposal
from services.ideas.reactions import follow_proposal
from shared.contracts.costing import UNSIGNED, CostingSigned, Feasibility
from shared.contracts.ideas import ID_TAKEN, IDEA_NOT_PUBLISHED, UNKNOWN_IDEA, WRONG_PHASE, IdeaStatus, IdeaSubmitted
from shared.contracts.merging import BALLOT_FIXED, NOT_IN_PROPOSAL, DeclineMerge, ReleaseIdea
from shared.contracts.projects import StartProject
from shared.contracts.proposals import (
    COSTS_NOTHING,
    NO_IDEA_LEFT,
    NOT_COSTED,
    NOT_ON_BALLOT,
    ON_BALLOT,
    OTHER_ROUND,
    OVER_BUDGET,
    SAME_IDEA,
    UNKNOWN_PROPOSAL,
    CostProposal,
    DecideFunding,
    DraftProposal,
    IdeaLeft,
    PlaceOnBallot,
    ProposalCosted,
    ProposalDrafted,
    ProposalFunded,
    ProposalGivenUp,
    ProposalNotFunded,
    ProposalPlacedOnBallot,
    ProposalPriceWithdrawn,
    WithdrawPrice,
)
from shared.contracts.rounds import Phase
from shared.decider import Given
from shared.events import Recorded
from shared.testing import Asked, given
from tests.ideas.terms import IN_IDEAS, IN_PLANNING, IN_VOTING, TERMS

GIVEN_IDEA = IdeaSubmitted(round="r1", author="aino", title="Penkki", text="")
READ = Idea(GIVEN_IDEA, content_of(GIVEN_IDEA), IdeaStatus.PUBLISHED)
UNREAD = Idea(GIVEN_IDEA, content_of(GIVEN_IDEA))
ELSEWHERE = IdeaSubmitted(round="r2", author="aino", title="", text="")
OF_ANOTHER_ROUND = Idea(ELSEWHERE, content_of(ELSEWHERE), IdeaStatus.PUBLISHED)

DRAFTED = ProposalDrafted(round="r1", ideas=("i1",), title="Penkkejä", text="Puistoihin")
COSTED = ProposalCosted(cost_cents=120_000, feasible=True, reason="")
INFEASIBLE = ProposalCosted(cost_cents=0, feasible=False, reason="Alla kulkee kaukolämpö.")
PLACED = ProposalPlacedOnBallot(round="r1", title="Penkkejä", cost_cents=120_000)
FUNDED = ProposalFunded(round="r1", title="Penkkejä", cost_cents=120_000)
NOT_FUNDED = ProposalNotFunded(round="r1", reason="too_expensive")


def signed(cents: int = 120_000, feasibility: Feasibility = Feasibility.FEASIBLE) -> CostingSigned:
    return CostingSigned(version=1, lines=(), price_cents=cents, yearly_cents=0, feasibility=feasibility, reason="")


SIGNED = signed()
WITHDRAW = WithdrawPrice(area="saarijarvi", proposal="p1")


def draft(
    idea: Idea | None = READ, title: str = "Penkkejä", at: datetime = IN_PLANNING
) -> Given[DraftProposal, Sources]:
    command = DraftProposal(
        area="saarijarvi", proposal="p1", round="r1", ideas=("i1",), title=title, text="Puistoihin", at=at
    )
    return Given(command, Sources(TERMS, (idea,)))


def cost(cents: int = 120_000, *, feasible: bool = True, reason: str = "") -> CostProposal:
    return CostProposal(area="saarijarvi", proposal="p1", cost_cents=cents, feasible=feasible, reason=reason)


def place(at: datetime = IN_PLANNING, price: CostingSigned | None = SIGNED) -> Given[PlaceOnBallot, Placing]:
    return Given(PlaceOnBallot(area="saarijarvi", proposal="p1", at=at), Placing(TERMS, price))


def decline(idea: str = "i1") -> DeclineMerge:
    return DeclineMerge(area="saarijarvi", idea=idea, proposal="p1")


def release(idea: str = "i1") -> ReleaseIdea:
    return ReleaseIdea(area="saarijarvi", idea=idea, proposal="p1", reason="Eri asia.")


def decide_funding(*, funded: bool) -> DecideFunding:
    return DecideFunding(
        area="saarijarvi", proposal="p1", funded=funded, reason="funded" if funded else "too_expensive"
    )


def test_a_proposal_is_drafted_from_an_idea() -> None:
    given(proposal).when(draft()).then(DRAFTED)


def test_drafting_the_same_proposal_twice_changes_nothing() -> None:
    given(proposal, DRAFTED).when(draft()).then()


def test_another_proposal_cannot_take_a_known_id() -> None:
    given(proposal, DRAFTED).when(draft(title="Pöytiä")).then_refused(ID_TAKEN)


def test_a_proposal_needs_ideas_that_exist_are_published_and_of_its_round() -> None:
    given(proposal).when(draft(None)).then_refused(UNKNOWN_IDEA)
    given(proposal).when(draft(UNREAD)).then_refused(IDEA_NOT_PUBLISHED)
    given(proposal).when(draft(OF_ANOTHER_ROUND)).then_refused(OTHER_ROUND)


@pytest.mark.parametrize("at", [IN_IDEAS, IN_VOTING], ids=["before", "after"])
def test_proposals_are_drafted_and_placed_in_the_planning_phase_alone(at: datetime) -> None:
    given(proposal).when(draft(at=at)).then_refused(WRONG_PHASE, needed=Phase.PLANNING)
    given(proposal, DRAFTED, COSTED).when(place(at)).then_refused(WRONG_PHASE, needed=Phase.PLANNING)


def test_a_proposal_has_the_price_that_was_signed() -> None:
    given(proposal, DRAFTED).when(cost()).then(COSTED).when(cost()).then()


def test_a_price_signed_anew_replaces_the_first() -> None:
    better = ProposalCosted(cost_cents=90_000, feasible=True, reason="")
    given(proposal, DRAFTED, COSTED).when(cost(90_000)).then(better)


def test_residents_are_told_why_a_proposal_is_not_feasible() -> None:
    given(proposal, DRAFTED).when(cost(0, feasible=False, reason=INFEASIBLE.reason)).then(INFEASIBLE)


def test_an_upheld_appeal_takes_the_price_back_once() -> None:
    given(proposal, DRAFTED, COSTED).when(WITHDRAW).then(ProposalPriceWithdrawn()).when(WITHDRAW).then()
    given(proposal, DRAFTED, COSTED, PLACED).when(WITHDRAW).then_refused(ON_BALLOT)


def test_a_costed_proposal_goes_on_the_ballot_once() -> None:
    given(proposal, DRAFTED, COSTED).when(place()).then(PLACED).when(place()).then()


def test_the_signed_price_goes_on_the_ballot_before_its_news_has_come() -> None:
    given(proposal, DRAFTED).when(place()).then(COSTED, PLACED).when(cost()).then()


def test_a_proposal_without_a_signed_price_or_found_infeasible_stays_off_the_ballot() -> None:
    given(proposal, DRAFTED).when(place(price=None)).then_refused(UNSIGNED)
    given(proposal, DRAFTED, COSTED).when(place(price=None)).then_refused(UNSIGNED)
    given(proposal, DRAFTED).when(place(price=signed(0, Feasibility.INFEASIBLE))).then_refused(NOT_COSTED)


def test_a_proposal_may_cost_the_whole_budget_but_not_a_cent_more() -> None:
    whole = TERMS.contests[0].budget_cents
    all_of_it = ProposalCosted(cost_cents=whole, feasible=True, reason="")
    placed = ProposalPlacedOnBallot(round="r1", title="Penkkejä", cost_cents=whole)
    given(proposal, DRAFTED, all_of_it).when(place(price=signed(whole))).then(placed)
    given(proposal, DRAFTED).when(place(price=signed(whole + 1))).then_refused(OVER_BUDGET)


def test_the_price_is_fixed_on_the_ballot() -> None:
    given(proposal, DRAFTED, COSTED, PLACED).when(cost(1)).then_refused(ON_BALLOT)
    given(proposal, DRAFTED, COSTED, PLACED).when(cost()).then()


def test_the_count_decides_on_the_money_once() -> None:
    on_ballot = given(proposal, DRAFTED, COSTED, PLACED)
    on_ballot.when(decide_funding(funded=True)).then(FUNDED).when(decide_funding(funded=True)).then()
    on_ballot.when(decide_funding(funded=False)).then(NOT_FUNDED).when(decide_funding(funded=True)).then()


def test_in_a_rehearsal_a_proposal_wins_and_nothing_is_built() -> None:
    rehearsal = Given(place().command, Placing(replace(TERMS, trial=True), SIGNED))
    placed, won = replace(PLACED, trial=True), replace(FUNDED, trial=True)
    history = given(proposal, DRAFTED, COSTED).when(rehearsal).then(placed)
    history.when(decide_funding(funded=True)).then(won)
    assert list(follow_proposal(recorded(won))) == []
    (start,) = follow_proposal(recorded(FUNDED))
    assert isinstance(start, StartProject)


def recorded(event: ProposalFunded) -> Recorded:
    return Recorded(event, "c.0", "", "saarijarvi", "proposal", "p1", IN_VOTING, 1, "")


def test_a_proposal_that_was_not_voted_on_gets_no_money() -> None:
    given(proposal, DRAFTED, COSTED).when(decide_funding(funded=True)).then_refused(NOT_ON_BALLOT)


@pytest.mark.parametrize("command", [cost(), WITHDRAW, decline(), place(), decide_funding(funded=True)])
def test_nothing_can_be_done_to_a_proposal_nobody_drafted(command: Asked) -> None:
    given(proposal).when(command).then_refused(UNKNOWN_PROPOSAL)


def test_a_proposal_that_every_idea_has_left_does_not_go_on_the_ballot() -> None:
    given(proposal, DRAFTED, COSTED, IdeaLeft(idea="i1", declined=True)).when(place()).then_refused(NO_IDEA_LEFT)
    of_two = replace(DRAFTED, ideas=("i1", "i2"))
    given(proposal, of_two, COSTED, IdeaLeft(idea="i1", declined=True)).when(place()).then(PLACED)


RELEASED = IdeaLeft(idea="i1", declined=False, reason="Eri asia.")


@pytest.mark.parametrize(("leave", "left"), [(decline, IdeaLeft(idea="i1", declined=True)), (release, RELEASED)])
def test_an_idea_leaves_once_and_only_before_the_ballot(leave: Callable[[str], Asked], left: IdeaLeft) -> None:
    of_two = given(proposal, replace(DRAFTED, ideas=("i1", "i2")))
    of_two.when(leave("i1")).then(left).when(leave("i1")).then()
    given(proposal, DRAFTED).when(leave("i2")).then_refused(NOT_IN_PROPOSAL)
    given(proposal, DRAFTED, COSTED, PLACED).when(leave("i1")).then_refused(BALLOT_FIXED)


def test_a_proposal_is_given_up_with_its_last_idea() -> None:
    left = RELEASED, ProposalGivenUp()
    empty = given(proposal, DRAFTED).when(release("i1")).then(*left).when(release("i1")).then()
    empty.when(cost()).then()


def test_an_idea_is_named_once() -> None:
    twice = replace(draft().command, ideas=("i1", "i1"))
    given(proposal).when(Given(twice, Sources(TERMS, (READ, READ)))).then_refused(SAME_IDEA)


def test_what_costs_nothing_stays_off_the_ballot() -> None:
    given(proposal, DRAFTED).when(place(price=signed(0))).then_refused(COSTS_NOTHING)
    cent = ProposalCosted(cost_cents=1, feasible=True, reason="")
    placed = ProposalPlacedOnBallot(round="r1", title="Penkkejä", cost_cents=1)
    given(proposal, DRAFTED).when(place(price=signed(1))).then(cent, placed)
