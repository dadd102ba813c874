from datetime import date, timedelta

from msgspec.structs import replace

from services.voting.domain.counting import Item as Counted
from services.voting.domain.counting import Outcome, Profile, count
from services.voting.domain.opening import Opening
from services.voting.domain.vote import Count, vote
from shared.contracts.certification import VOTE_ANNULLED, VoteAnnulled
from shared.contracts.contests import WHOLE, CountingRule, RollCriteria, RuleName
from shared.contracts.results import ContestResult, ItemResult, VoteResult
from shared.contracts.round_terms import RoundTerms
from shared.contracts.rounds import Phase, PhaseTime, Timetable
from shared.contracts.voting import (
    NOTHING_TO_VOTE_ON,
    VOTE_STILL_OPEN,
    AddItem,
    CountVote,
    Item,
    ItemAdded,
    ItemLeftOut,
    OpenVote,
    VoteClosed,
    VoteCounted,
)
from shared.decider import Given
from shared.testing import given
from tests.voting.sample import ADDED, AREA, END_OF_MAY, NOON, RINK, ROUND, SEED, held_anew, opened, whole

DAYS = (-90, -60, -30, 0, 30)  # voting ends where the result begins
TERMS = RoundTerms(
    timetable=Timetable(
        tuple(PhaseTime(phase, END_OF_MAY + timedelta(days=day)) for phase, day in zip(Phase, DAYS, strict=True))
    ),
    contests=(whole(),),
)
OPEN = Given(OpenVote(area=AREA, round=ROUND, at=NOON), Opening(TERMS, SEED))


def add(item: Item) -> AddItem:
    return AddItem(area=AREA, round=ROUND, item=item)


def outcome() -> Outcome:
    items = tuple(Counted(item.item.proposal, item.item.cost_cents) for item in ADDED)
    ballots = {(("benches", 1), ("rink", 1)): 3, (("lights", 1),): 2}
    return count(Profile(items, 50_000_00, ballots), CountingRule(RuleName.GREEDY))


COUNTED = VoteCounted(
    result=VoteResult(
        ballots=5,
        contests=(
            ContestResult(
                contest=WHOLE,
                ballots=5,
                selected=("rink", "benches"),
                spent_cents=35_000_00,
                items=(
                    ItemResult("rink", 3, 3, 1, True, "funded", 50_000_00),
                    ItemResult("benches", 3, 3, 2, True, "funded", 20_000_00),
                    ItemResult("lights", 2, 2, 3, False, "too_expensive", 15_000_00, needed=2),
                ),
                ties=(),
            ),
        ),
        receipts_root="ab",
        seed=SEED,
    )
)
COUNT_IT = Given(CountVote(area=AREA, round=ROUND), Count(5, (outcome(),), "ab", SEED))


def test_proposals_come_on_the_ballot_once() -> None:
    given(vote).when(add(RINK)).then(ItemAdded(item=RINK)).when(add(RINK)).then()


def test_opening_freezes_everything_the_vote_depends_on() -> None:
    given(vote, *ADDED).when(OPEN).then(opened())


def test_a_vote_opens_with_the_roll_of_its_round() -> None:
    roll = RollCriteria(min_age=16, on=date(2027, 1, 1), homes=("petonen",))
    asked = Given(OPEN.command, Opening(replace(TERMS, roll=roll), SEED))
    given(vote, *ADDED).when(asked).then(opened(roll=roll))


def test_a_vote_opens_once() -> None:
    given(vote, *ADDED, opened()).when(OPEN).then()


def test_an_empty_ballot_does_not_open() -> None:
    given(vote).when(OPEN).then_refused(NOTHING_TO_VOTE_ON)


def test_what_comes_when_the_vote_is_open_is_left_out_and_that_is_said_once() -> None:
    late = Item("late", "Myöhässä", 1_00)
    left_out = given(vote, *ADDED, opened()).when(add(late)).then(ItemLeftOut(proposal="late"))
    left_out.when(add(late)).then()


def test_a_vote_opened_after_its_time_is_closed_at_once() -> None:
    late = Given(OpenVote(area=AREA, round=ROUND, at=END_OF_MAY), Opening(TERMS, SEED))
    given(vote, *ADDED).when(late).then(opened(), VoteClosed())


def test_a_closed_vote_is_counted_once_and_the_count_says_why() -> None:
    given(vote, *ADDED, opened(), VoteClosed()).when(COUNT_IT).then(COUNTED).when(COUNT_IT).then()


def test_a_count_of_the_edition_before_is_not_that_of_a_vote_held_anew() -> None:
    anew = replace(held_anew(), seed_hash="that of another seed")
    history = given(
        vote, *ADDED, opened(), VoteClosed(), VoteAnnulled(edition=1, reason="Väärä hinta"), anew, VoteClosed()
    )
    history.when(COUNT_IT).then_refused(VOTE_ANNULLED)


def test_an_open_vote_is_not_counted() -> None:
    given(vote, *ADDED, opened()).when(COUNT_IT).then_refused(VOTE_STILL_OPEN)
