"""The Pabulib file format of participatory budgeting elections (https://pabulib.org/format).

A file has three `;`-separated sections, META, PROJECTS and VOTES, each under a header row.
"""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import TypeVar

import msgspec

REQUIRED = {"META": {"key", "value"}, "PROJECTS": {"project_id", "cost"}, "VOTES": {"voter_id", "vote"}}
WITH_POINTS = {"cumulative", "scoring"}

Row = tuple[int, dict[str, str]]
Record = TypeVar("Record")


class MalformedFile(ValueError):  # noqa: N818 the name says what is wrong with what
    """The file is not a Pabulib election; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


class Project(msgspec.Struct, frozen=True):
    """`selected`, `votes` and `score` are the city's own figures, None where the file has none.

    `selected` is 1 for funded and 0 for not; a city's special rule may use higher marks for outside money.
    """

    id: str
    cost_cents: int
    name: str = ""
    selected: int | None = None
    votes: int | None = None
    score: int | None = None
    extra: Mapping[str, str] = {}


class Ballot(msgspec.Struct, frozen=True, gc=False):
    """`choices` in the voter's order, each once; `points` goes along with them, None where the vote has no points."""

    voter_id: str
    choices: tuple[str, ...]
    points: tuple[int, ...] | None = None
    extra: Mapping[str, str] = {}


class Election(msgspec.Struct, frozen=True):
    """One file; `meta` holds every META key as written."""

    meta: Mapping[str, str]
    budget_cents: int
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]

    @property
    def vote_type(self) -> str:
        return self.meta["vote_type"]

    @property
    def rule(self) -> str:
        return self.meta["rule"]

    @property
    def official(self) -> frozenset[str] | None:
        """The projects the city funded, or None where the file does not say."""
        if any(project.selected is None for project in self.projects):
            return None
        return frozenset(project.id for project in self.projects if project.selected)

    def number(self, key: str) -> int | None:
        """A whole number of META such as `max_length`, None where the file sets none."""
        return int(self.meta[key]) if key in self.meta else None


def read(path: Path) -> Election:
    """Raises `MalformedFile`, or `OSError` where the file cannot be opened."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return parse(lines)


def parse(lines: Iterable[str]) -> Election:
    """An id that stands twice on a ballot counts once, with its first place and points: one person, one vote."""
    sections = _sections(lines)
    meta = {fields["key"]: fields["value"] for _, fields in sections["META"]}
    if missing := {"budget", "vote_type", "rule"} - meta.keys():
        raise MalformedFile(1, f"META lacks {', '.join(sorted(missing))}")
    budget_rows = [row for row in sections["META"] if row[1]["key"] == "budget"]
    budget_cents = next(_each(budget_rows, lambda fields: cents(fields["value"])))
    ids: set[str] = set()
    projects = tuple(_each(sections["PROJECTS"], lambda fields: _project(fields, ids)))
    needs_points = meta["vote_type"] in WITH_POINTS
    ballots = tuple(_each(sections["VOTES"], lambda fields: _ballot(fields, ids, needs_points=needs_points)))
    return Election(meta, budget_cents, projects, ballots)


def _sections(lines: Iterable[str]) -> dict[str, list[Row]]:
    sections: dict[str, list[Row]] = {}
    reader = csv.reader(lines, delimiter=";")
    name, header = "", [""]
    try:
        for cells in reader:
            row = [cell.strip() for cell in cells]
            if not any(row):
                continue
            if row[0].upper() in REQUIRED and not any(row[1:]):
                name, header = row[0].upper(), []
                sections[name] = []
            elif not header:
                header = _header(name, row)
            else:
                sections[name].append((reader.line_num, _fields(name, header, cells)))
    except (ValueError, csv.Error) as error:
        raise MalformedFile(max(reader.line_num, 1), str(error)) from error
    except KeyError as error:
        raise MalformedFile(reader.line_num, "text before the first section") from error
    if missing := [section for section in REQUIRED if section not in sections]:
        raise MalformedFile(max(reader.line_num, 1), f"no section {', '.join(missing)}")
    return sections


def _header(section: str, row: list[str]) -> list[str]:
    header = [column.lower() for column in row]
    if missing := REQUIRED[section] - set(header):
        raise ValueError(f"{section} lacks the column {', '.join(sorted(missing))}")
    return header


def _fields(section: str, header: list[str], cells: list[str]) -> dict[str, str]:
    if section == "META":  # descriptions and comments hold unquoted semicolons
        return {"key": cells[0].strip(), "value": ";".join(cells[1:]).strip()}
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} fields under {len(header)} columns")
    return dict(zip(header, map(str.strip, cells), strict=True))


def _each(rows: Iterable[Row], record: Callable[[dict[str, str]], Record]) -> Iterator[Record]:
    for line, fields in rows:
        try:
            yield record(fields)
        except ValueError as error:
            raise MalformedFile(line, str(error)) from error


def _project(fields: dict[str, str], known: set[str]) -> Project:
    if fields["project_id"] in known:
        raise ValueError(f"project {fields['project_id']} stands here a second time")
    known.add(fields["project_id"])

    def figure(column: str) -> int | None:
        text = fields.pop(column, "")
        return int(text) if text else None

    return Project(
        id=fields.pop("project_id"),
        cost_cents=cents(fields.pop("cost")),
        name=fields.pop("name", ""),
        selected=figure("selected"),
        votes=figure("votes"),
        score=figure("score"),
        extra=fields,
    )


def _ballot(fields: dict[str, str], known: Collection[str], *, needs_points: bool) -> Ballot:
    voter_id, choices = fields.pop("voter_id"), _list(fields.pop("vote"))
    if unknown := [choice for choice in choices if choice not in known]:
        raise ValueError(f"no project {', '.join(unknown)}")
    points = [int(point) for point in _list(fields.pop("points", ""))] if needs_points else None
    if points is not None and len(points) != len(choices):
        raise ValueError(f"{len(points)} points for {len(choices)} choices")
    first = [place for place, choice in enumerate(choices) if choices.index(choice) == place]
    return Ballot(
        voter_id,
        tuple(choices[place] for place in first),
        None if points is None else tuple(points[place] for place in first),
        fields,
    )


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text else []


def cents(text: str) -> int:
    """Money as cities write it, with a decimal point or comma and perhaps spaced thousands, to the nearest cent."""
    number = re.sub(r"\s", "", text).replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", number):
        raise ValueError(f"{text!r} is no sum of money")
    return int((Decimal(number) * 100).to_integral_value(ROUND_HALF_EVEN))


def write(election: Election) -> str:
    """The election as a Pabulib file; `parse` reads it back equal."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    rows.writerows([["META"], ["key", "value"], *election.meta.items(), ["PROJECTS"]])
    rows.writerows(_table([_project_fields(project) for project in election.projects], ["project_id", "cost"]))
    rows.writerow(["VOTES"])
    rows.writerows(_table([_ballot_fields(ballot) for ballot in election.ballots], ["voter_id", "vote"]))
    return text.getvalue()


def _table(records: list[dict[str, str]], required: list[str]) -> Iterator[list[str]]:
    columns = list(dict.fromkeys([*required, *(column for record in records for column in record)]))
    yield columns
    for record in records:
        yield [record.get(column, "") for column in columns]


def _project_fields(project: Project) -> dict[str, str]:
    figures = {"votes": project.votes, "score": project.score}
    selected = {} if project.selected is None else {"selected": str(project.selected)}
    return {
        "project_id": project.id,
        "cost": amount(project.cost_cents),
        **{column: str(figure) for column, figure in figures.items() if figure is not None},
        "name": project.name,
        **selected,
        **project.extra,
    }


def _ballot_fields(ballot: Ballot) -> dict[str, str]:
    points = {} if ballot.points is None else {"points": ",".join(map(str, ballot.points))}
    return {"voter_id": ballot.voter_id, "vote": ",".join(ballot.choices), **points, **ballot.extra}


def units(cents: int) -> str:
    """Cents in the file's units with two decimals."""
    return f"{cents // 100}.{cents % 100:02d}"


def amount(cents: int) -> str:
    """Cents in the file's units, with decimals only where there are any."""
    return str(cents // 100) if cents % 100 == 0 else units(cents)
