"""A published ballot is found by its receipt, with what its voter paid."""

import pytest
from msgspec.structs import replace

from services.voting.domain.published import found
from services.voting.domain.sealing import Box, open_all
from shared.contracts.ballots import NOT_AMONG_BALLOTS, Choice, Paid
from shared.contracts.contests import CountingRule, RuleName, Utility
from shared.messages import Refused
from tests.voting.sample import BOX
from tests.voting.test_bundle import bundle
from tests.voting.test_contests import NORTH, terms
from tests.voting.test_contests import bundle as of_contests

SHARES = CountingRule(RuleName.EQUAL_SHARES, utility=Utility.COST)
SAID = open_all(BOX, bundle().ballots).by_receipt


def receipt_of(ballot: str) -> str:
    return BOX.open(ballot, bundle().ballots[ballot])[0]


def test_whoever_has_a_receipt_sees_what_the_ballot_says() -> None:
    told = found(bundle().vote, SAID, receipt_of("b1"))
    assert (told.choices, told.paid) == ((Choice("rink"), Choice("benches")), ())


def test_another_receipt_finds_nothing() -> None:
    other = Box(b"x" * 32).seal("b1", 1, ((0, 1),), 40).receipt
    with pytest.raises(Refused, match=NOT_AMONG_BALLOTS.code):
        found(bundle().vote, SAID, other)


def test_where_supporters_pay_together_each_sees_what_they_paid() -> None:
    shared = bundle(rule=SHARES).vote
    assert [item.price for item in shared.counted.contests[0].items if item.price] == ["1500000"]
    assert found(shared, SAID, receipt_of("b1")).paid == (Paid("rink", "1500000"),)


def test_who_pays_is_told_contest_by_contest() -> None:
    published = of_contests(terms(north=replace(NORTH, rule=SHARES)))
    said = open_all(BOX, published.ballots).by_receipt
    by_ballot = {
        ballot: found(published.vote, said, BOX.open(ballot, it)[0]) for ballot, it in published.ballots.items()
    }
    assert by_ballot["b2"].paid == ()
    assert [one.proposal for one in by_ballot["b3"].paid] == ["slide"]
