from services.voting.domain.vote import vote
from shared.contracts.ballots import NOT_AN_ITEM
from shared.contracts.certification import VoteAnnulled
from shared.contracts.voting import (
    BALLOT_FIXED,
    RIVALS_ALONE,
    RIVALS_APART,
    Item,
    ItemAdded,
    NameRivals,
    Rivals,
    RivalsNamed,
)
from shared.testing import given
from tests.voting.sample import ADDED, AREA, ROUND, opened
from tests.voting.test_certification import reopen
from tests.voting.test_vote import OPEN

ON_ONE_PLOT = (("rink", "lights"),)


def name(rivals: Rivals) -> NameRivals:
    return NameRivals(area=AREA, round=ROUND, rivals=rivals)


def test_rivals_are_named_before_the_vote_and_frozen_when_it_opens() -> None:
    named = given(vote, *ADDED).when(name(ON_ONE_PLOT)).then(RivalsNamed(rivals=ON_ONE_PLOT))
    told = named.when(name(ON_ONE_PLOT)).then().when(OPEN).told
    assert isinstance(told, list)
    assert told[0].rivals == ON_ONE_PLOT
    given(vote, *ADDED, opened()).when(name(ON_ONE_PLOT)).then_refused(BALLOT_FIXED)


def test_naming_others_takes_the_first_ones_back() -> None:
    given(vote, *ADDED, RivalsNamed(rivals=ON_ONE_PLOT)).when(name(())).then(RivalsNamed(rivals=()))


def test_rivals_are_several_proposals_of_one_contest_on_the_ballot() -> None:
    history = given(vote, *ADDED, ItemAdded(item=Item("tram", "Ratikka", 1, "city")))
    for group in (("rink",), ("rink", "rink")):
        history.when(name((group,))).then_refused(RIVALS_ALONE)
    history.when(name((("rink", "palace"),))).then_refused(NOT_AN_ITEM, proposal="palace")
    history.when(name((("rink", "tram"),))).then_refused(RIVALS_APART)


def test_a_vote_held_anew_keeps_the_rivals_that_are_still_on_the_ballot() -> None:
    rivals = (("rink", "lights"), ("benches", "lights", "rink"))
    history = given(vote, *ADDED, opened(rivals=rivals), VoteAnnulled(edition=1, reason="Väärä hinta"))
    for asked, kept in ((reopen("lights"), (("benches", "rink"),)), (reopen(rivals=ON_ONE_PLOT), ON_ONE_PLOT)):
        told = history.when(asked).told
        assert isinstance(told, list)
        assert told[-1].rivals == kept
