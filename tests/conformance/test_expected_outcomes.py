"""Outcomes that two independent programs agreed on (`expected.json` beside the elections)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cli.count import profile
from services.voting.domain.counting import Outcome, Profile, count, tally
from shared.contracts.contests import Completion, CountingRule, RuleName, Utility
from shared.pabulib import read

UTILITIES = {
    "cost": Utility.COST,
    "card": Utility.CARDINALITY,
    "points": Utility.POINTS,
    "points_cost": Utility.COST,
    "rank": Utility.BORDA,
    "borda": Utility.BORDA,  # theirs: the last on a ballot gets 0
}
GREEDY = {
    "greedy_total": RuleName.GREEDY,
    "greedy_no_skip": RuleName.GREEDY_NO_SKIP,
    "greedy_per_cost": RuleName.GREEDY_PER_COST,
}

COARSER_STEPS = "US_Stanford_Dataset_PB_Chicago_35th_Ward_2021_vote_rankings.pb"
"""There they raised the shares by 100 units at a time. Steps of 1 lead to the same items, at another share."""


@dataclass(frozen=True)
class Case:
    file: str
    utility: str
    ballots: Profile
    results: dict[str, Any]

    def count(self, rule: RuleName, completion: Completion = Completion.NONE) -> Outcome:
        return count(self.ballots, CountingRule(rule, utility=UTILITIES[self.utility], completion=completion))


@pytest.fixture(scope="session")
def cases(pabulib_dir: Path) -> list[Case]:
    expected = json.loads((pabulib_dir / "expected.json").read_text())
    return [case for each in expected["cases"] for case in _cases(pabulib_dir / each["file"], each["results"])]


def _cases(path: Path, results: dict[str, Any]) -> Iterator[Case]:
    ballots = in_their_tie_order(profile(read(path)))
    for utility, outcomes in results.items():
        yield Case(path.name, utility, less_one(ballots) if utility == "borda" else ballots, outcomes)


def in_their_tie_order(ballots: Profile) -> Profile:
    """The cheaper, then the one of more votes, then the lower id."""
    votes = tally(ballots)
    ordered = sorted(ballots.items, key=lambda item: (item.cost_cents, -votes[item.id].votes, item.id))
    return msgspec.structs.replace(ballots, items=tuple(ordered))


def less_one(ballots: Profile) -> Profile:
    scores = {tuple((id_, n - 1) for id_, n in scores): people for scores, people in ballots.ballots.items()}
    return msgspec.structs.replace(ballots, ballots=scores)


def each(cases: list[Case], *keys: str) -> Iterator[Case]:
    return (case for case in cases if case.results.keys() >= set(keys))


@pytest.mark.parametrize("key", GREEDY)
def test_greedy_outcomes_are_the_expected_ones(cases: list[Case], key: str) -> None:
    for case in each(cases, key):
        assert (case.file, list(case.count(GREEDY[key]).selected)) == (case.file, case.results[key])


def test_phragmen_outcomes_are_the_expected_ones(cases: list[Case]) -> None:
    compared = [(case.count(RuleName.PHRAGMEN).selected, case.results["phragmen"]) for case in each(cases, "phragmen")]
    assert compared
    assert all(list(selected) == expected for selected, expected in compared)


def test_equal_shares_buy_the_expected_items_in_the_expected_order(cases: list[Case]) -> None:
    for case in each(cases, "mes_none"):
        outcome = case.count(RuleName.EQUAL_SHARES)
        assert (case.file, list(outcome.selected)) == (case.file, case.results["mes_none"])
        assert outcome.ties == ()


def test_the_utilitarian_completion_adds_the_expected_items(cases: list[Case]) -> None:
    for case in each(cases, "mes_util_completion"):
        outcome = case.count(RuleName.EQUAL_SHARES, Completion.UTILITARIAN)
        assert (case.file, list(outcome.selected)) == (case.file, case.results["mes_util_completion"])


@pytest.mark.parametrize(
    ("completion", "variant"),
    [(Completion.EXHAUSTIVE, "exact_start_stop_exhaustive"), (Completion.ADD1U, "integral_start_run_to_overspend")],
)
def test_raised_shares_buy_the_expected_items(cases: list[Case], completion: Completion, variant: str) -> None:
    for case in each(cases, f"add1_{variant}", f"add1u_{variant}"):
        outcome, expected = case.count(RuleName.EQUAL_SHARES, completion), case.results[f"add1_{variant}"]
        bought = [item.id for item in outcome.items if item.price]
        assert (case.file, bought) == (case.file, expected["winners"])
        assert list(outcome.selected) == case.results[f"add1u_{variant}"]
        if case.file != COARSER_STEPS:
            assert Fraction(outcome.share or 0) == 100 * Fraction(expected["endowment"])


def test_first_payments_are_the_expected_fractions(cases: list[Case]) -> None:
    """Of approvals: there their price is in units for a vote, as ours is in cents."""
    for case in each(cases, "mes_first_payments"):
        if case.utility in {"cost", "card"}:
            bought = case.count(RuleName.EQUAL_SHARES).items[: len(case.results["mes_first_payments"])]
            paid = [[item.id, Fraction(item.price or 0) / 100] for item in bought]
            assert paid == [[id_, Fraction(price)] for id_, price in case.results["mes_first_payments"]]
