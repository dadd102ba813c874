"""An open vote is extended in public, and cut short only where it is a rehearsal."""

from datetime import datetime, timedelta

from services.voting.domain.vote import vote
from shared.contracts.certification import VOTE_ANNULLED, VoteAnnulled
from shared.contracts.rounds import TOO_EARLY, VOTE_ONLY_EXTENDED
from shared.contracts.voting import (
    CLOSES_BY_TIMETABLE,
    UNKNOWN_VOTE,
    VOTE_CLOSED,
    VOTE_NOT_OPEN,
    VOTE_STILL_OPEN,
    CloseVote,
    ExtendVote,
    MoveClosing,
    VoteClosed,
    VoteClosingMoved,
)
from shared.testing import given
from tests.voting.sample import ADDED, AREA, END_OF_MAY, NOON, ROUND, held_anew, opened, rehearsal

DAY = timedelta(days=1)
CLOSE = CloseVote(area=AREA, round=ROUND, at=END_OF_MAY)
ANNULLED = VoteAnnulled(edition=1, reason="Väärä hinta")
OPEN = given(vote, *ADDED, opened())
ANEW = given(vote, *ADDED, opened(), ANNULLED, held_anew())


def move(to: datetime, at: datetime = NOON) -> MoveClosing:
    return MoveClosing(area=AREA, round=ROUND, closes_at=to, at=at)


def extend(to: datetime, at: datetime = NOON) -> ExtendVote:
    return ExtendVote(area=AREA, round=ROUND, closes_at=to, at=at)


def test_the_closing_follows_the_timetable_when_it_moves_later() -> None:
    later = END_OF_MAY + 7 * DAY
    extended = OPEN.when(move(later)).then(VoteClosingMoved(closes_at=later))
    assert extended.state.closes_at == later
    extended.when(move(later)).then()


def test_an_open_vote_is_not_cut_short() -> None:
    OPEN.when(move(END_OF_MAY - DAY)).then_refused(VOTE_ONLY_EXTENDED)
    extended = OPEN.when(move(END_OF_MAY + DAY)).then(VoteClosingMoved(closes_at=END_OF_MAY + DAY))
    extended.when(move(END_OF_MAY)).then_refused(VOTE_ONLY_EXTENDED)


def test_a_rehearsal_is_cut_short() -> None:
    rehearsed = given(vote, *ADDED, rehearsal())
    sooner = END_OF_MAY - DAY
    rehearsed.when(move(sooner)).then(VoteClosingMoved(closes_at=sooner))
    rehearsed.when(move(NOON)).then(VoteClosingMoved(closes_at=NOON), VoteClosed())


def test_a_vote_that_has_not_opened_takes_its_closing_from_the_timetable_then() -> None:
    given(vote, *ADDED).when(move(END_OF_MAY)).then()


def test_a_vote_held_anew_is_extended_by_itself() -> None:
    later = END_OF_MAY + DAY
    extended = ANEW.when(extend(later)).then(VoteClosingMoved(closes_at=later))
    extended.when(extend(later)).then()
    extended.when(extend(END_OF_MAY)).then_refused(VOTE_ONLY_EXTENDED)
    ANEW.when(move(later)).then()


def test_the_first_edition_is_extended_by_its_timetable_alone() -> None:
    OPEN.when(extend(END_OF_MAY + DAY)).then_refused(CLOSES_BY_TIMETABLE)


def test_only_an_open_vote_is_extended() -> None:
    later = END_OF_MAY + DAY
    given(vote, *ADDED).when(extend(later)).then_refused(VOTE_NOT_OPEN)
    given(vote, *ADDED, opened(), ANNULLED).when(extend(later)).then_refused(VOTE_ANNULLED)
    ANEW.when(extend(later, at=END_OF_MAY)).then_refused(VOTE_CLOSED)
    given(vote, *ANEW.events, VoteClosed()).when(extend(later)).then_refused(VOTE_CLOSED)


def test_a_closed_vote_stays_closed() -> None:
    closed = OPEN.when(CLOSE).then(VoteClosed())
    closed.when(CLOSE).then()
    closed.when(move(END_OF_MAY + DAY)).then()


def test_a_vote_is_not_closed_before_its_time() -> None:
    for early, reason in ((timedelta(hours=1), VOTE_STILL_OPEN), (timedelta(seconds=1), TOO_EARLY)):
        OPEN.when(CloseVote(area=AREA, round=ROUND, at=END_OF_MAY - early)).then_refused(reason)


def test_a_vote_that_never_opened_cannot_close() -> None:
    given(vote, *ADDED).when(CLOSE).then_refused(UNKNOWN_VOTE)
