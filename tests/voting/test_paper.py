"""Papers are entered twice, and count when two people read them alike."""

import pytest
from cryptography.exceptions import InvalidTag

from services.voting.domain.paper import Entered, Entering, Settling, paper
from services.voting.domain.paper_book import PaperBook
from services.voting.domain.papers import Papers
from services.voting.domain.sealing import marks, widest
from services.voting.domain.state import Vote
from services.voting.domain.vote import vote
from shared.contracts.ballots import TOO_MANY_CHOICES
from shared.contracts.certification import VOTE_ANNULLED, VoteAnnulled
from shared.contracts.paper import (
    BATCH_SEALED,
    PAPERS_AWAITED,
    PAPERS_DIFFER,
    PAPERS_NOT_AGREED,
    UNKNOWN_PAPER_BATCH,
    UNKNOWN_SERIAL,
    Agreement,
    EnterPaper,
    OpenPaperBatch,
    PaperEntered,
    PaperFoundInvalid,
    PapersSettled,
    PaperStruck,
    RejectPaper,
    SealPaperBatch,
    StrikePaper,
    TakeInPaperBatch,
)
from shared.contracts.results import InvalidReason
from shared.contracts.voting import (
    VOTE_CLOSED,
    VOTE_NOT_OPEN,
    VOTE_STILL_OPEN,
    PaperBatchOpened,
    PaperBatchTakenIn,
    VoteClosed,
)
from shared.decider import Given
from shared.testing import History, given
from tests.voting.sample import ADDED, AREA, BOX, END_OF_MAY, NOON, ROUND, choices, clerk, opened
from tests.voting.test_vote import COUNT_IT, COUNTED

BATCH, BOOK = "library", PaperBook(b"p" * 32)
BATCH_OPENED = PaperBatchOpened(batch=BATCH, place="Kirjasto")
OPEN = vote.over((*ADDED, opened(), BATCH_OPENED), vote.initial)
CLOSED = vote.over((VoteClosed(),), OPEN)
ANNULLED = vote.over((VoteAnnulled(edition=1, reason="Väärä hinta"),), OPEN)


def entering(command: Entered, vote: Vote = OPEN) -> Given[Entered, Entering]:
    id_ = BOOK.id_of(BATCH, command.serial)
    return Given(command, Entering(vote, id_, BOOK.seal(id_, command.serial), BOX))


def enter(serial: str, *proposals: str, by: str = "kirsti") -> EnterPaper:
    return EnterPaper(
        area=AREA, round=ROUND, batch=BATCH, serial=serial, choices=choices(*proposals), by=clerk(by), at=NOON
    )


def reject(serial: str, reason: InvalidReason, by: str = "kirsti") -> RejectPaper:
    return RejectPaper(area=AREA, round=ROUND, batch=BATCH, serial=serial, reason=reason, by=clerk(by), at=NOON)


def strike(serial: str, by: str = "kirsti") -> StrikePaper:
    return StrikePaper(area=AREA, round=ROUND, batch=BATCH, serial=serial, by=clerk(by), at=NOON)


def seal(handed_in: int, note: str = "", vote: Vote = CLOSED) -> Given[SealPaperBatch, Settling]:
    command = SealPaperBatch(area=AREA, round=ROUND, batch=BATCH, note=note, by=clerk("kaisa"), at=END_OF_MAY)
    return Given(command, Settling(vote, handed_in))


def entered(serial: str, *proposals: str, by: str = "kirsti") -> PaperEntered:
    terms, id_ = opened(), BOOK.id_of(BATCH, serial)
    content = BOX.seal(id_, 1, marks(terms, choices(*proposals)), widest(terms)).content
    return PaperEntered(round=ROUND, edition=1, paper=id_, serial=BOOK.seal(id_, serial), sealed=content, by=by)


def invalid(serial: str, reason: InvalidReason, by: str = "kirsti") -> PaperFoundInvalid:
    id_ = BOOK.id_of(BATCH, serial)
    return PaperFoundInvalid(round=ROUND, edition=1, paper=id_, serial=BOOK.seal(id_, serial), reason=reason, by=by)


def settled(papers: int, handed_in: int, note: str = "") -> PapersSettled:
    return PapersSettled(round=ROUND, edition=1, papers=papers, handed_in=handed_in, note=note, by="kaisa")


TWICE = (entered("1", "rink"), entered("1", "rink", by="kai"))


def agreement(history: History[Papers], serial: str = "1") -> Agreement:
    return history.state.agreement(BOOK.id_of(BATCH, serial))


def test_a_paper_two_people_read_alike_is_agreed() -> None:
    once = given(paper).when(entering(enter("1", "rink", "lights"))).then(entered("1", "rink", "lights"))
    assert agreement(once) is Agreement.ONCE
    twice = once.when(entering(enter("1", "lights", "rink", by="kai"))).then(entered("1", "rink", "lights", by="kai"))
    assert agreement(twice) is Agreement.AGREED


def test_entering_the_same_again_changes_nothing_and_is_no_second_reading() -> None:
    blank = InvalidReason.BLANK
    given(paper, entered("1", "rink")).when(entering(enter("1", "rink"))).then()
    given(paper, invalid("1", blank)).when(entering(reject("1", blank))).then()


def test_two_readings_that_differ_are_entered_until_they_agree() -> None:
    differ = given(paper, entered("1", "rink"), entered("1", "lights", by="kai"))
    assert agreement(differ) is Agreement.DIFFERS
    third = differ.when(entering(enter("1", "rink", by="liisa"))).then(entered("1", "rink", by="liisa"))
    assert agreement(third) is Agreement.DIFFERS
    alike = third.when(entering(enter("1", "rink", by="kai"))).then(entered("1", "rink", by="kai"))
    assert agreement(alike) is Agreement.AGREED


def test_two_people_agree_also_on_why_a_paper_does_not_count() -> None:
    blank, unclear = InvalidReason.BLANK, InvalidReason.UNCLEAR
    once = given(paper).when(entering(reject("1", blank))).then(invalid("1", blank))
    differ = once.when(entering(reject("1", unclear, by="kai"))).then(invalid("1", unclear, by="kai"))
    assert agreement(differ) is Agreement.DIFFERS
    alike = differ.when(entering(reject("1", blank, by="kai"))).then(invalid("1", blank, by="kai"))
    assert agreement(alike) is Agreement.AGREED


def test_a_paper_keeps_to_the_limits_of_a_ballot() -> None:
    too_many = entering(enter("1", "rink", "benches", "lights"))
    given(paper).when(too_many).then_refused(TOO_MANY_CHOICES, max=2, contest="Kevät")


def test_an_entry_under_a_wrong_serial_is_struck_for_all_who_made_it() -> None:
    struck = PaperStruck(round=ROUND, edition=1, paper=BOOK.id_of(BATCH, "1"), by="kai")
    history = given(paper, *TWICE, entered("2", "rink")).when(entering(strike("1", by="kai"))).then(struck)
    assert set(history.state.entries) == {BOOK.id_of(BATCH, "2")}
    history.when(entering(strike("1"))).then_refused(UNKNOWN_SERIAL, serial="1")


def test_papers_are_entered_after_the_closing_too() -> None:
    given(paper).when(entering(enter("1", "rink"), CLOSED)).then(entered("1", "rink"))


def test_an_annulled_vote_takes_no_paper() -> None:
    given(paper).when(entering(enter("1", "rink"), ANNULLED)).then_refused(VOTE_ANNULLED)


def test_a_batch_belongs_to_one_edition_of_a_vote() -> None:
    anew = vote.over((opened(),), ANNULLED)
    given(paper).when(entering(enter("1", "rink"), anew)).then_refused(UNKNOWN_PAPER_BATCH)


def test_a_batch_whose_papers_are_agreed_and_as_many_as_were_handed_in_is_sealed_once() -> None:
    sealed = given(paper, *TWICE).when(seal(handed_in=1)).then(settled(1, 1))
    sealed.when(seal(handed_in=1)).then()


def test_a_batch_without_papers_is_sealed() -> None:
    given(paper).when(seal(handed_in=0)).then(settled(0, 0))


def test_a_batch_is_sealed_when_the_vote_has_closed_and_nobody_hands_in_any_more() -> None:
    given(paper, *TWICE).when(seal(handed_in=1, vote=OPEN)).then_refused(VOTE_STILL_OPEN)


def test_no_batch_is_sealed_with_a_paper_that_two_people_do_not_agree_on() -> None:
    once, differing = entered("2", "rink"), (entered("3", "rink"), entered("3", "lights", by="kai"))
    unsettled = given(paper, *TWICE, once, *differing)
    unsettled.when(seal(handed_in=3, note="!")).then_refused(PAPERS_NOT_AGREED, once=1, differing=1)


def test_a_paper_more_or_less_than_handed_in_needs_a_note() -> None:
    history = given(paper, *TWICE)
    history.when(seal(handed_in=2, note=" ")).then_refused(PAPERS_DIFFER, papers=1, handed_in=2)
    history.when(seal(handed_in=2, note="Yksi vei lipun mukanaan")).then(settled(1, 2, "Yksi vei lipun mukanaan"))


def test_a_sealed_batch_stays_as_it_is() -> None:
    history = given(paper, *TWICE, settled(1, 1))
    for late in (enter("2", "rink"), reject("1", InvalidReason.BLANK), strike("1")):
        history.when(entering(late, CLOSED)).then_refused(BATCH_SEALED)


OPEN_BATCH = OpenPaperBatch(area=AREA, round=ROUND, batch=BATCH, place="Kirjasto", by=clerk(), at=NOON)
TAKE_IN = TakeInPaperBatch(area=AREA, round=ROUND, batch=BATCH, at=END_OF_MAY)


def test_a_batch_is_opened_once_while_the_vote_takes_ballots() -> None:
    given(vote, *ADDED).when(OPEN_BATCH).then_refused(VOTE_NOT_OPEN)
    given(vote, *ADDED, opened()).when(OPEN_BATCH).then(BATCH_OPENED).when(OPEN_BATCH).then()
    given(vote, *ADDED, opened(), VoteClosed()).when(OPEN_BATCH).then_refused(VOTE_CLOSED)


def test_the_count_waits_until_every_batch_is_taken_in() -> None:
    closed = given(vote, *ADDED, opened(), BATCH_OPENED, VoteClosed())
    closed.when(COUNT_IT).then_refused(PAPERS_AWAITED)
    taken_in = closed.when(TAKE_IN).then(PaperBatchTakenIn(batch=BATCH))
    taken_in.when(TAKE_IN).then()
    taken_in.when(COUNT_IT).then(COUNTED)


def test_a_vote_held_anew_waits_for_no_paper_of_the_annulled_one() -> None:
    anew = given(vote, *ADDED, opened(), BATCH_OPENED, VoteAnnulled(edition=1, reason="Väärä hinta"), opened())
    anew.when(TAKE_IN).then_refused(UNKNOWN_PAPER_BATCH)
    assert not anew.state.awaits_papers


def test_only_with_the_key_is_a_paper_found_by_its_serial_or_the_serial_of_a_paper() -> None:
    id_ = BOOK.id_of(BATCH, "0042")
    assert BOOK.serial(id_, BOOK.seal(id_, "0042")) == "0042"
    assert len({BOOK.id_of(batch, serial) for batch in ("a", "b") for serial in ("1", "01")}) == 4
    other = PaperBook(b"q" * 32)
    assert other.id_of(BATCH, "0042") != id_
    with pytest.raises(InvalidTag):
        other.serial(id_, BOOK.seal(id_, "0042"))
    assert len({len(BOOK.seal(id_, serial)) for serial in ("1", "12345678")}) == 1
