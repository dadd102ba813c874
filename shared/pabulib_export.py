"""A vote of our own as a Pabulib file that passes Pabulib's checker (https://github.com/pabulib/checker)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from shared.contracts.contests import BallotLimits, BallotStyle, CountingRule, TieOrder
from shared.pabulib import WITH_POINTS, Ballot, Election, Project, amount
from shared.pabulib_rules import rivalry, statement, threshold_key, word

LISTED = "Projects are listed in the order in which equals are taken."
WITH_SCORES = {BallotStyle.CUMULATIVE, BallotStyle.SCORING, BallotStyle.ORDINAL}


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """What the vote was about, where and when. `instance`: the year or number of the round; `comments`: sentences."""

    description: str
    unit: str
    subunit: str = ""
    instance: str
    begins: date
    ends: date
    edition: str = ""
    language: str
    comments: tuple[str, ...] = ()


def publication(
    occasion: Occasion,
    limits: BallotLimits,
    rule: CountingRule,
    *,
    budget_cents: int,
    projects: Iterable[Project],
    ballots: Iterable[Ballot],
    tied: bool,
    rivals: Sequence[Sequence[str]] = (),
) -> Election:
    """The election to publish.

    `projects` are in their published order, with `selected`; their votes and scores are counted here. `ballots` may
    come in any order: that of the file tells nothing of when they were cast. `tied`: the order of equals made a
    difference.
    """
    ordered = _in_tie_order(projects, rule.tie_order)
    places = {project.id: place for place, project in enumerate(ordered)}
    canonical = (_canonical(ballot, limits.style, places) for ballot in ballots)
    cast = sorted(canonical, key=lambda ballot: ballot.voter_id)
    listed = _counted(ordered, limits.style, cast)
    meta = {
        "description": occasion.description,
        "country": "Finland",
        "unit": occasion.unit,
        "subunit": occasion.subunit,
        "instance": occasion.instance,
        "num_projects": str(len(listed)),
        "num_votes": str(len(cast)),
        "budget": amount(budget_cents),
        "vote_type": limits.style.value,
        "rule": word(rule, limits.style, budget_cents, listed, tied=tied, exclusive=bool(rivals)),
        "date_begin": f"{occasion.begins:%d.%m.%Y}",
        "date_end": f"{occasion.ends:%d.%m.%Y}",
        **_limit_keys(limits, len(listed)),
        **threshold_key(rule),
        "edition": occasion.edition,
        "language": occasion.language,
        "currency": "EUR",
        "fully_funded": "1" if _all_affordable(budget_cents, listed) else "",
        "comment": _comments(statement(rule), *rivalry(rivals), LISTED, *occasion.comments),
    }
    lines = {key: _line(value) for key, value in meta.items()}
    return Election({key: line for key, line in lines.items() if line}, budget_cents, listed, tuple(cast))


def _in_tie_order(projects: Iterable[Project], order: TieOrder) -> list[Project]:
    if order is TieOrder.PUBLISHED:
        return list(projects)
    return sorted(projects, key=lambda project: project.cost_cents, reverse=order is TieOrder.DEARER_FIRST)


def _canonical(ballot: Ballot, style: BallotStyle, places: Mapping[str, int]) -> Ballot:
    """A ranking stays; else most points first, then as listed, lest the order of choices be a sign to others."""
    if style is BallotStyle.ORDINAL:
        return ballot
    points = ballot.points or (0,) * len(ballot.choices)
    given = sorted(zip(ballot.choices, points, strict=True), key=lambda choice: (-choice[1], places[choice[0]]))
    choices, points = zip(*given, strict=True) if given else ((), ())
    return msgspec.structs.replace(ballot, choices=choices, points=None if ballot.points is None else points)


def _counted(projects: Sequence[Project], style: BallotStyle, cast: Sequence[Ballot]) -> tuple[Project, ...]:
    votes, scores = Counter[str](), Counter[str]()
    for ballot in cast:
        votes.update(ballot.choices)
        ranks = range(len(ballot.choices), 0, -1)
        scores.update(dict(zip(ballot.choices, ballot.points or ranks, strict=True)))
    return tuple(
        msgspec.structs.replace(
            project,
            name=_line(project.name) or project.id,
            votes=votes[project.id],
            score=scores[project.id] if style in WITH_SCORES else None,
        )
        for project in projects
    )


def _limit_keys(limits: BallotLimits, projects: int) -> dict[str, str]:
    if limits.style is BallotStyle.CHOOSE_ONE:
        keys = {"min_length": "1", "max_length": "1"}
    else:
        keys = {"min_length": str(limits.min_choices), "max_length": str(min(limits.max_choices, projects))}
    if limits.max_cost_cents is not None:
        keys["max_sum_cost"] = amount(limits.max_cost_cents)
    return keys | (_point_keys(limits) if limits.style in WITH_POINTS else {})


def _point_keys(limits: BallotLimits) -> dict[str, str]:
    """A choice gets a point at least, and what a ballot may give in all it may give to one."""
    keys = {"min_points": "1"}
    if limits.max_points is not None:
        keys |= dict.fromkeys(["max_points", "max_sum_points"], str(limits.max_points))
    return keys | ({"default_score": "0"} if limits.style is BallotStyle.SCORING else {})


def _all_affordable(budget_cents: int, projects: Sequence[Project]) -> bool:
    """As the checker reckons: without the cents."""
    return sum(project.cost_cents // 100 for project in projects) <= budget_cents // 100


def _comments(*sentences: str) -> str:
    return " ".join(f"#{number}: {sentence}" for number, sentence in enumerate(sentences, 1))


def _line(words: str) -> str:
    return " ".join(words.split())
