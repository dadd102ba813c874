"""Every published election that states a greedy rule and an outcome is recounted from its ballots."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from cli.count import UnsupportedRule, official_rule, profile
from services.voting.domain.counting import Outcome, Tally, count, tally
from shared.contracts.areas import TieOrder
from shared.pabulib import Project, read

DEVIATIONS: Mapping[str, str] = {}
"""File: why its outcome is not the rule's. None of the files here deviates in the published order."""

DECIDED_BY_TIE_BREAK = {
    "Poland_Warszawa_2023_Ursus.pb": ("387", "311"),
    "Poland_Warszawa_2026_Marymont-Potok_Stary_Zoliborz.pb": ("683", "1068"),
}
"""File: the equals of which only some could be paid. The cheaper won; it also stands first in the file."""

COUNTED_OTHERWISE = {
    ("Poland_Warszawa_2026_Szczesliwice.pb", "468"): "the city counts an id that stands twice on one ballot twice",
}
"""Items whose official votes or score are not those of the ballots in the file."""


@dataclass(frozen=True)
class Recount:
    projects: tuple[Project, ...]
    tallies: Mapping[str, Tally]
    official: frozenset[str] | None
    outcomes: Mapping[TieOrder, Outcome]
    """Empty where the file states no rule that is counted here."""


@pytest.fixture(scope="session")
def recounts(pabulib_dir: Path) -> dict[str, Recount]:
    return {path.name: recount(path) for path in sorted(pabulib_dir.glob("*.pb"))}


def recount(path: Path) -> Recount:
    election = read(path)
    ballots = profile(election)
    try:
        rule = official_rule(election)
    except UnsupportedRule:
        outcomes: dict[TieOrder, Outcome] = {}
    else:
        outcomes = {order: count(ballots, msgspec.structs.replace(rule, tie_order=order)) for order in TieOrder}
    return Recount(election.projects, tally(ballots), election.official, outcomes)


def stated(recounts: Mapping[str, Recount]) -> dict[str, tuple[frozenset[str], Mapping[TieOrder, Outcome]]]:
    return {
        name: (each.official, each.outcomes)
        for name, each in recounts.items()
        if each.official is not None and each.outcomes
    }


def test_the_official_outcome_is_reproduced(recounts: Mapping[str, Recount]) -> None:
    differing = {
        name
        for name, (official, outcomes) in stated(recounts).items()
        if official != set(outcomes[TieOrder.PUBLISHED].selected)
    }
    assert differing == set(DEVIATIONS)


def test_more_than_a_hundred_elections_are_recounted(recounts: Mapping[str, Recount]) -> None:
    assert len(stated(recounts)) > 100


def test_a_tie_break_decides_just_where_it_is_known_to(recounts: Mapping[str, Recount]) -> None:
    tied = {
        name: outcomes[TieOrder.PUBLISHED].ties
        for name, (_, outcomes) in stated(recounts).items()
        if outcomes[TieOrder.PUBLISHED].ties
    }
    assert tied == {name: (equals,) for name, equals in DECIDED_BY_TIE_BREAK.items()}


@pytest.mark.parametrize(("order", "same"), [(TieOrder.CHEAPER_FIRST, True), (TieOrder.DEARER_FIRST, False)])
def test_among_equals_the_cities_paid_the_cheaper(
    recounts: Mapping[str, Recount], order: TieOrder, *, same: bool
) -> None:
    for name in DECIDED_BY_TIE_BREAK:
        official, outcomes = stated(recounts)[name]
        assert (official == set(outcomes[order].selected)) is same


def test_votes_and_scores_are_the_official_ones(recounts: Mapping[str, Recount]) -> None:
    differing = {
        (name, project.id)
        for name, each in recounts.items()
        for project in each.projects
        if project.votes not in {None, each.tallies[project.id].votes}
        or project.score not in {None, each.tallies[project.id].score}
    }
    assert differing == set(COUNTED_OTHERWISE)
