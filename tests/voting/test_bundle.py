import io
import zipfile
from datetime import timedelta

import msgspec
import pytest

from cli.count import official_rule, profile
from services.voting.domain.bundle import Bundle, Certified, MalformedBundle, pack, unpack
from services.voting.domain.counting import count
from services.voting.domain.election import election
from services.voting.domain.merkle import root
from services.voting.domain.sealing import Marks
from services.voting.domain.tallying import outcome
from services.voting.domain.terms import frozen
from services.voting.domain.verification import verify
from services.voting.domain.vote import results
from shared.contracts.areas import CountingRule, TieOrder
from shared.contracts.voting import VoteCounted
from shared.pabulib import parse
from tests.voting.sample import BOX, END_OF_MAY, NOON, SEED, opened

SAID: dict[str, Marks] = {"b1": ((0, 1), (1, 1)), "b2": ((0, 1),), "b3": ((2, 1),)}


def bundle(said: dict[str, Marks] = SAID, rule: CountingRule | None = None) -> Bundle:
    terms = opened()
    terms = frozen(
        edition=1,
        items=terms.items,
        budget_cents=terms.budget_cents,
        limits=terms.limits,
        rule=rule or terms.rule,
        roll=terms.roll,
        closes_at=terms.closes_at,
        seed=SEED,
    )
    found = outcome(terms, said.values(), SEED)
    sealed = {ballot: BOX.seal(ballot, 1, marks, 40) for ballot, marks in said.items()}
    by_receipt = {sealed[ballot].receipt: marks for ballot, marks in said.items()}
    receipts = tuple(sorted(by_receipt))
    counted = VoteCounted(
        ballots=found.ballots,
        selected=found.selected,
        spent_cents=found.spent_cents,
        items=results(found),
        ties=found.ties,
        receipts_root=root(receipts),
        seed=SEED,
    )
    vote = Certified(
        area="petonen",
        round="r1",
        name="Kierros",
        place="Petonen",
        begins=NOON.date(),
        ends=END_OF_MAY.date(),
        opened=terms,
        counted=counted,
        box_key=BOX.key.hex(),
    )
    contents = {ballot: one.content for ballot, one in sealed.items()}
    return Bundle(vote, contents, receipts, election(vote, by_receipt))


def complaints(bundle: Bundle) -> list[str]:
    return [check.of for check in verify(bundle) if check.found]


def changed(**vote: object) -> Bundle:
    whole = bundle()
    return msgspec.structs.replace(whole, vote=msgspec.structs.replace(whole.vote, **vote))


def test_what_is_packed_is_unpacked_and_always_the_same_bytes() -> None:
    assert unpack(pack(bundle())) == bundle()
    assert pack(bundle()) == pack(unpack(pack(bundle())))


def test_an_honest_bundle_passes_every_check() -> None:
    assert complaints(bundle()) == []
    assert len(list(verify(bundle()))) == 8


def test_an_extension_is_no_change_of_terms() -> None:
    later = msgspec.structs.replace(opened(), closes_at=END_OF_MAY + timedelta(days=1))
    assert complaints(changed(opened=later)) == []


def test_other_terms_are_found_out() -> None:
    other = msgspec.structs.replace(opened(), budget_cents=60_000_00)
    assert "the terms are those whose hash was published" in complaints(changed(opened=other))


def test_another_seed_is_found_out() -> None:
    other = msgspec.structs.replace(bundle().vote.counted, seed="another")
    assert complaints(changed(counted=other)) == ["the seed is the one whose hash was published"]


def test_another_winner_is_found_out() -> None:
    counted = bundle().vote.counted
    other = msgspec.structs.replace(counted, selected=counted.selected[::-1])
    assert "the ballots count to the published result" in complaints(changed(counted=other))


def test_a_ballot_put_in_taken_out_or_exchanged_is_found_out() -> None:
    honest = bundle()
    for said in ({**SAID, "b4": ((0, 1),)}, {"b1": SAID["b1"], "b2": SAID["b2"]}, {**SAID, "b2": ((2, 1),)}):
        forged = msgspec.structs.replace(honest, ballots=bundle(said).ballots)
        assert "every ballot's receipt is in the list, and no other" in complaints(forged)
        relisted = msgspec.structs.replace(forged, receipts=bundle(said).receipts)
        assert "the receipts are those under the published root" in complaints(relisted)


def test_a_ballot_above_its_limit_is_found_out() -> None:
    stuffed = bundle({**SAID, "b4": ((0, 1), (1, 1), (2, 1))})
    assert complaints(stuffed) == ["every ballot keeps to the limits"]


def test_another_key_opens_nothing() -> None:
    assert complaints(changed(box_key="00" * 32)) == ["the box key opens every ballot"]


def test_what_is_no_bundle_is_refused_in_words() -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for data in (b"", b"PK", empty.getvalue()):
        with pytest.raises(MalformedBundle):
            unpack(data)


def test_the_election_is_recounted_from_its_file_to_the_same_winners() -> None:
    election = parse(io.StringIO(bundle().election))
    recount = count(profile(election), official_rule(election))
    assert recount.selected == bundle().vote.counted.selected
    assert election.official == frozenset(recount.selected)
    assert {ballot.voter_id for ballot in election.ballots} == set(bundle().receipts)


def test_lots_drawn_by_the_seed_are_drawn_again_from_the_file() -> None:
    drawn = bundle({"b1": ((0, 1),), "b2": ((1, 1),), "b3": ((2, 1),)}, CountingRule(tie_order=TieOrder.DRAW))
    assert complaints(drawn) == []
    election = parse(io.StringIO(drawn.election))
    assert count(profile(election), official_rule(election)).selected == drawn.vote.counted.selected


def test_another_election_file_is_found_out() -> None:
    forged = msgspec.structs.replace(bundle(), election=bundle().election.replace("rink,benches", "rink"))
    assert complaints(forged) == ["election.pb holds these ballots and this result"]
