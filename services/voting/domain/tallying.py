"""From opened ballots to an outcome of each contest, by the terms of the vote."""

from collections.abc import Collection

from services.voting.domain.counting import Item, Outcome, Profile, count, group
from services.voting.domain.sealing import Marks
from shared.contracts.contests import Contest
from shared.contracts.results import Compared, ContestResult, ItemResult
from shared.contracts.voting import VoteOpened

Outcomes = tuple[Outcome, ...]
"""In the order of the vote's contests."""


def outcomes(opened: VoteOpened, said: Collection[Marks], seed: str) -> Outcomes:
    return tuple(count(_profile(opened, contest, said, seed), contest.rule) for contest in opened.contests)


def _profile(opened: VoteOpened, contest: Contest, said: Collection[Marks], seed: str) -> Profile:
    """Whoever passed over a contest is no voter in it."""
    items = tuple(Item(item.proposal, item.cost_cents) for item in opened.within(contest.id))
    listed = {item.id for item in items}
    ids = [item.proposal for item in opened.items]
    mine = filter(None, (within(opened, contest, marks) for marks in said))
    cast = (([ids[number] for number, _ in marks], [points for _, points in marks]) for marks in mine)
    return Profile(
        items=items,
        budget_cents=contest.budget_cents,
        ballots=group(contest.limits.style, cast),
        rivals=tuple(group_ for group_ in opened.rivals if group_[0] in listed),
        seed=seed,
    )


def within(opened: VoteOpened, contest: Contest, marks: Marks) -> Marks:
    """What a ballot says in this contest; nothing if it passes it over."""
    if len(opened.contests) == 1:
        return marks
    return tuple(mark for mark in marks if opened.items[mark[0]].contest == contest.id)


def results(opened: VoteOpened, outcomes: Outcomes) -> tuple[ContestResult, ...]:
    return tuple(_result(contest, found) for contest, found in zip(opened.contests, outcomes, strict=True))


def _result(contest: Contest, outcome: Outcome) -> ContestResult:
    return ContestResult(
        contest=contest.id,
        ballots=outcome.ballots,
        selected=outcome.selected,
        spent_cents=outcome.spent_cents,
        items=_items(outcome),
        ties=outcome.ties,
        share=outcome.share,
        comparison=_compared(outcome),
    )


def _compared(outcome: Outcome) -> Compared | None:
    found = outcome.comparison
    return Compared(found.equal_shares, found.greedy) if found else None


def _items(outcome: Outcome) -> tuple[ItemResult, ...]:
    return tuple(
        ItemResult(
            proposal=item.id,
            votes=item.votes,
            score=item.score,
            rank=item.rank,
            funded=item.funded,
            reason=item.reason,
            left_cents=item.left_cents,
            price=item.price,
            lacking_cents=item.lacking_cents,
            needed=item.needed,
            paid_in_full=item.paid_in_full,
        )
        for item in outcome.items
    )
