"""A draft (luonnos): an unfinished ballot, kept for its voter. It is no fact of the vote and stands in no event."""

import msgspec

from services.voting.domain.ballot import open_at
from services.voting.domain.limits import require_listed
from services.voting.domain.roll import require_on_roll
from services.voting.domain.state import Vote
from shared.contracts.ballots import Choice, KeepDraft
from shared.contracts.voting import VoteOpened


class Draft(msgspec.Struct, frozen=True):
    """`revision` is that of the ballot it was begun after: once the ballot is cast again, the draft is done with."""

    person: str
    choices: tuple[Choice, ...]
    revision: int


def open_for_drafts(command: KeepDraft, vote: Vote) -> VoteOpened:
    """The terms of the vote. A draft may break the limits of a ballot, but names only what is on it."""
    opened = open_at(command.at, vote)
    require_on_roll(opened.roll, command.by)
    require_listed(opened, command.choices)
    return opened
