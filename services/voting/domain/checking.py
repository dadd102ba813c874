"""A ballot counted and looked over before it is cast, by the limits it will be held to."""

from collections.abc import Sequence

from services.voting.domain.limits import broken, by_contest, cents_of, over_cents, require_listed
from shared.contracts.ballot_check import BallotCheck, ContestCheck
from shared.contracts.ballots import TOO_FEW_CHOICES, Choice
from shared.contracts.contests import Contest
from shared.contracts.voting import VoteOpened
from shared.messages import Refusal


def checked(opened: VoteOpened, choices: Sequence[Choice]) -> BallotCheck:
    """Every contest of the ballot, in the published order. Raises `Refused` where a choice is none."""
    require_listed(opened, choices)
    spoken = {contest.id: mine for contest, mine in by_contest(opened, choices)}
    nothing = () if choices else (Refusal(TOO_FEW_CHOICES, {"min": 1}),)
    return BallotCheck(tuple(_contest(opened, one, spoken.get(one.id, [])) for one in opened.contests), nothing)


def _contest(opened: VoteOpened, contest: Contest, mine: Sequence[Choice]) -> ContestCheck:
    """Who votes may pass over a contest."""
    cents = cents_of(opened, mine)
    over = over_cents(contest, cents)
    return ContestCheck(
        contest=contest.id,
        chosen=len(mine),
        points=sum(choice.points for choice in mine),
        cents=cents,
        broken=tuple(broken(opened, contest, mine)) if mine else (),
        over_cents=over,
        enough=tuple(one.proposal for one in mine if opened.item(one.proposal).cost_cents >= over) if over else (),
    )
