from datetime import date, timedelta

import pytest

from services.voting.domain.ballot import ballot
from services.voting.domain.state import Vote
from services.voting.domain.vote import vote
from shared.contracts.ballots import (
    BALLOT_OVER_BUDGET,
    CHOSEN_TWICE,
    NOT_AN_ITEM,
    NOT_ON_ROLL,
    POINTS_NOT_ALLOWED,
    TOO_FEW_CHOICES,
    TOO_MANY_CHOICES,
    TOO_MANY_POINTS,
    TOO_YOUNG,
)
from shared.contracts.certification import VOTE_ANNULLED, VoteAnnulled
from shared.contracts.contests import BallotLimits, BallotStyle, RollCriteria
from shared.contracts.voting import VOTE_CLOSED, VOTE_NOT_OPEN, VoteClosed, VoteClosingMoved
from shared.testing import given
from tests.voting.sample import ADDED, END_OF_MAY, cast, open_vote, opened, resident, sealed

FIRST = sealed("rink")


def test_a_resident_votes() -> None:
    given(ballot).when(cast("rink", "lights")).then(sealed("rink", "lights"))


def test_a_ballot_can_be_changed_until_the_vote_closes() -> None:
    given(ballot, FIRST).when(cast("lights")).then(sealed("lights", revision=2))


def test_casting_the_same_ballot_again_changes_nothing() -> None:
    given(ballot, FIRST).when(cast("rink")).then()


def test_before_the_vote_opens_nobody_votes() -> None:
    given(ballot).when(cast("rink", vote=Vote())).then_refused(VOTE_NOT_OPEN)


def test_a_ballot_in_the_last_moment_counts() -> None:
    given(ballot).when(cast("rink", at=END_OF_MAY - timedelta(microseconds=1))).then(FIRST)


def test_at_the_hour_of_closing_it_is_too_late() -> None:
    given(ballot, FIRST).when(cast("lights", at=END_OF_MAY)).then_refused(VOTE_CLOSED)


def test_a_vote_that_was_closed_takes_no_ballot_whatever_the_clock_says() -> None:
    closed = vote.over((*ADDED, opened(), VoteClosed()), vote.initial)
    given(ballot).when(cast("rink", vote=closed)).then_refused(VOTE_CLOSED)


def test_an_extended_vote_takes_ballots_until_its_new_end() -> None:
    later = END_OF_MAY + timedelta(days=1)
    extended = vote.over((*ADDED, opened(), VoteClosingMoved(closes_at=later)), vote.initial)
    given(ballot).when(cast("rink", at=END_OF_MAY, vote=extended)).then(FIRST)


def test_only_what_is_on_the_ballot_can_be_chosen() -> None:
    given(ballot).when(cast("palace")).then_refused(NOT_AN_ITEM, proposal="palace")


def test_nothing_can_be_chosen_twice() -> None:
    given(ballot).when(cast("rink", "rink")).then_refused(CHOSEN_TWICE, proposal="rink")


def test_more_choices_than_allowed_are_refused() -> None:
    given(ballot).when(cast("rink", "benches", "lights")).then_refused(TOO_MANY_CHOICES, max=2, contest="Kevät")


def test_a_ballot_of_one_choice_takes_one_whatever_else_is_said() -> None:
    one = open_vote(BallotLimits(BallotStyle.CHOOSE_ONE, max_choices=5))
    given(ballot).when(cast("rink", "lights", vote=one)).then_refused(TOO_MANY_CHOICES, max=1, contest="Kevät")


def test_fewer_choices_than_asked_for_are_refused() -> None:
    limits = BallotLimits(min_choices=2, max_choices=3)
    given(ballot).when(cast("rink", vote=open_vote(limits))).then_refused(TOO_FEW_CHOICES, min=2, contest="Kevät")


@pytest.mark.parametrize("style", [BallotStyle.APPROVAL, BallotStyle.CHOOSE_ONE, BallotStyle.ORDINAL])
def test_points_are_refused_where_each_choice_counts_one(style: BallotStyle) -> None:
    given(ballot).when(cast("rink", points=2, vote=open_vote(BallotLimits(style)))).then_refused(
        POINTS_NOT_ALLOWED, contest="Kevät"
    )


def test_points_above_the_sum_are_refused() -> None:
    limits = BallotLimits(BallotStyle.CUMULATIVE, max_points=5)
    given(ballot).when(cast("rink", "lights", points=3, vote=open_vote(limits))).then_refused(
        TOO_MANY_POINTS, max=5, contest="Kevät"
    )


def test_choices_above_the_money_of_a_ballot_are_refused() -> None:
    limits = BallotLimits(max_choices=3, max_cost_cents=50_000_00)
    knapsack = open_vote(limits)
    given(ballot).when(cast("rink", "lights", vote=knapsack)).then(sealed("rink", "lights", limits=limits))
    given(ballot).when(cast("rink", "benches", "lights", vote=knapsack)).then_refused(
        BALLOT_OVER_BUDGET, contest="Kevät"
    )


def test_an_annulled_vote_takes_no_ballot() -> None:
    annulled = vote.over((*ADDED, opened(), VoteAnnulled(edition=1, reason="Väärä hinta")), vote.initial)
    given(ballot).when(cast("rink", vote=annulled)).then_refused(VOTE_ANNULLED)


def test_only_those_on_the_roll_vote_whatever_they_choose() -> None:
    eleven = resident(born=date(2015, 6, 1))
    given(ballot).when(cast("palace", by=eleven)).then_refused(TOO_YOUNG, age=12)
    pupils = open_vote(roll=RollCriteria(schools=("petonen-school",)))
    given(ballot).when(cast("palace", vote=pupils)).then_refused(NOT_ON_ROLL)
    given(ballot).when(cast("rink", vote=pupils, by=resident(school="petonen-school"))).then(FIRST)


def test_the_roll_is_asked_of_an_open_vote_only() -> None:
    given(ballot).when(cast("rink", at=END_OF_MAY, by=resident(born=None))).then_refused(VOTE_CLOSED)
