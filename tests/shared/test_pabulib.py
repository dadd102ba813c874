from pathlib import Path

import pytest

from cli.elections import SHIPPED
from shared.pabulib import Ballot, Election, MalformedFile, Project, cents, parse, read, units, write

FILE = """META
key;value
description;Parks; benches and light
budget;1 000,50
vote_type;cumulative
rule;greedy
max_length;3
PROJECTS
project_id;cost;votes;score;name;selected;target
a;300,5;2;5;"Benches; new";1;youth
b;400;1;1;Light;0;
VOTES
voter_id;vote;points;age
v1;a,b;3,1;12
v2;a;2;
"""


def election(text: str) -> Election:
    return parse(text.splitlines(keepends=True))


def test_a_file_is_read_with_its_meta_projects_and_ballots() -> None:
    read_back = election(FILE)
    assert read_back.meta["description"] == "Parks; benches and light"
    assert (read_back.budget_cents, read_back.vote_type, read_back.rule) == (100050, "cumulative", "greedy")
    assert read_back.projects == (
        Project("a", 30050, "Benches; new", 1, 2, 5, {"target": "youth"}),
        Project("b", 40000, "Light", 0, 1, 1, {"target": ""}),
    )
    assert read_back.ballots == (
        Ballot("v1", ("a", "b"), (3, 1), {"age": "12"}),
        Ballot("v2", ("a",), (2,), {"age": ""}),
    )


def test_the_official_outcome_is_what_the_city_funded() -> None:
    assert election(FILE).official == frozenset("a")
    assert election(FILE.replace(";0;\n", ";;\n")).official is None


def test_a_limit_of_meta_is_a_number_or_none() -> None:
    assert election(FILE).number("max_length") == 3
    assert election(FILE).number("min_length") is None


def test_a_written_election_is_read_back_equal() -> None:
    assert election(write(election(FILE))) == election(FILE)


def test_a_byte_order_mark_line_ends_of_windows_and_spaces_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "odd.pb"
    odd = FILE.replace("a;300,5", " a ; 300,5").replace("a,b;3,1", "a, b ;3, 1").replace("\n", "\r\n") + "\r\n\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + odd.encode())
    assert read(path) == election(FILE)


def test_an_id_that_stands_twice_on_a_ballot_counts_once_with_its_first_points() -> None:
    twice = election(FILE.replace("v1;a,b;3,1", "v1;a,b,a;3,1,2"))
    assert twice.ballots[0] == Ballot("v1", ("a", "b"), (3, 1), {"age": "12"})


def test_an_empty_ballot_is_a_ballot() -> None:
    assert election(FILE.replace("v2;a;2;", "v2;;;")).ballots[1].choices == ()


@pytest.mark.parametrize(
    ("written", "instead", "line", "reason"),
    [
        ("META\n", "", 1, "before the first section"),
        ("VOTES\n", "", 12, "4 fields under 7 columns"),
        ("rule;greedy\n", "", 1, "META lacks rule"),
        ("1 000,50", "plenty", 4, "'plenty' is no sum of money"),
        ("b;400", "b;-400", 11, "'-400' is no sum of money"),
        ("project_id;cost", "project_id;price", 9, "lacks the column cost"),
        ("b;400", "a;400", 11, "project a stands here a second time"),
        ("v2;a", "v2;c", 15, "no project c"),
        ("a,b;3,1", "a,b;3", 14, "1 points for 2 choices"),
        ("a,b;3,1", "a,b;3,x", 14, "'x'"),
        (";12\n", "\n", 14, "3 fields under 4 columns"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(written: str, instead: str, line: int, reason: str) -> None:
    with pytest.raises(MalformedFile, match=reason) as refused:
        election(FILE.replace(written, instead))
    assert refused.value.line == line


def test_a_file_that_ends_before_its_votes_is_refused() -> None:
    with pytest.raises(MalformedFile, match="no section VOTES"):
        election(FILE[: FILE.index("VOTES")])


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.pb"
    path.write_bytes(b"\x89PNG\xff\xd8")
    with pytest.raises(MalformedFile, match="utf-8"):
        read(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7000", 700000), ("7000.0", 700000), ("969245,38", 96924538), ("1 000", 100000), ("0.1", 10), ("2.675", 268)],
)
def test_money_is_read_to_the_nearest_cent(text: str, expected: int) -> None:
    assert cents(text) == expected


def test_money_is_written_with_two_decimals() -> None:
    assert units(100005) == "1000.05"


def test_the_shipped_election_says_that_it_is_fictional() -> None:
    shipped = read(SHIPPED)
    assert "Fictional" in shipped.meta["description"]
    assert (shipped.number("num_projects"), shipped.number("num_votes")) == (12, len(shipped.ballots))
