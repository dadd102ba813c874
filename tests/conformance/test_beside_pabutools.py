"""The same elections counted by pabutools. It is no dependency here: it is GPL, and requires proprietary gurobipy.

Skipped unless it is installed beside: `uv pip install pabutools`.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from cli.count import profile
from services.voting.domain.counting import Profile, count, tally
from shared.contracts.contests import Completion, CountingRule, RuleName, Utility
from shared.pabulib import read

rules: Any = pytest.importorskip("pabutools.rules")
elections: Any = pytest.importorskip("pabutools.election")
tie_breaking: Any = pytest.importorskip("pabutools.tiebreaking")

FEW_BALLOTS = 2_000
BUYS_WITHOUT_SUPPORTERS = RuleName.PHRAGMEN
"""At the end pabutools has nobody pay for items that nobody supports; here these are never bought."""

Winners = Iterable[Any]
COST, CARDINALITY = elections.Cost_Sat, elections.Cardinality_Sat
"""Its greedy rule goes by gain for the money: the gain of the cost leaves the votes, that of one the votes per cost."""


def approvals(pabulib_dir: Path) -> list[tuple[str, Profile]]:
    read_all = ((path.name, read(path)) for path in sorted(pabulib_dir.glob("*.pb")) if path.stat().st_size < 300_000)
    return [
        (name, profile(election))
        for name, election in read_all
        if election.vote_type == "approval" and len(election.ballots) <= FEW_BALLOTS
    ]


class Peer:
    """pabutools with our ballots and our tie order."""

    def __init__(self, ballots: Profile) -> None:
        projects = {item.id: elections.Project(item.id, item.cost_cents) for item in ballots.items}
        published = [item.id for item in ballots.items]
        self.instance = elections.Instance(projects.values(), budget_limit=ballots.budget_cents)
        self.ties = tie_breaking.TieBreakingRule(lambda _instance, _profile, project: published.index(project.name))
        self.cast = elections.ApprovalMultiProfile(instance=self.instance)
        for scores, people in ballots.ballots.items():
            self.cast[elections.FrozenApprovalBallot(projects[id_] for id_, _ in scores)] = people

    def phragmen(self) -> Winners:
        return self._winners(rules.sequential_phragmen(self.instance, self.cast, tie_breaking=self.ties))

    def greedy(self, gain: type) -> Winners:
        return self._winners(rules.greedy_utilitarian_welfare(self.instance, self.cast, **self._by(gain)))

    def equal_shares(self, gain: type) -> Winners:
        return self._winners(rules.method_of_equal_shares(self.instance, self.cast, **self._by(gain)))

    def filled_up(self) -> Winners:
        ways = [rules.method_of_equal_shares, rules.greedy_utilitarian_welfare]
        return self._winners(rules.completion_by_rule_combination(self.instance, self.cast, ways, self._both()))

    def compared(self) -> Winners:
        """Of two that are preferred by as many, Equal Shares."""
        ways = [rules.method_of_equal_shares, rules.greedy_utilitarian_welfare]
        return self._winners(rules.popularity_comparison(self.instance, self.cast, COST, ways, self._both())[0])

    def _by(self, gain: type) -> Mapping[str, Any]:
        return {"sat_class": gain, "tie_breaking": self.ties}

    def _both(self) -> list[Mapping[str, Any]]:
        return [self._by(COST), self._by(COST)]

    def _winners(self, allocation: Winners) -> set[str]:
        return {project.name for project in allocation}


SHARED = RuleName.EQUAL_SHARES
COMPARED: Mapping[str, tuple[CountingRule, Callable[[Peer], Winners]]] = {
    "greedy": (CountingRule(RuleName.GREEDY), lambda peer: peer.greedy(COST)),
    "greedy-per-cost": (CountingRule(RuleName.GREEDY_PER_COST), lambda peer: peer.greedy(CARDINALITY)),
    "phragmen": (CountingRule(RuleName.PHRAGMEN), Peer.phragmen),
    "cost": (CountingRule(SHARED, utility=Utility.COST), lambda peer: peer.equal_shares(COST)),
    "cardinality": (CountingRule(SHARED, utility=Utility.CARDINALITY), lambda peer: peer.equal_shares(CARDINALITY)),
    "utilitarian": (CountingRule(SHARED, utility=Utility.COST, completion=Completion.UTILITARIAN), Peer.filled_up),
    "comparison": (CountingRule(SHARED, utility=Utility.COST, comparison=True), Peer.compared),
}


@pytest.mark.parametrize("way", COMPARED)
def test_pabutools_funds_the_same(pabulib_dir: Path, way: str) -> None:
    rule, by_peer = COMPARED[way]
    compared = approvals(pabulib_dir)
    assert len(compared) > 30
    for name, ballots in compared:
        winners = by_peer(Peer(ballots))
        if rule.name is BUYS_WITHOUT_SUPPORTERS:
            winners = {id_ for id_ in winners if tally(ballots)[id_].votes}
        assert (name, set(winners)) == (name, set(count(ballots, rule).selected))
