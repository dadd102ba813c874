"""What the voting room can be asked to do about codes."""

from services.voting.code_register import REGISTER
from services.voting.domain.ballot import ballot, open_at
from services.voting.domain.codes import Arrival, Issuing, admission, batch, edition_for_codes, require_same
from services.voting.domain.round_keys import RoundKeys
from services.voting.domain.vote import vote
from services.voting.keys import keys_of, make_keys
from shared.contracts.codes import AdmitAtDesk, IssueCodes, VoidCodes
from shared.contracts.round_terms import ROUND_TERMS
from shared.contracts.rounds import UNKNOWN_ROUND
from shared.decider import Given
from shared.messages import Done, Refused
from shared.room import Room, on
from shared.service import Commands


async def issue_codes(command: IssueCodes, command_id: str, room: Room) -> Done:
    """A batch that exists is looked at again: the same command with other codes must not look like done."""
    edition, keys = await _keys_for_codes(command, room)
    codes = tuple(keys.codes.issued(new.code, new.person) for new in command.codes)
    issuing = Issuing(edition, codes)
    done = await room.handle(batch, command.batch, Given(command, issuing), command_id)
    await room.reached(REGISTER, done.position)  # who is given a code can use it at once
    stored = (await room.known(batch, command.area, command.batch)).state
    if stored is not None:
        require_same(stored, issuing)
    return done


async def _keys_for_codes(command: IssueCodes, room: Room) -> tuple[int, RoundKeys]:
    """Made now if the vote has yet to open; those of an edition that opened are never made anew."""
    area, round_ = command.area, command.round
    if (await room.newest(ROUND_TERMS, area, round_)).state is None:
        raise Refused(UNKNOWN_ROUND)
    known = (await room.newest(vote, area, round_)).state
    edition = edition_for_codes(command.at, known)
    keys = await (keys_of if known.opened else make_keys)(room, area, round_, edition)
    return edition, keys


async def admit_at_desk(command: AdmitAtDesk, command_id: str, room: Room) -> Done:
    area, round_, person = command.area, command.round, command.voter.id
    known = (await room.newest(vote, area, round_)).state
    keys = await keys_of(room, area, round_, open_at(command.at, known).edition)
    cast = (await room.newest(ballot, area, keys.ballot_id(person))).state
    arrival = Arrival(known, keys.codes.issued(command.code, person), cast is not None)
    done = await room.handle(admission, keys.codes.admission_id(person), Given(command, arrival), command_id)
    await room.reached(REGISTER, done.position)
    return Done(round_, done.position)


CODE_COMMANDS: Commands = {
    IssueCodes: issue_codes,
    VoidCodes: on(batch, "batch"),
    AdmitAtDesk: admit_at_desk,
}
