from datetime import date, timedelta

from msgspec.structs import replace

from services.voting.domain.certification import Recount
from services.voting.domain.state import Vote
from services.voting.domain.terms import terms_hash
from services.voting.domain.vote import vote
from shared.contracts.ballots import NOT_AN_ITEM
from shared.contracts.certification import (
    CERTIFIED,
    COUNT_DIFFERS,
    NOT_ANNULLED,
    NOT_CERTIFIED,
    NOT_COUNTED,
    NOT_REVIEWED,
    SAME_PERSON,
    VOTE_ANNULLED,
    AnnulVote,
    CertifyVote,
    PublishVote,
    ReopenVote,
    ReviewVote,
    VoteAnnulled,
    VoteCertified,
    VotePublished,
    VoteReviewed,
)
from shared.contracts.contests import (
    CONTEST_TWICE,
    LIMITS_IMPOSSIBLE,
    POINTS_MISSING,
    BallotLimits,
    BallotStyle,
    Contest,
    RollCriteria,
)
from shared.contracts.voting import (
    CLOSING_PAST,
    CONTEST_LOST,
    NOTHING_TO_VOTE_ON,
    OVER_VOTE_BUDGET,
    CloseVote,
    ItemLeftOut,
    Rivals,
    VoteClosed,
    VoteOpened,
)
from shared.decider import Given
from shared.messages import Actor
from shared.testing import History, given
from tests.voting.sample import ADDED, AREA, BENCHES, END_OF_MAY, ITEMS, NOON, ROUND, opened, whole
from tests.voting.test_vote import COUNT_IT, COUNTED

KAISA, KALLE = Actor("kaisa"), Actor("kalle")
ANNUL = AnnulVote(area=AREA, round=ROUND, reason="Väärä hinta", by=KAISA)
ANNULLED = VoteAnnulled(edition=1, reason="Väärä hinta")
PUBLISHED = VotePublished(edition=1, box_key="b0c5", result=COUNTED.result)
AFTER_ALL = given(vote, *ADDED, opened(), VoteClosed(), COUNTED)


def review(by: Actor = KAISA) -> ReviewVote:
    return ReviewVote(area=AREA, round=ROUND, by=by)


def certify(by: Actor = KALLE, root: str = COUNTED.result.receipts_root) -> Given[CertifyVote, Recount]:
    return Given(
        CertifyVote(area=AREA, round=ROUND, by=by), Recount(root, (COUNTED.result.contests[0].selected,), "b0c5")
    )


def reopen(
    *without: str, contests: tuple[Contest, ...] | None = None, rivals: Rivals | None = None, days: int = 7
) -> Given[ReopenVote, str]:
    again = ReopenVote(
        area=AREA,
        round=ROUND,
        closes_at=NOON + timedelta(days=days),
        without=without,
        contests=contests,
        rivals=rivals,
        at=NOON,
    )
    return Given(again, "other seed")


def test_a_second_person_certifies_what_the_first_has_reviewed() -> None:
    certified = VoteCertified(by="kalle", edition=1, box_key="b0c5")
    AFTER_ALL.when(review()).then(VoteReviewed(by="kaisa")).when(certify()).then(certified).when(certify()).then()


def test_nobody_certifies_alone() -> None:
    AFTER_ALL.when(certify()).then_refused(NOT_REVIEWED)
    reviewed = AFTER_ALL.when(review()).then(VoteReviewed(by="kaisa"))
    reviewed.when(certify(KAISA)).then_refused(SAME_PERSON)
    reviewed.when(review(KALLE)).then()


def test_a_count_that_the_log_no_longer_gives_is_not_certified() -> None:
    reviewed = AFTER_ALL.when(review()).then(VoteReviewed(by="kaisa"))
    reviewed.when(certify(root="cd")).then_refused(COUNT_DIFFERS)


def test_before_the_count_there_is_nothing_to_sign() -> None:
    closed = given(vote, *ADDED, opened(), VoteClosed())
    closed.when(review()).then_refused(NOT_COUNTED)
    closed.when(certify()).then_refused(NOT_COUNTED)


def test_a_vote_is_annulled_for_a_reason_and_then_neither_closed_counted_nor_signed() -> None:
    annulled = given(vote, *ADDED, opened(), VoteClosed()).when(ANNUL).then(ANNULLED)
    annulled.when(ANNUL).then()
    annulled.when(CloseVote(area=AREA, round=ROUND, at=END_OF_MAY)).then_refused(VOTE_ANNULLED)
    annulled.when(COUNT_IT).then_refused(VOTE_ANNULLED)
    annulled.when(review()).then_refused(VOTE_ANNULLED)


def test_what_is_certified_is_published_once() -> None:
    certified = VoteCertified(by="kalle", edition=1, box_key="b0c5")
    publish = PublishVote(area=AREA, round=ROUND)
    AFTER_ALL.when(publish).then_refused(NOT_CERTIFIED)
    signed = given(vote, *ADDED, opened(), VoteClosed(), COUNTED, certified)
    signed.when(publish).then(PUBLISHED).when(publish).then()


def test_nobody_is_told_the_result_before_it_is_published() -> None:
    told = (COUNTED, VoteReviewed(by="kaisa"), VoteCertified(by="kalle", edition=1, box_key="b0c5"), PUBLISHED)
    assert [event.public for event in told] == [False, False, False, True]


def test_a_certified_result_is_not_annulled() -> None:
    certified = VoteCertified(by="kalle", edition=1, box_key="b0c5")
    given(vote, *ADDED, opened(), VoteClosed(), COUNTED, certified).when(ANNUL).then_refused(CERTIFIED)


def test_only_an_annulled_vote_is_held_anew() -> None:
    AFTER_ALL.when(reopen()).then_refused(NOT_ANNULLED)
    given(vote, *ADDED).when(reopen()).then_refused(NOT_ANNULLED)


def test_held_anew_it_is_an_edition_of_its_own_with_other_terms() -> None:
    history = given(vote, *ADDED, opened(), ANNULLED)
    told = history.when(reopen("benches", contests=(whole(BallotLimits(max_choices=1)),))).told
    assert isinstance(told, list)
    left_out, again = told
    assert left_out == ItemLeftOut(proposal="benches")
    assert isinstance(again, VoteOpened)
    assert (again.edition, again.contests[0].limits.max_choices, len(again.items)) == (2, 1, 2)
    assert (again.terms_hash, again.seed_hash) != (opened().terms_hash, opened().seed_hash)
    state = History(vote, (*history.events, *told)).state
    assert (state.annulled, state.closed, state.counted) == (False, False, None)


def test_held_anew_it_keeps_its_roll_unless_another_is_named() -> None:
    history = given(vote, *ADDED, opened(), ANNULLED)
    assert _held_anew(history).roll == RollCriteria(on=date(2027, 5, 31))
    assert _held_anew(history, RollCriteria(min_age=16)).roll == RollCriteria(min_age=16, on=date(2027, 6, 4))


def _held_anew(history: History[Vote], roll: RollCriteria | None = None) -> VoteOpened:
    asked = reopen()
    told = history.when(Given(replace(asked.command, roll=roll), asked.facts)).told
    assert isinstance(told, list)
    (again,) = told
    assert isinstance(again, VoteOpened)
    return again


def test_a_vote_held_anew_still_has_something_to_decide() -> None:
    history = given(vote, *ADDED, opened(), ANNULLED)
    history.when(reopen("palace")).then_refused(NOT_AN_ITEM, proposal="palace")
    history.when(reopen(*(item.proposal for item in ITEMS))).then_refused(NOTHING_TO_VOTE_ON)
    poorer = (whole(budget_cents=10_000_00),)
    history.when(reopen(contests=poorer)).then_refused(OVER_VOTE_BUDGET, proposal="Luistelukenttä")
    other = (replace(whole(), id="city"),)
    history.when(reopen(contests=other)).then_refused(CONTEST_LOST, proposal="Luistelukenttä")
    history.when(reopen(days=0)).then_refused(CLOSING_PAST)


def test_a_vote_held_anew_has_contests_that_can_be_voted_in() -> None:
    history = given(vote, *ADDED, opened(), ANNULLED)
    history.when(reopen(contests=(whole(), whole()))).then_refused(CONTEST_TWICE)
    narrow = BallotLimits(min_choices=3, max_choices=2)
    history.when(reopen(contests=(whole(narrow),))).then_refused(LIMITS_IMPOSSIBLE)
    history.when(reopen(contests=(whole(BallotLimits(BallotStyle.CUMULATIVE)),))).then_refused(POINTS_MISSING)


def test_the_hash_covers_all_terms_but_the_closing() -> None:
    terms = opened()
    assert terms.terms_hash == terms_hash(terms)
    replaced = {
        "items": (BENCHES,),
        "contests": (whole(BallotLimits(max_choices=3)),),
        "rivals": (("rink", "benches"),),
        "roll": RollCriteria(on=date(2027, 5, 31), homes=(AREA,)),
        "edition": 2,
        "seed_hash": "0",
    }
    hashes = {terms_hash(replace(terms, **{name: value})) for name, value in replaced.items()}
    assert len(hashes | {terms.terms_hash}) == len(replaced) + 1
    assert terms_hash(replace(terms, closes_at=END_OF_MAY + timedelta(days=1))) == terms.terms_hash
