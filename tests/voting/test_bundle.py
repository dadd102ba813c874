import io
import zipfile
from contextlib import suppress
from datetime import timedelta

import pytest
from msgspec.structs import replace

from cli.count import official_rule, profile
from services.voting.domain.bundle import Bundle, Certified, MalformedBundle, pack, unpack
from services.voting.domain.counting import count
from services.voting.domain.election import elections
from services.voting.domain.merkle import root
from services.voting.domain.sealing import Marks
from services.voting.domain.tallying import outcomes, results
from services.voting.domain.terms import frozen
from services.voting.domain.verification import verify
from shared.contracts.contests import WHOLE, BallotLimits, BallotStyle, CountingRule, TieOrder
from shared.contracts.results import VoteResult
from shared.contracts.voting import Rivals
from shared.pabulib import parse
from tests.voting.sample import BOX, END_OF_MAY, NOON, SEED, opened, whole

SAID: dict[str, Marks] = {"b1": ((0, 1), (1, 1)), "b2": ((0, 1),), "b3": ((2, 1),)}


def bundle(
    said: dict[str, Marks] = SAID,
    rule: CountingRule | None = None,
    rivals: Rivals = (),
    limits: BallotLimits | None = None,
) -> Bundle:
    terms = opened()
    terms = frozen(
        edition=1,
        items=terms.items,
        contests=(replace(whole(limits), rule=rule or CountingRule()),),
        rivals=rivals,
        roll=terms.roll,
        closes_at=terms.closes_at,
        seed=SEED,
    )
    sealed = {ballot: BOX.seal(ballot, 1, marks, 40) for ballot, marks in said.items()}
    by_receipt = {sealed[ballot].receipt: marks for ballot, marks in said.items()}
    receipts = tuple(sorted(by_receipt))
    counted = VoteResult(
        ballots=len(said),
        contests=results(terms, outcomes(terms, said.values(), SEED)),
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
    return Bundle(vote, contents, receipts, elections(vote, by_receipt))


def complaints(bundle: Bundle) -> list[str]:
    return [check.of for check in verify(bundle) if check.found]


def changed(**vote: object) -> Bundle:
    whole = bundle()
    return replace(whole, vote=replace(whole.vote, **vote))


def test_what_is_packed_is_unpacked_and_always_the_same_bytes() -> None:
    assert unpack(pack(bundle())) == bundle()
    assert pack(bundle()) == pack(unpack(pack(bundle())))


def test_an_honest_bundle_passes_every_check() -> None:
    assert complaints(bundle()) == []
    assert len(list(verify(bundle()))) == 8


def test_an_extension_is_no_change_of_terms() -> None:
    later = replace(opened(), closes_at=END_OF_MAY + timedelta(days=1))
    assert complaints(changed(opened=later)) == []


def test_other_terms_are_found_out() -> None:
    other = replace(opened(), contests=(whole(budget_cents=60_000_00),))
    assert "the terms are those whose hash was published" in complaints(changed(opened=other))


def test_another_seed_is_found_out() -> None:
    other = replace(bundle().vote.counted, seed="another")
    assert complaints(changed(counted=other)) == ["the seed is the one whose hash was published"]


def test_another_winner_is_found_out() -> None:
    counted = bundle().vote.counted
    contest = counted.contests[0]
    other = replace(counted, contests=(replace(contest, selected=contest.selected[::-1]),))
    assert "the ballots count to the published result" in complaints(changed(counted=other))


def test_a_ballot_put_in_taken_out_or_exchanged_is_found_out() -> None:
    honest = bundle()
    for said in ({**SAID, "b4": ((0, 1),)}, {"b1": SAID["b1"], "b2": SAID["b2"]}, {**SAID, "b2": ((2, 1),)}):
        forged = replace(honest, ballots=bundle(said).ballots)
        assert "every ballot's receipt is in the list, and no other" in complaints(forged)
        relisted = replace(forged, receipts=bundle(said).receipts)
        assert "the receipts are those under the published root" in complaints(relisted)


def test_a_ballot_above_its_limit_is_found_out() -> None:
    stuffed = bundle({**SAID, "b4": ((0, 1), (1, 1), (2, 1))})
    assert complaints(stuffed) == ["every ballot keeps to the limits"]


def test_a_ballot_that_takes_points_away_or_names_no_proposal_is_found_out() -> None:
    points = BallotLimits(style=BallotStyle.CUMULATIVE, max_choices=2, max_points=10)
    for marks in (((0, 1_000), (1, -995)), ((-1, 1),)):
        assert "every ballot keeps to the limits" in complaints(bundle({**SAID, "b4": marks}, limits=points))
    beyond = replace(bundle(), ballots={"b4": BOX.seal("b4", 1, ((9, 1),), 40).content})
    assert "every ballot keeps to the limits" in complaints(beyond)


def test_a_result_without_a_contest_is_found_out() -> None:
    counted = replace(bundle().vote.counted, contests=())
    with pytest.raises(MalformedBundle):
        unpack(pack(changed(counted=counted)))


def test_another_key_opens_nothing() -> None:
    assert complaints(changed(box_key="00" * 32)) == ["the box key opens every ballot"]


def test_what_is_no_bundle_is_refused_in_words() -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    packed = pack(bundle())
    damaged = [packed[:at] + bytes([packed[at] ^ 0xFF]) + packed[at + 1 :] for at in range(len(packed))]
    for data in damaged:
        with suppress(MalformedBundle):
            unpack(data)
    for data in (b"", b"PK", empty.getvalue()):
        with pytest.raises(MalformedBundle):
            unpack(data)


def test_the_election_is_recounted_from_its_file_to_the_same_winners() -> None:
    election = parse(io.StringIO(bundle().elections[WHOLE]))
    recount = count(profile(election), official_rule(election))
    assert recount.selected == bundle().vote.counted.contests[0].selected
    assert election.official == frozenset(recount.selected)
    assert {ballot.voter_id for ballot in election.ballots} == set(bundle().receipts)


def test_lots_drawn_by_the_seed_are_drawn_again_from_the_file() -> None:
    drawn = bundle({"b1": ((0, 1),), "b2": ((1, 1),), "b3": ((2, 1),)}, CountingRule(tie_order=TieOrder.DRAW))
    assert complaints(drawn) == []
    election = parse(io.StringIO(drawn.elections[WHOLE]))
    assert count(profile(election), official_rule(election)).selected == drawn.vote.counted.contests[0].selected


def test_another_election_file_is_found_out() -> None:
    forged = replace(bundle(), elections={WHOLE: bundle().elections[WHOLE].replace("rink,benches", "rink")})
    assert complaints(forged) == ["the election files hold these ballots and this result"]
