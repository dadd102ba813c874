from datetime import date

import pytest
from msgspec.structs import replace

from services.voting.domain.ballot import ballot
from services.voting.domain.code_book import CodeBook
from services.voting.domain.codes import Arrival, Issuing, admission, batch, edition_for_codes
from services.voting.domain.state import Vote
from services.voting.domain.vote import vote
from shared.contracts.ballots import ALREADY_VOTED, TOO_YOUNG, VoteCast
from shared.contracts.certification import VOTE_ANNULLED, VoteAnnulled
from shared.contracts.codes import (
    CODES_ISSUED_BEFORE,
    OTHER_VOTE,
    UNKNOWN_BATCH,
    AdmitAtDesk,
    CodesIssued,
    CodesVoided,
    IssueCodes,
    IssuedCode,
    NewCode,
    VoidCodes,
    VoterAdmitted,
)
from shared.contracts.participants import Channel
from shared.contracts.voting import VOTE_CLOSED, VOTE_NOT_OPEN, VoteClosed
from shared.decider import Given
from shared.messages import Actor, Admission, Refused, Role
from shared.testing import given
from tests.voting.sample import ADDED, AREA, NOON, ROUND, cast, open_vote, opened, resident, sealed

KAISA = Actor("kaisa", {Role.COORDINATOR: (AREA,)})
KIMMO = Actor("kimmo", {Role.CLERK: (AREA,)})
BOOK = CodeBook(b"c" * 32)
ONE, TWO = "0123456789AB", "CDEFGHJKMNPQ"
CLOSED = vote.over((*ADDED, opened(), VoteClosed()), vote.initial)


def issue(*codes: NewCode) -> Given[IssueCodes, Issuing]:
    command = IssueCodes(area=AREA, round=ROUND, batch="b1", label="6 B", home="petonen", codes=codes, by=KAISA)
    return Given(command, Issuing(1, tuple(BOOK.issued(new.code, new.person) for new in codes)))


def issued(*codes: IssuedCode) -> CodesIssued:
    return CodesIssued(round=ROUND, edition=1, label="6 B", home="petonen", codes=codes, by="kaisa")


def void(round_: str = ROUND) -> VoidCodes:
    return VoidCodes(area=AREA, round=round_, batch="b1", reason="Kirjeet katosivat", by=KAISA)


ISSUED = issued(BOOK.issued(ONE, None), BOOK.issued(TWO, "anna"))
VOIDED = CodesVoided(by="kaisa", reason="Kirjeet katosivat")


def test_codes_are_issued_for_somebody_or_for_nobody_in_particular() -> None:
    given(batch).when(issue(NewCode(ONE), NewCode(TWO, "anna"))).then(ISSUED)


def test_issuing_the_same_codes_again_changes_nothing() -> None:
    given(batch, ISSUED).when(issue(NewCode(ONE), NewCode(TWO, "anna"))).then()


def test_a_batch_is_never_given_other_codes() -> None:
    given(batch, ISSUED).when(issue(NewCode(ONE))).then_refused(CODES_ISSUED_BEFORE)


def test_a_lost_batch_is_voided_once() -> None:
    given(batch, ISSUED).when(void()).then(VOIDED).when(void()).then()


def test_what_was_not_issued_in_this_round_cannot_be_voided() -> None:
    given(batch).when(void()).then_refused(UNKNOWN_BATCH)
    given(batch, ISSUED).when(void("r2")).then_refused(UNKNOWN_BATCH)


def test_letters_go_out_before_the_vote_opens_and_while_it_is_open() -> None:
    assert [edition_for_codes(NOON, state) for state in (Vote(), open_vote())] == [1, 1]
    annulled = vote.over([VoteAnnulled(edition=1, reason="Väärä hinta")], open_vote())
    for ended, reason in ((CLOSED, VOTE_CLOSED), (annulled, VOTE_ANNULLED)):
        with pytest.raises(Refused, match=reason.code):
            edition_for_codes(NOON, ended)


def arrives(
    voter: Actor, code: str = ONE, vote: Vote | None = None, *, has_voted: bool = False
) -> Given[AdmitAtDesk, Arrival]:
    command = AdmitAtDesk(area=AREA, round=ROUND, code=code, voter=voter, by=KIMMO, at=NOON)
    return Given(command, Arrival(vote or open_vote(), BOOK.issued(code, voter.id), has_voted))


def admitted(code: str) -> VoterAdmitted:
    return VoterAdmitted(round=ROUND, edition=1, code=BOOK.issued(code, "anna"), by="kimmo")


def test_a_clerk_admits_who_is_on_the_roll() -> None:
    given(admission).when(arrives(resident())).then(admitted(ONE))


def test_another_code_takes_the_place_of_one_that_was_lost() -> None:
    given(admission, admitted(ONE)).when(arrives(resident(), TWO)).then(admitted(TWO))


def test_nobody_is_admitted_twice_too_young_or_at_another_time() -> None:
    given(admission).when(arrives(resident(), has_voted=True)).then_refused(ALREADY_VOTED)
    given(admission).when(arrives(resident(born=date(2020, 1, 1)))).then_refused(TOO_YOUNG, age=12)
    given(admission).when(arrives(resident(), vote=Vote())).then_refused(VOTE_NOT_OPEN)
    given(admission).when(arrives(resident(), vote=CLOSED)).then_refused(VOTE_CLOSED)


def let_in(role: Role, round_: str = ROUND, edition: int = 1) -> Actor:
    return Actor("anna", {role: (AREA,)}, admission=Admission(round_, edition))


BY_CODE, AT_DESK = let_in(Role.CODE_HOLDER), let_in(Role.DESK_VOTER)


def cast_by(channel: Channel) -> VoteCast:
    return replace(sealed("rink", by=BY_CODE), channel=channel)


def test_who_is_let_in_votes_without_being_asked_for_an_age() -> None:
    given(ballot).when(cast("rink", by=BY_CODE)).then(cast_by(Channel.CODE))
    given(ballot).when(cast("rink", by=AT_DESK)).then(cast_by(Channel.DESK))


@pytest.mark.parametrize("voter", [BY_CODE, AT_DESK])
def test_a_code_lets_into_one_vote_alone(voter: Actor) -> None:
    role = next(iter(voter.roles))
    given(ballot).when(cast("rink", by=let_in(role, "r2"))).then_refused(OTHER_VOTE)
    given(ballot).when(cast("rink", by=let_in(role, edition=2))).then_refused(OTHER_VOTE)
    given(ballot).when(cast("rink", by=Actor("anna", voter.roles))).then_refused(OTHER_VOTE)


@pytest.mark.parametrize(("voter", "channel"), [(BY_CODE, Channel.CODE), (AT_DESK, Channel.DESK)])
def test_by_code_one_votes_once_and_sending_it_twice_changes_nothing(voter: Actor, channel: Channel) -> None:
    given(ballot, cast_by(channel)).when(cast("rink", by=voter)).then()
    given(ballot, cast_by(channel)).when(cast("lights", by=voter)).then_refused(ALREADY_VOTED)


@pytest.mark.parametrize("first", list(Channel))
@pytest.mark.parametrize(
    ("voter", "channel"),
    [(resident(), Channel.ONLINE), (BY_CODE, Channel.CODE), (AT_DESK, Channel.DESK)],
)
def test_nobody_votes_again_in_another_way(first: Channel, voter: Actor, channel: Channel) -> None:
    if first is not channel:
        given(ballot, cast_by(first)).when(cast("rink", by=voter)).then_refused(ALREADY_VOTED)


def test_a_code_is_stored_as_what_nobody_can_use_or_tell_the_person_by() -> None:
    code = BOOK.issued(ONE, "anna")
    assert (ONE in repr(code), "anna" in repr(code), len(code.hash)) == (False, False, 32)
    assert BOOK.voter(code) == "anna"
    assert CodeBook(b"d" * 32).hash(ONE) != code.hash


def test_a_code_for_nobody_in_particular_votes_as_no_person_can_be_called() -> None:
    assert BOOK.voter(BOOK.issued(ONE, None)) == f"code:{BOOK.hash(ONE)}"


def test_no_message_shows_a_code_where_it_is_written_down() -> None:
    messages = (NewCode(ONE, "anna"), issue(NewCode(ONE)), arrives(resident()).command)
    assert ONE not in repr(messages)
