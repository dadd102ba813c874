"""How a Pabulib file says by which rule it was counted.

Pabulib's checker (https://github.com/pabulib/checker) counts again by the rules that it knows, and refuses any other
rule, and any META key that is not its own. Hence META's `rule` is Pabulib's word only where the checker then comes to
the same winners, and the exact rule stands in the comment, from where `stated_rule` reads it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from shared.contracts.contests import BallotStyle, Completion, CountingRule, RuleName, Utility
from shared.pabulib import Project

THRESHOLD = "min_project_score_threshold"
GREEDY = {
    RuleName.GREEDY: "greedy",
    RuleName.GREEDY_THRESHOLD: "greedy-threshold",
    RuleName.GREEDY_NO_SKIP: "greedy-no-skip",
}
EXCLUSIVE = "greedy-exclusive"
OTHER_GREEDY = "greedy-custom"
EQUAL_SHARES = {Completion.NONE: "equalshares", Completion.ADD1: "equalshares/add1"}
UTILITIES = {
    BallotStyle.APPROVAL: Utility.COST,
    BallotStyle.CHOOSE_ONE: Utility.COST,
    BallotStyle.CUMULATIVE: Utility.POINTS,
    BallotStyle.SCORING: Utility.POINTS,
    BallotStyle.ORDINAL: Utility.BORDA,
}
"""What Pabulib's Equal Shares weighs: cities that count approvals by it let a voter gain the cost of each choice."""
UNKNOWN = "unknown"
STATED = re.compile(r"The exact rule: ([\w-]+=[\w-]+(?:, [\w-]+=[\w-]+)*)\.")


def statement(rule: CountingRule) -> str:
    """The exact rule in a sentence for META's comment."""
    parts = msgspec.to_builtins(rule).items()
    return f"The exact rule: {', '.join(f'{part}={value}' for part, value in parts)}."


def stated_rule(meta: Mapping[str, str]) -> CountingRule | None:
    """The exact rule, None where the file states none. Raises `ValueError` where it is not one of ours."""
    stated = STATED.search(meta.get("comment", ""))
    if stated is None:
        return None
    return msgspec.convert(dict(part.split("=") for part in stated[1].split(", ")), CountingRule, strict=False)


RIVALS = re.compile(r"At most one of these is funded: ([\w-]+(?:, [\w-]+)+)\.")


def rivalry(rivals: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Sentences for META's comment, one a group of rivals."""
    return tuple(f"At most one of these is funded: {', '.join(group)}." for group in rivals)


def stated_rivals(meta: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split(", ")) for group in RIVALS.findall(meta.get("comment", "")))


def threshold_key(rule: CountingRule) -> dict[str, str]:
    return {THRESHOLD: str(rule.threshold)} if rule.threshold or rule.name is RuleName.GREEDY_THRESHOLD else {}


def word(
    rule: CountingRule,
    style: BallotStyle,
    budget_cents: int,
    projects: Sequence[Project],
    *,
    tied: bool,
    exclusive: bool,
) -> str:
    """META's `rule`. `projects` have their votes and stand in tie order; `tied`: that order made a difference;
    `exclusive`: some rule each other out."""
    whole = all(cents % 100 == 0 for cents in (budget_cents, *(project.cost_cents for project in projects)))
    if rule.name not in {RuleName.EQUAL_SHARES, RuleName.PHRAGMEN}:
        return _greedy(rule, exclusive=exclusive) if whole else OTHER_GREEDY
    if exclusive:
        return UNKNOWN
    counts = style is BallotStyle.APPROVAL  # other ballots it does not count by Equal Shares
    if counts and not (whole and _counts_alike(rule.completion, budget_cents, projects, tied=tied)):
        return UNKNOWN
    return _equal_shares(rule, style)


def _greedy(rule: CountingRule, *, exclusive: bool) -> str:
    if rule.min_votes:
        return OTHER_GREEDY
    name = RuleName.GREEDY_THRESHOLD if rule.name is RuleName.GREEDY and rule.threshold else rule.name
    if exclusive:
        return EXCLUSIVE if name in {RuleName.GREEDY, RuleName.GREEDY_THRESHOLD} else OTHER_GREEDY
    return GREEDY.get(name, OTHER_GREEDY)


def _equal_shares(rule: CountingRule, style: BallotStyle) -> str:
    plain = CountingRule(RuleName.EQUAL_SHARES, 0, rule.tie_order, UTILITIES[style], rule.completion)
    return EQUAL_SHARES.get(rule.completion, UNKNOWN) if rule == plain else UNKNOWN


def _counts_alike(completion: Completion, budget_cents: int, projects: Sequence[Project], *, tied: bool) -> bool:
    """Among equals the checker takes the cheaper, then the one with more votes; it fails where both are the same.

    With add1, equals also matter in shares that are tried and given up, and it goes on raising for ever where the
    budget pays for all that has votes.
    """
    merits = [(project.cost_cents, -(project.votes or 0)) for project in projects]
    same_order = all(one < next_one for one, next_one in pairwise(merits))
    if completion is Completion.NONE:
        return same_order or (len(set(merits)) == len(merits) and not tied)
    return same_order and sum(project.cost_cents for project in projects if project.votes) > budget_cents
