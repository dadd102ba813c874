"""An invented election to measure with: everybody ticks five of twenty."""

from shared.pabulib import Ballot, Election, Project

PROJECTS, TICKS = 20, 5


def invented(voters: int) -> Election:
    ids = [f"p{number}" for number in range(PROJECTS)]
    return Election(
        {"unit": "bench", "vote_type": "approval", "rule": "greedy", "max_length": str(TICKS)},
        budget_cents=5_000_000,
        projects=tuple(Project(id_, 250_000, f"Bench {id_}") for id_ in ids),
        ballots=tuple(
            Ballot(str(voter), tuple(ids[(voter + 3 * tick) % PROJECTS] for tick in range(TICKS)))
            for voter in range(voters)
        ),
    )
