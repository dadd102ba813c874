"""From opened ballots to an outcome, by the terms of the vote."""

from collections.abc import Iterable

from services.voting.domain.counting import Item, Outcome, Profile, count, group
from services.voting.domain.sealing import Marks
from shared.contracts.voting import VoteOpened


def outcome(opened: VoteOpened, said: Iterable[Marks], seed: str) -> Outcome:
    ids = [item.proposal for item in opened.items]
    cast = (([ids[number] for number, _ in marks], [points for _, points in marks]) for marks in said)
    profile = Profile(
        items=tuple(Item(item.proposal, item.cost_cents) for item in opened.items),
        budget_cents=opened.budget_cents,
        ballots=group(opened.limits.style, cast),
        seed=seed,
    )
    return count(profile, opened.rule)
