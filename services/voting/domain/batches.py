"""The batches a vote waits for: opened while it takes ballots, taken in when their papers are settled."""

from collections.abc import Sequence
from typing import assert_never

from services.voting.domain.ballot import open_at
from services.voting.domain.state import Vote
from shared.contracts.certification import VOTE_ANNULLED
from shared.contracts.paper import UNKNOWN_PAPER_BATCH, OpenPaperBatch, TakeInPaperBatch
from shared.contracts.voting import PaperBatchOpened, PaperBatchTakenIn, VoteEvent
from shared.messages import require


def collect(command: OpenPaperBatch | TakeInPaperBatch, state: Vote) -> Sequence[VoteEvent]:
    match command:
        case OpenPaperBatch():
            return _open(command, state)
        case TakeInPaperBatch():
            return _take_in(command, state)
        case _:
            assert_never(command)


def _open(command: OpenPaperBatch, state: Vote) -> Sequence[VoteEvent]:
    if command.batch in state.batches:
        return []
    open_at(command.at, state)
    return [PaperBatchOpened(batch=command.batch, place=command.place, home=command.home or "")]


def _take_in(command: TakeInPaperBatch, state: Vote) -> Sequence[VoteEvent]:
    require(command.batch in state.batches, UNKNOWN_PAPER_BATCH)
    require(not state.annulled, VOTE_ANNULLED)
    return [] if state.batches[command.batch].taken_in else [PaperBatchTakenIn(batch=command.batch)]
