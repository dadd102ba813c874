from base64 import b32decode, b32encode
from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from services.voting.domain.merkle import root
from services.voting.domain.round_keys import RoundKeys
from services.voting.domain.sealing import Box, marks, widest
from shared.contracts.contests import BallotLimits, BallotStyle
from tests.voting.sample import BOX, choices, opened

ranks = st.lists(st.tuples(st.integers(0, 999), st.integers(1, 1_000_000)), max_size=20).map(tuple)


@given(ranks)
def test_what_is_sealed_can_be_opened_with_the_box_key(said: tuple[tuple[int, int], ...]) -> None:
    sealed = BOX.seal("b1", 1, said, 500)
    assert BOX.open("b1", sealed.content) == (sealed.receipt, said)


@given(ranks, ranks)
def test_all_ballots_of_a_vote_are_as_long(
    one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]
) -> None:
    assert len(BOX.seal("b1", 1, one, 500).content) == len(BOX.seal("b1", 20, other, 500).content)


def test_nobody_opens_it_with_another_key_or_as_another_ballot() -> None:
    sealed = BOX.seal("b1", 1, ((0, 1),), 20)
    for box, ballot in ((Box(b"x" * 32), "b1"), (BOX, "b2")):
        with pytest.raises(InvalidTag):
            box.open(ballot, sealed.content)


def test_a_receipt_binds_ballot_revision_and_choices() -> None:
    sealed = {
        BOX.seal("b1", 1, ((0, 1),), 20),
        BOX.seal("b1", 1, ((1, 1),), 20),
        BOX.seal("b1", 2, ((0, 1),), 20),
        BOX.seal("b2", 1, ((0, 1),), 20),
        Box(b"x" * 32).seal("b1", 1, ((0, 1),), 20),
    }
    assert len({one.receipt for one in sealed}) == len({one.content for one in sealed}) == 5
    assert BOX.seal("b1", 1, ((0, 1),), 20) in sealed


def test_a_receipt_is_base_32() -> None:
    receipt = BOX.seal("b1", 1, ((0, 1),), 20).receipt
    assert b32encode(b32decode(receipt.upper())).decode().lower() == receipt
    assert len(b32decode(receipt.upper())) == 20


@pytest.mark.parametrize("style", list(BallotStyle))
def test_the_fullest_ballot_fits_the_length_of_all(style: BallotStyle) -> None:
    terms = opened(BallotLimits(style, max_choices=3, max_points=99))
    chosen = ("rink",) if style is BallotStyle.CHOOSE_ONE else ("rink", "benches", "lights")
    said = marks(terms, choices(*chosen, points=99 if "ing" in style or "ive" in style else 1))
    least = len(BOX.seal("b", 1, (), widest(terms)).content)
    assert len(BOX.seal("b", 1, said, widest(terms)).content) == least


def test_the_order_of_choices_matters_in_a_ranking_alone() -> None:
    one_way, other_way = choices("rink", "lights"), choices("lights", "rink")
    ranking, approval = opened(BallotLimits(BallotStyle.ORDINAL)), opened()
    assert marks(ranking, one_way) != marks(ranking, other_way)
    assert marks(approval, one_way) == marks(approval, other_way)


def test_a_person_has_one_ballot_in_a_round_and_another_one_in_the_next() -> None:
    this, next_ = (RoundKeys(key * 32, b"", "") for key in (b"a", b"b"))
    ids = {this.ballot_id("anna"), this.ballot_id("anna"), this.ballot_id("bo"), next_.ballot_id("anna")}
    assert len(ids) == 3


def test_keys_are_not_shown() -> None:
    keys = RoundKeys(b"link" * 8, b"boxy" * 8, "seed")
    assert not any(word in f"{keys} {keys!r} {keys.box!r}" for word in ("link", "boxy", "seed"))


def test_the_root_is_that_of_rfc_9162() -> None:
    def leaf(text: str) -> bytes:
        return sha256(b"\x00" + text.encode()).digest()

    def node(left: bytes, right: bytes) -> bytes:
        return sha256(b"\x01" + left + right).digest()

    a, b, c, d, e = map(leaf, "abcde")
    assert root([]) == sha256().hexdigest()
    assert root(["a"]) == a.hex()
    assert root(["c", "a", "b"]) == node(node(a, b), c).hex()
    assert root("edcba") == node(node(node(a, b), node(c, d)), e).hex()
