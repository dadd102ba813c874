"""What is on the ballot, and when that is fixed: when the vote is announced, at the latest when it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from services.voting.domain.state import Vote
from services.voting.domain.terms import frozen
from shared.contracts.certification import VOTE_ANNULLED
from shared.contracts.ideas import WRONG_PHASE
from shared.contracts.round_terms import RoundTerms
from shared.contracts.rounds import Phase
from shared.contracts.voting import (
    NOT_VOTING_PHASE,
    NOTHING_TO_VOTE_ON,
    OTHER_BALLOT,
    AddItem,
    AnnounceVote,
    ItemAdded,
    ItemLeftOut,
    OpenVote,
    VoteAnnounced,
    VoteClosed,
    VoteEvent,
    VoteOpened,
)
from shared.messages import Refused, require


@dataclass(frozen=True)
class Opening:
    terms: RoundTerms
    seed: str

    @property
    def closes_at(self) -> datetime:
        """Raises `Refused` where the timetable does not say."""
        closes_at = self.terms.timetable.end_of(Phase.VOTING)
        if closes_at is None:
            raise Refused(NOT_VOTING_PHASE)
        return closes_at


def add(command: AddItem, state: Vote) -> Sequence[VoteEvent]:
    item = command.item
    if item in state.items or item.proposal in state.left_out:
        return []
    return [ItemLeftOut(proposal=item.proposal)] if state.terms else [ItemAdded(item=item)]


def announce(command: AnnounceVote, opening: Opening, state: Vote) -> Sequence[VoteEvent]:
    if state.terms:
        return []
    require(opening.terms.phase_at(command.at) is Phase.PLANNING, WRONG_PHASE, needed=Phase.PLANNING)
    opens_at, terms = opening.terms.timetable.start_of(Phase.VOTING), _frozen(opening, state)
    require({*command.proposals} == terms.numbers.keys(), OTHER_BALLOT)
    return [VoteAnnounced(opens_at=opens_at, terms=terms)]


def open_(command: OpenVote, opening: Opening, state: Vote) -> Sequence[VoteEvent]:
    """By the terms that were announced, if they were; the timetable may have moved since."""
    if state.opened:
        return []
    require(not state.annulled, VOTE_ANNULLED)
    opened = msgspec.structs.replace(state.terms or _frozen(opening, state), closes_at=opening.closes_at)
    # its closing may have been asked for and refused before
    return [opened] if command.at < opened.closes_at else [opened, VoteClosed()]


def _frozen(opening: Opening, state: Vote) -> VoteOpened:
    require(bool(state.items), NOTHING_TO_VOTE_ON)
    terms = opening.terms
    return frozen(
        edition=1,
        items=state.items,
        contests=terms.contests,
        rivals=state.rivals,
        roll=terms.roll,
        closes_at=opening.closes_at,
        seed=opening.seed,
        trial=terms.trial,
    )
