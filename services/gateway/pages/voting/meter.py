"""What is chosen, counted in words: the page says it at each check, and `ballot.js` the same while one chooses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shared.contracts.ballot_check import ContestCheck
from shared.contracts.contests import BallotStyle, Contest
from shared.contracts.voting import Item
from shared.texts import Language, euros, text

_ = str  # marks the sentences for translators' tools

WITH_POINTS = {BallotStyle.CUMULATIVE, BallotStyle.SCORING}
SENTENCES: Mapping[str, str] = {
    "number": _("Chosen: {n} of at most {most}."),
    "points": _("Points given: {n} of at most {most}."),
    "pointsFree": _("Points given: {n}."),
    "cost": _("Together they cost {spent}."),
    "left": _("{spent} of {most} used, {left} left."),
    "over": _("{spent} of {most}: {over} too much."),
    "enough": _("Take out one of these: {titles}."),
    "several": _("Take out more than one."),
    "fewer": _("Take out at least this many: {n}."),
    "more": _("Choose at least this many more: {n}."),
    "pointsOver": _("Give this many points fewer: {n}."),
    "odd": _("Write whole numbers only."),
    "same": _("The same number stands at two proposals: give each its own."),
}
"""By the names that `ballot.js` knows them by."""


@dataclass(frozen=True)
class Meter:
    """`said`: what is counted; `wrong`: what to mend; `share`: how full it is, in hundredths."""

    said: str
    wrong: str
    share: int
    over: bool


def meter(language: Language, contest: Contest, items: Sequence[Item], counted: ContestCheck) -> Meter:
    wrong = " ".join(_wrong(language, contest, items, counted))
    share, most = _fullness(contest, counted)
    hundredths = min(100, 100 * share // max(most, 1))
    return Meter(" ".join(_said(language, contest, counted)), wrong, hundredths, share > most)


def in_words(language: Language) -> dict[str, str]:
    """All sentences, for the script."""
    return {name: text(language, sentence) for name, sentence in SENTENCES.items()}


def _say(language: Language, name: str, **values: str | int) -> str:
    return text(language, SENTENCES[name], values)


def _said(language: Language, contest: Contest, counted: ContestCheck) -> Iterator[str]:
    limits, spent = contest.limits, euros(language, counted.cents)
    yield _say(language, "number", n=counted.chosen, most=limits.most)
    if limits.style in WITH_POINTS:
        name = "points" if limits.max_points else "pointsFree"
        yield _say(language, name, n=counted.points, most=limits.max_points or 0)
    if limits.max_cost_cents is None:
        yield _say(language, "cost", spent=spent)
    elif not counted.over_cents:
        most, left = limits.max_cost_cents, limits.max_cost_cents - counted.cents
        yield _say(language, "left", spent=spent, most=euros(language, most), left=euros(language, left))


def _wrong(language: Language, contest: Contest, items: Sequence[Item], counted: ContestCheck) -> Iterator[str]:
    limits = contest.limits
    if counted.over_cents and limits.max_cost_cents is not None:
        money = {"spent": counted.cents, "most": limits.max_cost_cents, "over": counted.over_cents}
        yield _say(language, "over", **{name: euros(language, cents) for name, cents in money.items()})
        titles = ", ".join(item.title for item in items if item.proposal in counted.enough)
        yield _say(language, "enough", titles=titles) if titles else _say(language, "several")
    if counted.chosen > limits.most:
        yield _say(language, "fewer", n=counted.chosen - limits.most)
    if 0 < counted.chosen < limits.min_choices:
        yield _say(language, "more", n=limits.min_choices - counted.chosen)
    if limits.style in WITH_POINTS and limits.max_points and counted.points > limits.max_points:
        yield _say(language, "pointsOver", n=counted.points - limits.max_points)


def _fullness(contest: Contest, counted: ContestCheck) -> tuple[int, int]:
    """Of the narrowest thing to watch: money, else points, else the number of choices."""
    limits = contest.limits
    if limits.max_cost_cents is not None:
        return counted.cents, limits.max_cost_cents
    if limits.style in WITH_POINTS and limits.max_points:
        return counted.points, limits.max_points
    return counted.chosen, limits.most
