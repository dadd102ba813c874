from argparse import ArgumentParser

import msgspec
import pytest

from cli.bench.count import Report, add_arguments, invented, run


def test_the_same_election_is_invented_every_time() -> None:
    assert invented(50, 8) == invented(50, 8)


def test_every_rule_is_timed_in_one_report(capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    add_arguments(parser)
    parser.add_argument("--json", action="store_true")
    assert run(parser.parse_args(["--ballots", "60", "--projects", "8", "--json"])) == 0
    report = msgspec.json.decode(capsys.readouterr().out, type=Report)
    assert (report.ballots, report.projects) == (60, 8)
    assert report.reading.ballots == 60
    assert report.reading.per_second > 0
    assert report.reading.raw_per_second > 0
    assert {"greedy", "phragmen", "equal-shares", "equal-shares/add1u"} <= report.seconds.keys()
