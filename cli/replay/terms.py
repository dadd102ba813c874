"""The terms of a round that holds a Pabulib election: its ballot's limits and its rule."""

from collections.abc import Mapping
from dataclasses import dataclass

from cli.client import Json
from cli.count import official_rule
from shared.contracts.contests import BallotLimits, BallotStyle, CountingRule
from shared.pabulib import Ballot, Election, cents


class CannotBeHeld(ValueError):  # noqa: N818
    """The election breaks a rule that every round here has."""


@dataclass(frozen=True)
class Terms:
    """`widened` tells which of the file's own limits its ballots break."""

    limits: BallotLimits
    rule: CountingRule
    widened: tuple[str, ...]


def terms(election: Election) -> Terms:
    """Raises `UnsupportedRule` or `CannotBeHeld`."""
    rule = official_rule(election)
    _require_holdable(election)
    limits, widened = _limits(election)
    return Terms(limits, rule, tuple(widened))


def choices(ballot: Ballot, proposals: Mapping[str, str]) -> Json:
    """The body that casts the ballot; `proposals` are the ids here of the file's projects."""
    points = ballot.points or [1] * len(ballot.choices)
    return {
        "choices": [{"proposal": proposals[id_], "points": n} for id_, n in zip(ballot.choices, points, strict=True)]
    }


def _require_holdable(election: Election) -> None:
    dear = [project.id for project in election.projects if project.cost_cents > election.budget_cents]
    if dear:
        raise CannotBeHeld(f"the project {dear[0]} costs more than the whole budget, so it cannot go on a ballot")
    for ballot in election.ballots:
        if not ballot.choices or min(ballot.points or (1,)) < 1:
            raise CannotBeHeld(f"the ballot of voter {ballot.voter_id} holds no choice, or one of no points")
    if not election.ballots or not election.projects:
        raise CannotBeHeld("the file has nothing to vote on, or nobody who votes")


def _limits(election: Election) -> tuple[BallotLimits, list[str]]:
    """Wide enough for every ballot of the file, also where the file's own limits are not."""
    chosen = [len(ballot.choices) for ballot in election.ballots]
    stated, needed = _stated(election), _needed(election)
    most = {key: max(limit, needed[key]) for key, limit in stated.items()}
    style = BallotStyle(election.vote_type)
    if style is BallotStyle.CHOOSE_ONE and most["max_length"] > 1:
        style = BallotStyle.APPROVAL
    limits = BallotLimits(
        style=style,
        min_choices=min(election.number("min_length") or 1, *chosen),
        max_choices=most["max_length"],
        max_points=most.get("max_sum_points") if style is BallotStyle.CUMULATIVE else None,
        max_cost_cents=most.get("max_sum_cost"),
    )
    return limits, [key for key, limit in stated.items() if needed[key] > limit]


def _stated(election: Election) -> dict[str, int]:
    """The limits of META, by its keys; money in cents."""
    choose_one = election.vote_type == BallotStyle.CHOOSE_ONE
    max_length = 1 if choose_one else election.number("max_length") or len(election.projects)
    limits = {"max_length": max_length, "max_sum_points": election.number("max_sum_points")}
    if "max_sum_cost" in election.meta:
        limits["max_sum_cost"] = cents(election.meta["max_sum_cost"])
    return {key: limit for key, limit in limits.items() if limit is not None}


def _needed(election: Election) -> dict[str, int]:
    costs = {project.id: project.cost_cents for project in election.projects}
    return {
        "max_length": max(len(ballot.choices) for ballot in election.ballots),
        "max_sum_points": max(sum(ballot.points or ()) for ballot in election.ballots),
        "max_sum_cost": max(sum(costs[id_] for id_ in ballot.choices) for ballot in election.ballots),
    }
