"""One ballot, several contests: my district and the whole city, each with its own money, limits and voters."""

import io
from datetime import date

import pytest
from msgspec.structs import replace

from cli.count import official_rule, profile
from services.voting.domain.ballot import Polling, ballot
from services.voting.domain.bundle import Bundle, Certified, pack, unpack
from services.voting.domain.counting import count
from services.voting.domain.election import elections
from services.voting.domain.limits import require_within
from services.voting.domain.merkle import root
from services.voting.domain.paper import Entering, paper
from services.voting.domain.sealing import Marks, choices, marks, widest
from services.voting.domain.state import Vote
from services.voting.domain.tallying import outcomes, results
from services.voting.domain.terms import frozen
from services.voting.domain.verification import verify
from services.voting.domain.vote import vote
from shared.contracts.ballots import NOT_IN_CONTEST, TOO_FEW_CHOICES, TOO_MANY_CHOICES, Choice
from shared.contracts.contests import BallotLimits, BallotStyle, Contest, CountingRule, RollCriteria, RuleName
from shared.contracts.paper import NOT_IN_BATCH, EnterPaper, HandInPaper
from shared.contracts.results import VoteResult
from shared.contracts.voting import Item, PaperBatchOpened, Rivals, VoteOpened
from shared.decider import Given
from shared.messages import Actor, Refused
from shared.pabulib import parse
from shared.testing import given
from tests.voting.sample import (
    AREA,
    BALLOT,
    BOX,
    END_OF_MAY,
    GROUPS,
    NOON,
    ROUND,
    SEED,
    cast,
    clerk,
    handed_in,
    resident,
)

CITY = Contest("city", "Koko kaupunki", 100_00, BallotLimits(BallotStyle.ORDINAL, max_choices=2))
NORTH = Contest("north", "Pohjoinen", 50_00, BallotLimits(max_choices=1), homes=(AREA,), schools=("pohjoisen-koulu",))
ITEMS = (
    Item("tram", "Ratikka", 90_00, "city"),
    Item("swing", "Keinu", 30_00, "north"),
    Item("park", "Puisto", 40_00, "city"),
    Item("slide", "Liukumäki", 30_00, "north"),
)


def terms(city: Contest = CITY, north: Contest = NORTH, rivals: Rivals = ()) -> VoteOpened:
    return frozen(
        edition=1,
        items=ITEMS,
        contests=(city, north),
        rivals=rivals,
        roll=RollCriteria(),
        closes_at=END_OF_MAY,
        seed=SEED,
    )


OPEN: Vote = vote.over([terms()], vote.initial)


def test_one_ballot_chooses_in_each_contest() -> None:
    history = given(ballot).when(cast("park", "slide", "tram", vote=OPEN))
    assert isinstance(history.told, list)
    assert BOX.open("5ea1", history.told[0].sealed)[1] == ((2, 1), (0, 1), (3, 1))  # a ranking, then an approval


def test_a_contest_may_be_passed_over_but_not_the_whole_ballot() -> None:
    require_within(terms(), (Choice("swing"),))
    with pytest.raises(Refused, match=TOO_FEW_CHOICES.code):
        require_within(terms(), ())


def test_each_contest_has_its_own_limits() -> None:
    asked = cast("tram", "park", "swing", "slide", vote=OPEN)
    given(ballot).when(asked).then_refused(TOO_MANY_CHOICES, max=1, contest="Pohjoinen")
    picky = vote.over([terms(city=replace(CITY, limits=BallotLimits(min_choices=2)))], vote.initial)
    few = cast("tram", "swing", vote=picky)
    given(ballot).when(few).then_refused(TOO_FEW_CHOICES, min=2, contest="Koko kaupunki")


def test_a_district_is_decided_by_those_who_live_or_go_to_school_there() -> None:
    elsewhere = resident(home="etela")
    given(ballot).when(cast("swing", vote=OPEN, by=elsewhere)).then_refused(NOT_IN_CONTEST, contest="Pohjoinen")
    for voter, choice in ((elsewhere, "tram"), (resident(home="etela", school="pohjoisen-koulu"), "swing")):
        assert given(ballot).when(cast(choice, vote=OPEN, by=voter)).told


def test_papers_of_a_district_are_a_batch_of_their_own() -> None:
    batches = (PaperBatchOpened(batch="all", place="Kirjasto"), PaperBatchOpened(batch="n", place="Koulu", home=AREA))
    held = vote.over(batches, OPEN)
    northerner, elsewhere = resident(), resident(home="etela")

    def hand_in(batch: str, voter: Actor) -> Given[HandInPaper, Polling]:
        command = HandInPaper(area=AREA, round=ROUND, batch=batch, voter=voter, by=clerk(), at=NOON)
        return Given(command, Polling(held, BALLOT, BOX, GROUPS))

    def enter(batch: str) -> Given[EnterPaper, Entering]:
        said = (Choice("tram"), Choice("swing"))
        command = EnterPaper(area=AREA, round=ROUND, batch=batch, serial="1", choices=said, by=clerk(), at=NOON)
        return Given(command, Entering(held, "p1", b"", BOX))

    for batch, voter in (("all", elsewhere), ("all", northerner), ("n", northerner)):
        given(ballot).when(hand_in(batch, voter)).then(handed_in(batch, voter))
    given(ballot).when(hand_in("n", elsewhere)).then_refused(NOT_IN_CONTEST, contest="Pohjoinen")
    given(paper).when(enter("all")).then_refused(NOT_IN_BATCH, contest="Pohjoinen")
    assert given(paper).when(enter("n")).told


def test_every_ballot_of_several_contests_is_as_long() -> None:
    full, short = (marks(terms(), [Choice(id_) for id_ in ids]) for ids in (("tram", "park", "swing"), ("swing",)))
    length = widest(terms())
    assert len(BOX.seal("b", 1, full, length).content) == len(BOX.seal("b", 9, short, length).content)
    assert [choice.proposal for choice in choices(terms(), full)] == ["tram", "park", "swing"]


SAID: dict[str, Marks] = {
    "b1": ((0, 1), (2, 1), (1, 1)),
    "b2": ((2, 1),),
    "b3": ((2, 1), (0, 1), (3, 1)),
    "b4": ((3, 1),),
}


def test_each_contest_is_counted_by_itself_with_its_own_money_and_rule() -> None:
    shares = replace(NORTH, rule=CountingRule(RuleName.EQUAL_SHARES))
    city, north = results(terms(north=shares), outcomes(terms(north=shares), SAID.values(), SEED))
    assert (city.contest, city.ballots, city.selected, city.spent_cents) == ("city", 3, ("park",), 40_00)
    assert (north.contest, north.ballots, north.selected, north.spent_cents) == ("north", 3, ("slide",), 30_00)
    assert {item.proposal: item.score for item in city.items} == {"tram": 3, "park": 4}


def bundle(opened: VoteOpened) -> Bundle:
    sealed = {ballot: BOX.seal(ballot, 1, said, widest(opened)) for ballot, said in SAID.items()}
    by_receipt = {sealed[ballot].receipt: said for ballot, said in SAID.items()}
    counted = VoteResult(
        ballots=len(SAID),
        contests=results(opened, outcomes(opened, SAID.values(), SEED)),
        receipts_root=root(by_receipt),
        seed=SEED,
    )
    vote_ = Certified(
        area=AREA,
        round="r1",
        name="Kierros",
        place="Petonen",
        begins=date(2027, 5, 1),
        ends=date(2027, 5, 31),
        opened=opened,
        counted=counted,
        box_key=BOX.key.hex(),
    )
    contents = {ballot: one.content for ballot, one in sealed.items()}
    return Bundle(vote_, contents, tuple(sorted(by_receipt)), elections(vote_, by_receipt))


def test_each_contest_is_published_as_an_election_of_its_own_that_recounts_to_the_same_winners() -> None:
    published = unpack(pack(bundle(terms())))
    assert [check.of for check in verify(published) if check.found] == []
    for result in published.vote.counted.contests:
        election = parse(io.StringIO(published.elections[result.contest]))
        assert count(profile(election), official_rule(election)).selected == result.selected
        assert len(election.ballots) == result.ballots
    assert "subunit;Pohjoinen" in published.elections["north"]


def test_rivals_are_told_in_the_election_file_so_that_it_recounts_to_the_same_winners() -> None:
    rich = replace(CITY, budget_cents=200_00)
    city, _ = bundle(terms(rich, rivals=(("tram", "park"),))).vote.counted.contests
    assert city.selected == ("park",)
    assert {item.proposal: item.reason for item in city.items} == {"tram": "rival_funded", "park": "funded"}
    published = bundle(terms(rich, rivals=(("tram", "park"),)))
    election = parse(io.StringIO(published.elections["city"]))
    assert election.rule == "greedy-exclusive"
    assert count(profile(election), official_rule(election)).selected == ("park",)
    assert "greedy-exclusive" not in published.elections["north"]
