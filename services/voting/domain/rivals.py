"""Rivals: proposals of which one at most can be funded, named before the ballot is fixed."""

from collections.abc import Sequence

from services.voting.domain.state import Vote
from shared.contracts.ballots import NOT_AN_ITEM
from shared.contracts.voting import BALLOT_FIXED, RIVALS_ALONE, RIVALS_APART, Item, NameRivals, Rivals, RivalsNamed
from shared.messages import require


def name_rivals(command: NameRivals, state: Vote) -> Sequence[RivalsNamed]:
    if command.rivals == state.rivals:
        return []
    require(state.terms is None, BALLOT_FIXED)
    require_rivals(command.rivals, state.items)
    return [RivalsNamed(rivals=command.rivals)]


def require_rivals(rivals: Rivals, items: Sequence[Item]) -> None:
    """Raises `Refused` where a group cannot be one."""
    contests = {item.proposal: item.contest for item in items}
    for group in rivals:
        require(len(set(group)) == len(group) > 1, RIVALS_ALONE)
        for proposal in group:
            require(proposal in contests, NOT_AN_ITEM, proposal=proposal)
        require(len({contests[proposal] for proposal in group}) == 1, RIVALS_APART)


def still_rivals(rivals: Rivals, items: Sequence[Item]) -> Rivals:
    """The groups without what is no longer on the ballot."""
    listed = {item.proposal for item in items}
    left = (tuple(proposal for proposal in group if proposal in listed) for group in rivals)
    return tuple(group for group in left if len(group) > 1)
