"""The same elections counted by pabutools. It is no dependency here: it is GPL, and requires proprietary gurobipy.

Skipped unless it is installed beside: `uv pip install pabutools`.
"""

from pathlib import Path
from typing import Any

import pytest

from cli.count import profile
from services.voting.domain.counting import Profile, count, tally
from shared.contracts.areas import CountingRule, RuleName, TieOrder, Utility
from shared.pabulib import read

rules: Any = pytest.importorskip("pabutools.rules")
elections: Any = pytest.importorskip("pabutools.election")
tie_breaking: Any = pytest.importorskip("pabutools.tiebreaking")

FEW_BALLOTS = 2_000
BUYS_WITHOUT_SUPPORTERS = RuleName.PHRAGMEN
"""At the end pabutools has nobody pay for items that nobody supports; here these are never bought."""


def approvals(pabulib_dir: Path) -> list[tuple[str, Profile]]:
    read_all = ((path.name, read(path)) for path in sorted(pabulib_dir.glob("*.pb")) if path.stat().st_size < 300_000)
    return [
        (name, profile(election))
        for name, election in read_all
        if election.vote_type == "approval" and len(election.ballots) <= FEW_BALLOTS
    ]


def by_pabutools(rule: CountingRule, ballots: Profile) -> set[str]:
    projects = {item.id: elections.Project(item.id, item.cost_cents) for item in ballots.items}
    instance = elections.Instance(projects.values(), budget_limit=ballots.budget_cents)
    cast = elections.ApprovalMultiProfile(instance=instance)
    for scores, people in ballots.ballots.items():
        cast[elections.FrozenApprovalBallot(projects[id_] for id_, _ in scores)] = people
    published = [item.id for item in ballots.items]
    ties = tie_breaking.TieBreakingRule(lambda _instance, _profile, project: published.index(project.name))
    if rule.name is RuleName.PHRAGMEN:
        winners = rules.sequential_phragmen(instance, cast, tie_breaking=ties)
    else:
        gains = elections.Cost_Sat if rule.utility is Utility.COST else elections.Cardinality_Sat
        winners = rules.method_of_equal_shares(instance, cast, sat_class=gains, tie_breaking=ties)
    return {winner.name for winner in winners}


@pytest.mark.parametrize(
    "rule",
    [
        CountingRule(RuleName.EQUAL_SHARES, tie_order=TieOrder.PUBLISHED, utility=Utility.COST),
        CountingRule(RuleName.EQUAL_SHARES, tie_order=TieOrder.PUBLISHED, utility=Utility.CARDINALITY),
        CountingRule(RuleName.PHRAGMEN, tie_order=TieOrder.PUBLISHED),
    ],
    ids=["equal-shares-cost", "equal-shares-cardinality", "phragmen"],
)
def test_pabutools_funds_the_same(pabulib_dir: Path, rule: CountingRule) -> None:
    compared = approvals(pabulib_dir)
    assert len(compared) > 30
    for name, ballots in compared:
        winners = by_pabutools(rule, ballots)
        if rule.name is BUYS_WITHOUT_SUPPORTERS:
            winners = {id_ for id_ in winners if tally(ballots)[id_].votes}
        assert (name, winners) == (name, set(count(ballots, rule).selected))
