"""What a ballot may hold, contest by contest: the one check, at casting, on paper and of what is published."""

from collections.abc import Iterator, Sequence

from services.voting.domain.sealing import WITH_POINTS
from shared.contracts.ballots import (
    BALLOT_OVER_BUDGET,
    CHOSEN_TWICE,
    NOT_AN_ITEM,
    POINTS_NOT_ALLOWED,
    TOO_FEW_CHOICES,
    TOO_MANY_CHOICES,
    TOO_MANY_POINTS,
    Choice,
)
from shared.contracts.contests import Contest
from shared.contracts.voting import VoteOpened
from shared.messages import Refusal, Refused, require


def require_listed(opened: VoteOpened, choices: Sequence[Choice]) -> None:
    """Raises `Refused` where the choices name what is not on the ballot, or one thing twice."""
    seen: set[str] = set()
    for choice in choices:
        require(choice.proposal in opened.numbers, NOT_AN_ITEM, proposal=choice.proposal)
        require(choice.proposal not in seen, CHOSEN_TWICE, proposal=choice.proposal)
        seen.add(choice.proposal)


def require_within(opened: VoteOpened, choices: Sequence[Choice]) -> None:
    """Raises `Refused` where the choices break the limits of a ballot."""
    require_listed(opened, choices)
    require(bool(choices), TOO_FEW_CHOICES, min=1)
    for contest, mine in by_contest(opened, choices):  # who votes may pass over a contest
        for refusal in broken(opened, contest, mine):
            raise Refused(refusal.reason, **refusal.values)


def by_contest(opened: VoteOpened, choices: Sequence[Choice]) -> Iterator[tuple[Contest, list[Choice]]]:
    """The contests that listed choices speak in, with those choices."""
    for contest in opened.contests:
        mine = [choice for choice in choices if opened.item(choice.proposal).contest == contest.id]
        if mine:
            yield contest, mine


def broken(opened: VoteOpened, contest: Contest, choices: Sequence[Choice]) -> Iterator[Refusal]:
    """Each limit of a contest that its choices break."""
    yield from _number(contest, choices)
    yield from _points(contest, choices)
    if over_cents(contest, cents_of(opened, choices)):
        yield Refusal(BALLOT_OVER_BUDGET, {"contest": contest.name})


def cents_of(opened: VoteOpened, choices: Sequence[Choice]) -> int:
    return sum(opened.item(choice.proposal).cost_cents for choice in choices)


def over_cents(contest: Contest, cents: int) -> int:
    most = contest.limits.max_cost_cents
    return 0 if most is None else max(0, cents - most)


def _number(contest: Contest, choices: Sequence[Choice]) -> Iterator[Refusal]:
    limits, most = contest.limits, contest.limits.most
    if len(choices) < limits.min_choices:
        yield Refusal(TOO_FEW_CHOICES, {"min": limits.min_choices, "contest": contest.name})
    if len(choices) > most:
        yield Refusal(TOO_MANY_CHOICES, {"max": most, "contest": contest.name})


def _points(contest: Contest, choices: Sequence[Choice]) -> Iterator[Refusal]:
    limits = contest.limits
    if limits.style not in WITH_POINTS:
        if any(choice.points != 1 for choice in choices):
            yield Refusal(POINTS_NOT_ALLOWED, {"contest": contest.name})
    elif limits.max_points is not None and sum(choice.points for choice in choices) > limits.max_points:
        yield Refusal(TOO_MANY_POINTS, {"max": limits.max_points, "contest": contest.name})
