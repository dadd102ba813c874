"""The comparison step: the outcome of Equal Shares is put beside that of the greedy rule.

Each voter prefers the one from which they gain more, as the rule's utility weighs it. The greedy outcome stands if more
voters prefer it (at https://equalshares.net: popularity with respect to voter satisfaction).
"""

import numpy as np
from msgspec.structs import replace

from services.voting.domain.counting.ballots import Profile
from services.voting.domain.counting.electorate import Electorate
from services.voting.domain.counting.greedy import fund
from services.voting.domain.counting.outcome import Comparison, Outcome
from services.voting.domain.counting.turns import Turns
from shared.contracts.contests import Utility


def compared(shared: Outcome, profile: Profile, voters: Electorate) -> Outcome:
    """The outcome that stands."""
    turns = Turns(profile, shared.rule, voters.tallies)
    fund(turns, profile.items)
    greedy = turns.outcome()
    comparison = _preferred(shared, greedy, profile, voters)
    stands = greedy if comparison.greedy_stands else shared
    return replace(stands, comparison=comparison, ties=tuple(dict.fromkeys(shared.ties + greedy.ties)))


def _preferred(shared: Outcome, greedy: Outcome, profile: Profile, voters: Electorate) -> Comparison:
    worth = [
        ((item.id in shared.selected) - (item.id in greedy.selected))
        * (item.cost_cents if shared.rule.utility is Utility.COST else 1)
        for item in profile.items
    ]
    greatest = int(voters.scores.max(initial=0)) * sum(map(abs, worth))
    exact = np.int64 if greatest < np.iinfo(np.int64).max else object
    surplus = np.zeros(len(voters.people), exact)
    ballots = np.repeat(np.arange(len(voters.people)), np.diff(voters.starts))
    np.add.at(surplus, ballots, voters.scores.astype(np.int64).astype(exact) * np.array(worth, exact)[voters.items])
    return Comparison(int(voters.people[surplus > 0].sum()), int(voters.people[surplus < 0].sum()))
