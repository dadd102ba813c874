import json
from argparse import ArgumentParser
from pathlib import Path

import pytest

from cli.count import UnsupportedRule, add_arguments, official_rule, run
from cli.elections import SHIPPED
from shared.contracts.contests import Completion, CountingRule, RuleName, Utility
from shared.pabulib import Election, read


def lahio_count(*arguments: str) -> int:
    parser = ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(arguments))


def test_json_tells_the_outcome_in_the_stable_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert lahio_count(str(SHIPPED), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told.pop("seconds") >= 0
    assert told == {
        "rule": "greedy",
        "utility": "cardinality",
        "completion": "none",
        "selected": ["p1", "p2", "p3", "p4"],
        "spent": "49500.00",
        "budget": "50000.00",
        "ties": [],
    }


def test_another_rule_than_the_official_one_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert lahio_count(str(SHIPPED), "--rule", "greedy-no-skip", "--json") == 0
    assert json.loads(capsys.readouterr().out)["selected"] == ["p1", "p2"]


def test_the_table_compares_with_the_official_outcome(capsys: pytest.CaptureFixture[str]) -> None:
    assert lahio_count(str(SHIPPED)) == 0
    assert "the official outcome is the same" in capsys.readouterr().out


def test_a_missing_file_is_one_clear_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert lahio_count(str(tmp_path / "none.pb")) == 2
    assert "No such file" in capsys.readouterr().err


def test_a_cut_file_is_counted_with_a_warning(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    cut = tmp_path / "cut.pb"
    cut.write_text("".join(SHIPPED.read_text().splitlines(keepends=True)[:-1]))
    assert lahio_count(str(cut), "--json") == 0
    assert "303 ballots, not num_votes" in capsys.readouterr().err


@pytest.mark.parametrize("rule", ["unknown", "greedy-custom", "equalshares/phragmen"])
def test_a_rule_that_is_not_counted_here_is_refused(rule: str) -> None:
    with pytest.raises(UnsupportedRule, match=rule):
        official_rule(Election({"rule": rule}, 0, (), ()))


@pytest.mark.parametrize(
    ("rule", "vote_type", "counted"),
    [
        ("equalshares", "approval", CountingRule(RuleName.EQUAL_SHARES, utility=Utility.COST)),
        (
            "equalshares/add1",
            "approval",
            CountingRule(RuleName.EQUAL_SHARES, utility=Utility.COST, completion=Completion.ADD1),
        ),
        ("equalshares", "ordinal", CountingRule(RuleName.EQUAL_SHARES, utility=Utility.BORDA)),
    ],
)
def test_the_official_rule_names_the_completion_after_a_slash(rule: str, vote_type: str, counted: CountingRule) -> None:
    assert official_rule(Election({"rule": rule, "vote_type": vote_type}, 0, (), ())) == counted


def test_utility_and_completion_of_equal_shares_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--rule", "equal-shares", "--utility", "cardinality", "--completion", "utilitarian")
    assert lahio_count(str(SHIPPED), *options, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rule"], told["utility"], told["completion"]) == ("equal-shares", "cardinality", "utilitarian")


def test_a_greedy_rule_has_no_completion(capsys: pytest.CaptureFixture[str]) -> None:
    assert lahio_count(str(SHIPPED), "--completion", "add1") == 2
    assert "neither a utility nor a completion" in capsys.readouterr().err


def test_the_official_threshold_belongs_to_the_rule() -> None:
    meta = {"rule": "greedy-no-skip", "min_project_score_threshold": "50"}
    assert official_rule(Election(meta, 0, (), ())) == CountingRule(RuleName.GREEDY_NO_SKIP, threshold=50)


def test_the_shipped_election_has_the_outcome_of_its_rule(capsys: pytest.CaptureFixture[str]) -> None:
    lahio_count(str(SHIPPED), "--json")
    assert frozenset(json.loads(capsys.readouterr().out)["selected"]) == read(SHIPPED).official


def test_an_exclusive_rule_is_greedy_since_no_file_says_what_excludes_what() -> None:
    assert official_rule(Election({"rule": "greedy-exclusive"}, 0, (), ())) == CountingRule(RuleName.GREEDY)


def test_the_table_tells_prices_and_what_was_lacking(capsys: pytest.CaptureFixture[str]) -> None:
    assert lahio_count(str(SHIPPED), "--rule", "equal-shares") == 0
    told = capsys.readouterr().out
    assert "equal-shares, cost, none" in told
    assert "each voter's share" in told


def test_equal_shares_can_be_compared_with_greedy(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--rule", "equal-shares", "--comparison")
    assert lahio_count(str(SHIPPED), *options, "--json") == 0
    assert json.loads(capsys.readouterr().out)["comparison"].keys() == {"equal_shares", "greedy"}
    assert lahio_count(str(SHIPPED), *options) == 0
    assert "stands" in capsys.readouterr().out
    assert lahio_count(str(SHIPPED), "--comparison") == 2


def test_the_table_tells_how_many_votes_a_loser_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert lahio_count(str(SHIPPED), "--rule", "greedy") == 0
    assert "needed" in capsys.readouterr().out
