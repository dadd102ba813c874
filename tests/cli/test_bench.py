"""Only that the measures run and tell sane figures; how fast a machine is, is no test."""

import json
from typing import Any

import pytest

from services.__main__ import main


def bench(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["bench", *arguments, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_ballots_are_measured_beside_raw_publishes_with_both_sync_settings(capsys: pytest.CaptureFixture[str]) -> None:
    told = bench(capsys, "votes", "--ballots", "150", "--in-flight", "16")
    assert (told["ballots"], told["in_flight"], list(told["sync"])) == (150, 16, ["always", "default"])
    for figures in told["sync"].values():
        assert 0 < figures["ballots_per_second"] < figures["raw_per_second"]
        assert figures["ratio"] == pytest.approx(figures["ballots_per_second"] / figures["raw_per_second"], abs=0.001)
        assert 0 < figures["p50_ms"] <= figures["p99_ms"]
        assert figures["client_cpu"] > 0


def test_rebuilding_is_measured_beside_fetching(capsys: pytest.CaptureFixture[str]) -> None:
    told = bench(capsys, "rebuild", "--ballots", "100", "--ideas", "50")
    assert told["views"]["ideas"]["events"] == 50
    assert told["all"]["events"] == sum(figures["events"] for figures in told["views"].values())
    for figures in (told["all"], *told["views"].values()):
        assert figures["events_per_second"] > 0
        assert figures["raw_per_second"] > 0


def test_pages_take_as_many_reads_however_much_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    few, many = [
        bench(capsys, "pages", "--ideas", str(size), "--comments", str(size), "--pages", "20", "--shown", "40")
        for size in (40, 400)
    ]
    assert {name: page["reads"] for name, page in few["pages"].items()} == {
        name: page["reads"] for name, page in many["pages"].items()
    }
    for figures in (many["document"], *many["pages"].values(), *many["gateway"]["pages"].values()):
        assert 0 < figures["p50_ms"] <= figures["p95_ms"]
    assert (many["gateway"]["errors"], many["gateway"]["together"] > 0) == (0, True)


def test_residents_vote_while_staff_moderates_and_nothing_is_lost_or_doubled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = bench(capsys, "residents", "--residents", "30", "--minutes", "1", "--speed", "10")
    assert [told[figure] for figure in ("ballots", "ideas", "published")] == [30, 3, 3]
    assert [told[figure] for figure in ("errors", "lost", "doubled")] == [0, 0, 0]
    assert (told["pages"], 0 < told["p50_ms"] <= told["p95_ms"]) == (240, True)


def test_figures_of_a_citys_years_are_rebuilt_beside_fetching_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = bench(capsys, "analytics", "--events", "10000")
    assert told["events"] == 10_000
    assert told["views"]["participation"]["events"] > told["views"]["nodes"]["events"] > 0
    assert told["all"]["events_per_second"] > 0
    assert told["all"]["raw_per_second"] > 0
    assert all(0 < query["p50_ms"] <= query["p95_ms"] for query in told["queries"])
