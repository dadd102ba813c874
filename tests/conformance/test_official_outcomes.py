"""Every published election that states a rule and an outcome is recounted from its ballots.

The others are named in `deviations.py`.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from cli.count import UnsupportedRule, official_rule, profile
from services.voting.domain.counting import Outcome, Profile, Reason, Tally, count, tally
from shared.contracts.contests import CountingRule, RuleName, TieOrder
from shared.pabulib import Election, read
from tests.conformance.deviations import NO_OUTCOME, NOT_RECOUNTED, NOTHING_STATED, OTHER_MONEY

DECIDED_BY_TIE_BREAK = {
    "Poland_Warszawa_2023_Ursus.pb": ("387", "311"),
    "Poland_Warszawa_2026_Marymont-Potok_Stary_Zoliborz.pb": ("683", "1068"),
}
"""File: the equals of which only some could be paid. The cheaper won; it also stands first in the file."""

TIED_ON_THE_WAY = {"Netherlands_Assen_2024.pb": ("2", "11")}
"""File: equals at a share tried on the way. Either order leads to the same outcome."""

COUNTED_OTHERWISE = {
    ("Poland_Warszawa_2026_Szczesliwice.pb", "468"): "the city counts an id that stands twice on one ballot twice",
}
"""Items whose official votes or score are not those of the ballots in the file."""


CUSTOM = "greedy-custom"
"""Poznań: greedy-no-skip; what then does not fit is paid with other money if 80 % of its cost are left."""
HELPED = 2  # and 3: with what other districts did not use


@dataclass(frozen=True)
class Recount:
    election: Election
    ballots: Profile
    tallies: Mapping[str, Tally]
    outcome: Outcome | None
    """None where the file states no rule that is counted here."""

    def by(self, rule: CountingRule) -> Outcome:
        return count(self.ballots, rule)


@pytest.fixture(scope="session")
def recounts(pabulib_dir: Path) -> dict[str, Recount]:
    return {path.name: recount(path) for path in sorted(pabulib_dir.glob("*.pb"))}


def recount(path: Path) -> Recount:
    election = read(path)
    ballots = profile(election)
    try:
        outcome = count(ballots, official_rule(election))
    except UnsupportedRule:
        outcome = None
    return Recount(msgspec.structs.replace(election, ballots=()), ballots, tally(ballots), outcome)


def stated(recounts: Mapping[str, Recount]) -> dict[str, tuple[frozenset[str], Outcome]]:
    return {
        name: (each.election.official, each.outcome)
        for name, each in recounts.items()
        if each.election.official is not None and each.outcome
    }


def test_every_official_outcome_is_reproduced_but_those_of_the_named_files(recounts: Mapping[str, Recount]) -> None:
    reproduced = {name for name, (official, outcome) in stated(recounts).items() if official == set(outcome.selected)}
    assert recounts.keys() - reproduced == set(NOT_RECOUNTED)


def test_a_file_is_not_recounted_for_the_reason_that_is_named(recounts: Mapping[str, Recount]) -> None:
    for name, reason in NOT_RECOUNTED.items():
        election = recounts[name].election
        states_a_rule = election.rule != "unknown"
        assert (name, states_a_rule) == (name, reason in {NO_OUTCOME, OTHER_MONEY})
        assert (name, election.official is None) == (name, reason in {NO_OUTCOME, NOTHING_STATED})


def test_more_than_a_hundred_elections_are_recounted(recounts: Mapping[str, Recount]) -> None:
    counted = Counter(each.election.rule for name, each in recounts.items() if name in stated(recounts))
    assert counted == {
        "greedy": 44,
        "greedy-threshold": 46,
        "greedy-no-skip": 36,
        "greedy-exclusive": 8,
        "equalshares/add1": 2,
    }


def test_elections_that_are_not_recounted_state_no_rule_or_one_that_spends_other_money(
    recounts: Mapping[str, Recount],
) -> None:
    assert {each.election.rule for each in recounts.values() if each.outcome is None} == {"unknown", CUSTOM}


def test_without_other_money_poznan_is_greedy_without_skipping(recounts: Mapping[str, Recount]) -> None:
    for name, each in custom(recounts):
        paid = {project.id for project in each.election.projects if project.selected == 1}
        assert (name, set(each.by(CountingRule(RuleName.GREEDY_NO_SKIP)).selected)) == (name, paid)


def test_other_money_goes_to_the_project_that_four_fifths_are_left_for(recounts: Mapping[str, Recount]) -> None:
    for name, each in custom(recounts):
        helped = {project.id for project in each.election.projects if project.selected == HELPED}
        items = each.by(CountingRule(RuleName.GREEDY_NO_SKIP)).items
        first_out = [item for item in items if item.reason is Reason.TOO_EXPENSIVE]
        assert (name, {item.id for item in first_out if 5 * item.left_cents >= 4 * item.cost_cents}) == (name, helped)


def custom(recounts: Mapping[str, Recount]) -> list[tuple[str, Recount]]:
    return [(name, each) for name, each in recounts.items() if each.election.rule == CUSTOM]


def test_a_tie_break_decides_just_where_it_is_known_to(recounts: Mapping[str, Recount]) -> None:
    tied = {name: outcome.ties for name, (_, outcome) in stated(recounts).items() if outcome.ties}
    assert tied == {name: (equals,) for name, equals in (DECIDED_BY_TIE_BREAK | TIED_ON_THE_WAY).items()}


def test_equals_on_the_way_decide_nothing(recounts: Mapping[str, Recount]) -> None:
    for name in TIED_ON_THE_WAY:
        official, outcome = stated(recounts)[name]
        turned = msgspec.structs.replace(recounts[name].ballots, items=recounts[name].ballots.items[::-1])
        assert set(count(turned, outcome.rule).selected) == official


@pytest.mark.parametrize(("order", "same"), [(TieOrder.CHEAPER_FIRST, True), (TieOrder.DEARER_FIRST, False)])
def test_among_equals_the_cities_paid_the_cheaper(
    recounts: Mapping[str, Recount], order: TieOrder, *, same: bool
) -> None:
    for name in DECIDED_BY_TIE_BREAK:
        official, outcome = stated(recounts)[name]
        other = recounts[name].by(msgspec.structs.replace(outcome.rule, tie_order=order))
        assert (official == set(other.selected)) is same


def test_votes_and_scores_are_the_official_ones(recounts: Mapping[str, Recount]) -> None:
    differing = {
        (name, project.id)
        for name, each in recounts.items()
        for project in each.election.projects
        if project.votes not in {None, each.tallies[project.id].votes}
        or project.score not in {None, each.tallies[project.id].score}
    }
    assert differing == set(COUNTED_OTHERWISE)
