"""The table where papers are entered: what the voting room can be asked to do with batches of them."""

from services.voting.ballot_box import cast_in, edition_of
from services.voting.domain.paper import Entered, Entering, Settling, opened_for, paper
from services.voting.domain.vote import vote
from services.voting.keys import keys_of
from shared.contracts.paper import (
    EnterPaper,
    OpenPaperBatch,
    RejectPaper,
    SealPaperBatch,
    StrikePaper,
    TakeInPaperBatch,
)
from shared.decider import Given
from shared.messages import Done
from shared.room import Room, on
from shared.service import Commands


async def enter_paper(command: Entered, command_id: str, room: Room) -> Done:
    state = (await room.newest(vote, command.area, command.round)).state
    keys = await keys_of(room, command.area, command.round, opened_for(command, state).edition)
    id_ = keys.papers.id_of(command.batch, command.serial)
    entering = Entering(state, id_, keys.papers.seal(id_, command.serial), keys.box)
    return await room.handle(paper, command.batch, Given(command, entering), keys.command_id(command_id))


async def seal_paper_batch(command: SealPaperBatch, command_id: str, room: Room) -> Done:
    state = (await room.newest(vote, command.area, command.round)).state
    edition = await edition_of(room, command.area, command.round)
    cast = await cast_in(room.settings.nats_url, command.area, command.round, edition)
    settling = Settling(state, cast.batches[command.batch])
    return await room.handle(paper, command.batch, Given(command, settling), command_id)


PAPER_COMMANDS: Commands = {
    OpenPaperBatch: on(vote, "round"),
    EnterPaper: enter_paper,
    RejectPaper: enter_paper,
    StrikePaper: enter_paper,
    SealPaperBatch: seal_paper_batch,
    TakeInPaperBatch: on(vote, "round"),
}
