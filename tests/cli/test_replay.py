import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cli.elections import SHIPPED
from cli.replay.terms import CannotBeHeld, terms
from services.__main__ import main
from shared.contracts.contests import BallotLimits, BallotStyle, CountingRule, RuleName
from shared.pabulib import Ballot, Election, Project, read, write
from tests.faults.processes import Instance, instance

SMALL = {
    "Poland_Gdansk_2020_Vii_Dwor.pb": "cumulative",
    "Poland_Zabrze_2020_Helenka.pb": "choose-1",
    "Poland_Krakow_2018_Swoszowice.pb": "ordinal",
    "Poland_Warszawa_2018_Miedzylesie.pb": "approval",
}


@pytest.fixture(scope="module")
def lahio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    with instance(tmp_path_factory.mktemp("replay")) as running:
        yield running


def replay(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = main(["replay", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_the_shipped_election_has_its_official_outcome(lahio: Instance, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = replay(capsys, "--url", lahio.url)
    assert status == 0
    assert told.pop("ballots_per_second") > 0
    assert told.pop("area").startswith("replay-")
    assert told.pop("round")
    assert told == {
        "outcome": "same",
        "selected": ["p1", "p2", "p3", "p4"],
        "official": ["p1", "p2", "p3", "p4"],
        "official_source": "file",
        "ballots": 304,
        "cast": 304,
        "refused": {},
        "rule": "greedy",
    }


@pytest.mark.parametrize("name", SMALL)
def test_elections_of_every_style_have_their_outcome(
    name: str, lahio: Instance, pabulib_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    election = read(pabulib_dir / name)
    assert election.vote_type == SMALL[name]
    status, told = replay(capsys, str(pabulib_dir / name), "--url", lahio.url)
    assert (status, told["ballots"]) == (0, len(election.ballots))


def test_the_first_voters_alone_are_compared_with_their_own_count(
    lahio: Instance, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = replay(capsys, "--url", lahio.url, "--voters", "20")
    assert (status, told["outcome"], told["ballots"]) == (0, "same", 20)
    assert told["official_source"] == "offline count"


def test_an_outcome_that_differs_from_the_official_one_is_status_1(
    lahio: Instance, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = read(SHIPPED)
    wrong = [msgspec.structs.replace(project, selected=1) for project in shipped.projects]
    path = tmp_path / "wrong.pb"
    path.write_text(write(msgspec.structs.replace(shipped, projects=tuple(wrong), ballots=shipped.ballots[:10])))
    status, told = replay(capsys, str(path), "--url", lahio.url)
    assert (status, told["outcome"]) == (1, "different")


def test_the_table_sets_the_outcome_beside_the_official_one(
    lahio: Instance, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", "--url", lahio.url]) == 0
    told = capsys.readouterr()
    assert "official" in told.out
    assert "the outcome is the same as the official one" in told.out
    assert "304/304" in told.err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "No such file or directory"),
        ("METAL\n", "line 1: text before the first section"),
        (SHIPPED.read_text().replace("rule;greedy", "rule;lottery"), "the rule 'lottery' is not one of greedy,"),
    ],
)
def test_a_file_that_cannot_be_replayed_is_one_clear_line(
    text: str | None, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "election.pb"
    if text:
        path.write_text(text)
    assert main(["replay", str(path)]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://127.0.0.1:1", "No Lähiö answers there: start one with make run."),
        ("127.0.0.1:8000", "An address begins with http:// or https://."),
    ],
)
def test_nobody_there_is_one_clear_line(url: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "--url", url]) == 2
    assert capsys.readouterr().err == f"lahio replay: {url}: {sentence}\n"


def election(*ballots: Ballot, **meta: str) -> Election:
    projects = (Project("a", 60_00), Project("b", 50_00), Project("c", 1_00))
    return Election({"vote_type": "approval", "rule": "greedy", **meta}, 100_00, projects, ballots)


def test_the_rounds_limits_are_those_of_the_file() -> None:
    held = terms(election(Ballot("1", ("a",)), max_length="2", min_length="1", max_sum_cost="99.50"))
    assert held.limits == BallotLimits(max_choices=2, max_cost_cents=99_50)
    assert not held.widened


def test_a_file_without_limits_allows_all_projects() -> None:
    assert terms(election(Ballot("1", ("a",)))).limits == BallotLimits(max_choices=3)


def test_limits_that_the_files_own_ballots_break_are_widened() -> None:
    held = terms(election(Ballot("1", ("a", "b")), max_length="1", min_length="3", max_sum_cost="100"))
    assert held.limits == BallotLimits(min_choices=2, max_choices=2, max_cost_cents=110_00)
    assert held.widened == ("max_length", "max_sum_cost")


def test_points_are_a_limit_of_cumulative_votes() -> None:
    ballot = Ballot("1", ("a", "b"), (3, 2))
    held = terms(election(ballot, vote_type="cumulative", max_sum_points="5", max_length="2"))
    assert held.limits == BallotLimits(style=BallotStyle.CUMULATIVE, max_choices=2, max_points=5)


def test_who_may_choose_one_has_one_choice() -> None:
    assert terms(election(Ballot("1", ("a",)), vote_type="choose-1")).limits == BallotLimits(
        BallotStyle.CHOOSE_ONE, max_choices=1
    )


def test_the_rules_threshold_goes_along() -> None:
    held = terms(election(Ballot("1", ("a",)), rule="greedy-threshold", min_project_score_threshold="30"))
    assert held.rule == CountingRule(RuleName.GREEDY_THRESHOLD, threshold=30)


@pytest.mark.parametrize(
    "broken",
    [
        election(),
        election(Ballot("1", ())),
        election(Ballot("1", ("a",), (0,)), vote_type="cumulative"),
        msgspec.structs.replace(election(Ballot("1", ("a",))), budget_cents=59_99),
    ],
)
def test_what_no_round_here_can_hold_is_said_before_it_begins(broken: Election) -> None:
    with pytest.raises(CannotBeHeld):
        terms(broken)
