"""Outcomes that two independent programs agreed on (`expected.json` beside the elections)."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cli.count import profile
from services.voting.domain.counting import Profile, count
from shared.contracts.areas import CountingRule, RuleName, TieOrder
from shared.pabulib import read

SCORED_ALIKE = {"card", "points", "rank"}
"""Of their utilities those our scores are made of; their `borda` gives the last on a ballot 0."""

NAMES = {
    "greedy_total": RuleName.GREEDY,
    "greedy_no_skip": RuleName.GREEDY_NO_SKIP,
    "greedy_per_cost": RuleName.GREEDY_PER_COST,
}


@pytest.fixture(scope="session")
def cases(pabulib_dir: Path) -> list[tuple[Profile, dict[str, Any]]]:
    expected = json.loads((pabulib_dir / "expected.json").read_text())
    return [(by_id(pabulib_dir / case["file"]), case["results"]) for case in expected["cases"]]


def by_id(path: Path) -> Profile:
    """Their tie-break is the cheaper, then the lower id."""
    ballots = profile(read(path))
    return msgspec.structs.replace(ballots, items=tuple(sorted(ballots.items, key=lambda item: item.id)))


@pytest.mark.parametrize("key", NAMES)
def test_greedy_outcomes_are_the_expected_ones(cases: list[tuple[Profile, dict[str, Any]]], key: str) -> None:
    rule = CountingRule(NAMES[key], tie_order=TieOrder.CHEAPER_FIRST)
    for ballots, results in cases:
        selected = list(count(ballots, rule).selected)
        assert [selected] == [outcomes[key] for utility, outcomes in results.items() if utility in SCORED_ALIKE]
