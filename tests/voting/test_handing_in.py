"""Who hands in a ballot on paper has used up the one ballot."""

from datetime import date

from services.voting.domain.ballot import Polling, ballot
from services.voting.domain.vote import vote
from shared.contracts.ballots import ALREADY_VOTED, TOO_YOUNG, PaperTakenBack
from shared.contracts.paper import HAS_VOTED, NOT_HANDED_IN, UNKNOWN_PAPER_BATCH, HandInPaper, TakeBackPaper
from shared.contracts.voting import VOTE_CLOSED, PaperBatchOpened, VoteClosed
from shared.decider import Given
from shared.testing import given
from tests.voting.sample import (
    ADDED,
    AREA,
    BALLOT,
    BOX,
    GROUPS,
    NOON,
    ROUND,
    cast,
    clerk,
    handed_in,
    opened,
    resident,
    sealed,
)

LIBRARY, SCHOOL = (PaperBatchOpened(batch=batch, place=batch) for batch in ("library", "school"))
OPEN = vote.over((*ADDED, opened(), LIBRARY, SCHOOL), vote.initial)
POLLING = Polling(OPEN, BALLOT, BOX, GROUPS)
HANDED_IN = handed_in()
TAKEN_BACK = PaperTakenBack(round=ROUND, edition=1, batch="library")
HAND_IN = HandInPaper(area=AREA, round=ROUND, batch="library", voter=resident(), by=clerk(), at=NOON)
TAKE_BACK = TakeBackPaper(area=AREA, round=ROUND, batch="library", voter=resident(), by=clerk(), at=NOON)


def test_a_person_hands_in_a_paper() -> None:
    given(ballot).when(Given(HAND_IN, POLLING)).then(HANDED_IN)


def test_who_has_voted_hands_in_no_paper() -> None:
    given(ballot, sealed("rink")).when(Given(HAND_IN, POLLING)).then_refused(HAS_VOTED)
    given(ballot, HANDED_IN).when(Given(HAND_IN, POLLING)).then_refused(HAS_VOTED)


def test_who_handed_in_a_paper_casts_no_other_ballot() -> None:
    given(ballot, HANDED_IN).when(cast("rink", vote=OPEN)).then_refused(ALREADY_VOTED)


def test_a_handing_in_noted_by_mistake_is_taken_back_and_the_person_can_vote() -> None:
    free = given(ballot, HANDED_IN).when(Given(TAKE_BACK, POLLING)).then(TAKEN_BACK)
    free.when(cast("rink", vote=OPEN)).then(sealed("rink"))


def test_only_what_was_handed_in_with_the_same_batch_is_taken_back() -> None:
    school = handed_in("school")
    for before in ((), (sealed("rink"),), (school,)):
        given(ballot, *before).when(Given(TAKE_BACK, POLLING)).then_refused(NOT_HANDED_IN)


def test_a_paper_is_handed_in_with_a_batch_of_this_vote() -> None:
    other = Polling(vote.over((*ADDED, opened()), vote.initial), BALLOT, BOX, GROUPS)
    given(ballot).when(Given(HAND_IN, other)).then_refused(UNKNOWN_PAPER_BATCH)


def test_only_those_on_the_roll_hand_in_a_paper() -> None:
    child = HandInPaper(area=AREA, round=ROUND, batch="library", voter=resident(born=date(2020, 1, 1)), at=NOON)
    given(ballot).when(Given(child, POLLING)).then_refused(TOO_YOUNG, age=12)


def test_when_the_vote_has_closed_the_register_stays_as_it_is() -> None:
    closed = Polling(vote.over((*ADDED, opened(), LIBRARY, VoteClosed()), vote.initial), BALLOT, BOX, GROUPS)
    given(ballot).when(Given(HAND_IN, closed)).then_refused(VOTE_CLOSED)
    given(ballot, HANDED_IN).when(Given(TAKE_BACK, closed)).then_refused(VOTE_CLOSED)
