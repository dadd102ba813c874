"""The ballot is fixed when the vote is announced, and opens as it was announced."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from services.voting.domain.ballot import ballot
from services.voting.domain.opening import Opening
from services.voting.domain.vote import vote
from shared.contracts.certification import VOTE_ANNULLED, AnnulVote, ReopenVote, VoteAnnulled
from shared.contracts.contests import RollCriteria
from shared.contracts.ideas import WRONG_PHASE
from shared.contracts.rounds import Phase, PhaseTime, Timetable
from shared.contracts.voting import (
    NOTHING_TO_VOTE_ON,
    OTHER_BALLOT,
    VOTE_NOT_OPEN,
    AnnounceVote,
    Item,
    ItemLeftOut,
    MoveClosing,
    OpenVote,
    VoteAnnounced,
    VoteClosed,
    VoteClosingMoved,
)
from shared.decider import Given
from shared.testing import given
from tests.voting.sample import ADDED, AREA, END_OF_MAY, ITEMS, NOON, ROUND, SEED, cast, held_anew, opened
from tests.voting.test_vote import OPEN, TERMS, add

START = TERMS.timetable.start_of(Phase.VOTING)
SEEN = tuple(item.proposal for item in ITEMS)
ASKED = AnnounceVote(area=AREA, round=ROUND, proposals=SEEN, at=START - timedelta(days=1))
ANNOUNCE = Given(ASKED, Opening(TERMS, SEED))
ANNOUNCED = VoteAnnounced(opens_at=START, terms=opened())
KNOWN = given(vote, *ADDED, ANNOUNCED)
ANNUL = AnnulVote(area=AREA, round=ROUND, reason="Väärä hinta")
ANNULLED = VoteAnnulled(edition=1, reason="Väärä hinta")


def test_the_announcement_freezes_what_the_opening_would() -> None:
    given(vote, *ADDED).when(ANNOUNCE).then(ANNOUNCED).when(ANNOUNCE).then()
    assert ANNOUNCED.public


def test_an_empty_ballot_is_not_announced() -> None:
    given(vote).when(ANNOUNCE).then_refused(NOTHING_TO_VOTE_ON)


def test_what_its_coordinator_saw_is_announced() -> None:
    for proposals in (SEEN[1:], (*SEEN, "on-its-way"), ()):
        other = Given(replace(ANNOUNCE.command, proposals=proposals), ANNOUNCE.facts)
        given(vote, *ADDED).when(other).then_refused(OTHER_BALLOT)


def test_a_vote_is_announced_while_planning() -> None:
    late = Given(replace(ANNOUNCE.command, at=START), ANNOUNCE.facts)
    given(vote, *ADDED).when(late).then_refused(WRONG_PHASE, needed=Phase.PLANNING)


def test_what_comes_when_the_vote_is_announced_is_left_out() -> None:
    KNOWN.when(add(Item("late", "Myöhässä", 1_00))).then(ItemLeftOut(proposal="late"))


def test_an_announced_vote_takes_no_ballot_yet() -> None:
    given(ballot).when(cast("rink", vote=KNOWN.state)).then_refused(VOTE_NOT_OPEN)


def test_it_opens_by_the_terms_that_were_announced() -> None:
    changed = replace(TERMS, roll=RollCriteria(min_age=16), name="Toinen", contests=())
    KNOWN.when(Given(OPEN.command, Opening(changed, SEED))).then(opened())


def test_the_timetable_moves_the_closing_of_an_announced_vote_either_way() -> None:
    for days in (-1, 1):
        closes_at = END_OF_MAY + timedelta(days=days)
        move = MoveClosing(area=AREA, round=ROUND, closes_at=closes_at, at=NOON)
        moved = KNOWN.when(move).then(VoteClosingMoved(closes_at=closes_at))
        moved.when(_opening_until(closes_at)).then(replace(opened(), closes_at=closes_at))


def test_it_opens_until_the_time_of_the_timetable_also_where_the_vote_has_not_heard_of_it() -> None:
    later = END_OF_MAY + timedelta(days=1)
    KNOWN.when(_opening_until(later)).then(replace(opened(), closes_at=later))


def test_announced_and_opened_after_its_time_it_is_closed_at_once() -> None:
    late = Given(OpenVote(area=AREA, round=ROUND, at=END_OF_MAY), Opening(TERMS, SEED))
    KNOWN.when(late).then(opened(), VoteClosed())


def test_an_announced_vote_that_is_annulled_does_not_open_and_can_be_held_anew() -> None:
    annulled = KNOWN.when(ANNUL).then(ANNULLED)
    annulled.when(OPEN).then_refused(VOTE_ANNULLED)
    again = ReopenVote(area=AREA, round=ROUND, closes_at=END_OF_MAY, at=NOON)
    told = annulled.when(Given(again, SEED)).told
    assert isinstance(told, list)
    assert [event.edition for event in told] == [held_anew().edition]


def _opening_until(closes_at: datetime) -> Given[OpenVote, Opening]:
    phases = tuple(
        PhaseTime(item.phase, closes_at) if item.phase is Phase.RESULT else item for item in TERMS.timetable.phases
    )
    return Given(OPEN.command, Opening(replace(TERMS, timetable=Timetable(phases)), SEED))
