"""`lahio count FILE.pb`: count an election offline."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from textwrap import shorten
from time import perf_counter

import msgspec
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from services.voting.domain.counting import Item, ItemOutcome, Outcome, Profile, count, group, settled
from shared.contracts.contests import BallotStyle, Completion, CountingRule, RuleName, Utility
from shared.pabulib import Election, read, units
from shared.pabulib_rules import EXCLUSIVE, THRESHOLD, stated_rivals, stated_rule

OFFICIAL = "official"
EQUAL_SHARES = "equalshares"
"""Pabulib's name; a completion follows after a slash."""

SCORE = {
    BallotStyle.APPROVAL: Utility.CARDINALITY,
    BallotStyle.CHOOSE_ONE: Utility.CARDINALITY,
    BallotStyle.CUMULATIVE: Utility.POINTS,
    BallotStyle.SCORING: Utility.POINTS,
    BallotStyle.ORDINAL: Utility.BORDA,
}
"""What the score of an item is made of."""


WHAT_SUFFICES = {RuleName.EQUAL_SHARES: ["price", "lacking"], RuleName.PHRAGMEN: ["price"]}
"""What the table tells beyond the tally; of the greedy rules the money left and how many more votes a loser needed."""


class UnsupportedRule(ValueError):  # noqa: N818 the name says what is wrong
    """The file asks for a rule or a style of voting that is not counted here."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.pb", help="an election in Pabulib's format")
    parser.add_argument("--rule", choices=[OFFICIAL, *RuleName], default=OFFICIAL, help="default: the file's own")
    parser.add_argument("--utility", choices=[*Utility], help="for equal-shares; default: cost, or the ballots' points")
    parser.add_argument("--completion", choices=[*Completion], help="for equal-shares; default: none")
    parser.add_argument("--comparison", action="store_true", help="for equal-shares: greedy stands if more gain by it")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def run(args: Namespace) -> int:
    """0, or 2 where the file cannot be read or its rule is not known."""
    try:
        election = read(args.file)
        if election.number("num_votes") not in {None, len(election.ballots)}:
            print(f"{args.file}: {len(election.ballots)} ballots, not num_votes as META says", file=sys.stderr)
        begun = perf_counter()
        ballots = profile(election)
        rule = chosen_rule(election, args.rule, args.utility, args.completion, comparison=args.comparison)
        outcome = count(ballots, rule)
        seconds = perf_counter() - begun
    except (OSError, ValueError) as error:
        print(f"lahio count: {error}", file=sys.stderr)
        return 2
    if args.json:
        print(msgspec.json.encode(summary(election, outcome, seconds)).decode())
    else:
        show(election, outcome)
    return 0


def chosen_rule(
    election: Election,
    name: str,
    utility: str | None = None,
    completion: str | None = None,
    *,
    comparison: bool = False,
) -> CountingRule:
    """The file's own rule, or the named one; of these only `greedy-threshold` takes over the file's threshold."""
    if name == OFFICIAL:
        rule = official_rule(election)
    else:
        threshold = election.number(THRESHOLD) if name == RuleName.GREEDY_THRESHOLD else None
        rule = CountingRule(RuleName(name), threshold or 0)
    if (utility or completion or comparison) and rule.name is not RuleName.EQUAL_SHARES:
        raise UnsupportedRule(f"the rule {rule.name} has neither a utility nor a completion, and is not compared")
    chosen = {
        "utility": utility and Utility(utility),
        "completion": completion and Completion(completion),
        "comparison": comparison,
    }
    rule = msgspec.structs.replace(rule, **{part: value for part, value in chosen.items() if value})
    return settled(rule, BallotStyle(election.vote_type))


def official_rule(election: Election) -> CountingRule:
    """The rule META states, with its threshold; raises `UnsupportedRule`."""
    if exact := stated_rule(election.meta):
        return exact
    name, _, completion = election.rule.partition("/")
    threshold = election.number(THRESHOLD) or 0
    if name == EQUAL_SHARES and (completion or Completion.NONE) in list(Completion):
        chosen = Completion(completion or Completion.NONE)
        rule = CountingRule(RuleName.EQUAL_SHARES, threshold, completion=chosen)
        return settled(rule, BallotStyle(election.vote_type))
    if election.rule == EXCLUSIVE:  # only our own files say what rules what out
        return CountingRule(RuleName.GREEDY, threshold)
    if election.rule not in list(RuleName):
        raise UnsupportedRule(f"the rule {election.rule!r} is not one of {', '.join(RuleName)}")
    return CountingRule(RuleName(election.rule), threshold)


def profile(election: Election) -> Profile:
    """The file's ballots, ready to be counted; raises `UnsupportedRule` on a style of voting not known."""
    if election.vote_type not in list(BallotStyle):
        raise UnsupportedRule(f"the vote type {election.vote_type!r} is not one of {', '.join(BallotStyle)}")
    cast = ((ballot.choices, ballot.points or ()) for ballot in election.ballots)
    items = tuple(Item(project.id, project.cost_cents) for project in election.projects)
    ballots = group(BallotStyle(election.vote_type), cast)
    return Profile(items, election.budget_cents, ballots, stated_rivals(election.meta))


def summary(election: Election, outcome: Outcome, seconds: float) -> Mapping[str, object]:
    """The keys of `--json`; money in the file's units."""
    rule = outcome.rule
    return {
        "rule": rule.name,
        "utility": rule.utility if rule.name is RuleName.EQUAL_SHARES else SCORE[BallotStyle(election.vote_type)],
        "completion": rule.completion,
        "selected": outcome.selected,
        "spent": units(outcome.spent_cents),
        "budget": units(outcome.budget_cents),
        "ties": outcome.ties,
        **({"comparison": outcome.comparison} if outcome.comparison else {}),
        "seconds": round(seconds, 4),
    }


def show(election: Election, outcome: Outcome) -> None:
    """A table of all items by rank, the money, the ties that mattered, and the official outcome where known."""
    console = Console(highlight=False, markup=False)
    console.print(_table(election, outcome))
    console.print(f"spent {units(outcome.spent_cents)} of {units(outcome.budget_cents)}")
    if outcome.share:
        console.print(f"each voter's share: {_price(outcome.share)}")
    if outcome.comparison:
        mine, other = outcome.comparison.equal_shares, outcome.comparison.greedy
        stands = RuleName.GREEDY if outcome.comparison.greedy_stands else RuleName.EQUAL_SHARES
        console.print(f"{mine} gain more by equal-shares, {other} by greedy: {stands} stands")
    for tied in outcome.ties:
        console.print(f"tied, taken in this order: {', '.join(tied)}")
    if election.official is not None:
        same = election.official == set(outcome.selected)
        console.print(f"the official outcome {'is the same' if same else 'differs'}")


def _table(election: Election, outcome: Outcome) -> Table:
    rule = outcome.rule
    shared = rule.name is RuleName.EQUAL_SHARES
    title = f"{rule.name}, {rule.utility}, {rule.completion}" if shared else rule.name
    table = Table(title=title, box=SIMPLE, pad_edge=False, collapse_padding=True)
    table.add_column("id", max_width=6, no_wrap=True)  # a narrow terminal has to show figures, too
    table.add_column("project", min_width=10)
    columns = ["votes", "score", "cost", *WHAT_SUFFICES.get(rule.name, ["left", "needed"])]
    for figure in columns:
        table.add_column(figure, justify="right", no_wrap=True)
    table.add_column("outcome", no_wrap=True)
    names = {project.id: shorten(project.name, 40, placeholder="…") for project in election.projects}
    for item in outcome.items:
        figures = _figures(item)
        why = item.reason.replace("_", " ")
        style = "bold" if item.funded else "dim"
        table.add_row(item.id, names[item.id], *(figures[column] for column in columns), why, style=style)
    return table


def _figures(item: ItemOutcome) -> Mapping[str, str]:
    return {
        "votes": str(item.votes),
        "score": str(item.score),
        "cost": units(item.cost_cents),
        "left": units(item.left_cents),
        "price": "" if item.price is None else _price(item.price),
        "lacking": "" if item.lacking_cents is None else units(item.lacking_cents),
        "needed": "" if item.needed is None else str(item.needed),
    }


def _price(cents: str) -> str:
    """An exact price as people read it: to the cent."""
    return units(round(Fraction(cents)))
