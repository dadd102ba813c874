"""What the voting room can be asked to do."""

from services.voting.ballot_box import count_box, edition_of
from services.voting.domain.ballot import BallotAsked, Polling, ballot, open_at, voter_of
from services.voting.domain.certification import Recount, require_signable
from services.voting.domain.opening import Opening
from services.voting.domain.state import Vote
from services.voting.domain.vote import vote
from services.voting.drafts import destroy_drafts
from services.voting.issuing import CODE_COMMANDS
from services.voting.keys import destroy_keys, keys_of, make_keys
from services.voting.paper_table import PAPER_COMMANDS
from services.voting.publishing import lay_out
from services.voting.unfinished import keep_draft, remind_voters, set_reminder_timer
from shared.contracts.ballots import CastVote, KeepDraft
from shared.contracts.certification import (
    NOT_ANNULLED,
    VOTE_ANNULLED,
    AnnulVote,
    CertifyVote,
    DestroyKeys,
    MakeBundle,
    PublishVote,
    ReopenVote,
    ReviewVote,
)
from shared.contracts.paper import HandInPaper, TakeBackPaper
from shared.contracts.round_terms import ROUND_TERMS
from shared.contracts.rounds import UNKNOWN_ROUND
from shared.contracts.voting import (
    VOTE_CLOSED,
    AddItem,
    AnnounceVote,
    CloseVote,
    CountVote,
    ExtendVote,
    MoveClosing,
    NameRivals,
    OpenVote,
    RemindVoters,
    SetClosingTimer,
    SetReminderTimer,
)
from shared.decider import Given
from shared.messages import Done, Refused, require
from shared.room import Room, on
from shared.service import Commands
from shared.timers import set_timer


async def freeze_vote(command: AnnounceVote | OpenVote, command_id: str, room: Room) -> Done:
    """The seed's hash is among what is frozen, so that the keys are made here."""
    terms = await room.newest(ROUND_TERMS, command.area, command.round)
    if terms.state is None:
        raise Refused(UNKNOWN_ROUND)
    known = await room.newest(vote, command.area, command.round)
    if known.state.opened:
        return Done(command.round, known.position)
    require(not known.state.annulled, VOTE_ANNULLED)
    keys = await make_keys(room, command.area, command.round, 1)
    return await room.handle(vote, command.round, Given(command, Opening(terms.state, keys.seed)), command_id)


async def set_closing_timer(command: SetClosingTimer, _: str, room: Room) -> Done:
    newest = await room.newest(vote, command.area, command.round)
    if newest.state.closes_at and not newest.state.closed:
        await set_timer(room.nc, "voting", (command.area, command.round), newest.state.closes_at)
    return Done(command.round, newest.position)


async def reopen_vote(command: ReopenVote, command_id: str, room: Room) -> Done:
    known = await room.newest(vote, command.area, command.round)
    if command_id in known.commands:
        return Done(command.round, known.commands[command_id])
    require(known.state.annulled, NOT_ANNULLED)
    keys = await make_keys(room, command.area, command.round, known.state.edition + 1)
    return await room.handle(vote, command.round, Given(command, keys.seed), command_id)


async def count_vote(command: CountVote, command_id: str, room: Room) -> Done:
    known = await room.newest(vote, command.area, command.round)
    if known.state.counted or known.state.awaits_papers:
        return Done(command.round, known.position)
    count = await count_box(room, command.area, command.round)
    return await room.handle(vote, command.round, Given(command, count), command_id)


async def certify_vote(command: CertifyVote, command_id: str, room: Room) -> Done:
    """The box is counted once more: what is signed is what the log holds now."""
    known = await room.newest(vote, command.area, command.round)
    if known.state.certified:
        return Done(command.round, known.position)
    require_signable(command, known.state)
    keys = await keys_of(room, command.area, command.round, known.state.edition)
    count = await count_box(room, command.area, command.round)
    selected = tuple(outcome.selected for outcome in count.outcomes)
    recount = Recount(count.receipts_root, selected, keys.box_key.hex())
    return await room.handle(vote, command.round, Given(command, recount), command_id)


async def make_bundle(command: MakeBundle, _: str, room: Room) -> Done:
    newest = await room.newest(vote, command.area, command.round)
    await lay_out(room, command.area, command.round, newest.state)
    return Done(command.round, newest.position)


async def destroy_round_keys(command: DestroyKeys, _: str, room: Room) -> Done:
    await destroy_keys(room, command.area, command.round, command.edition)
    await destroy_drafts(room, command.area, command.round, command.edition)
    return Done(command.round, 0)


async def enter_ballot(command: BallotAsked, command_id: str, room: Room) -> Done:
    """Decided on the vote in memory; what that refuses is decided once more on the vote as the log has it."""
    known = await room.known(vote, command.area, command.round)
    try:
        return await _enter(command, command_id, known.state, room)
    except Refused:
        newest = await room.newest(vote, command.area, command.round)
        if newest.position == known.position:
            raise
        return await _enter(command, command_id, newest.state, room)


async def _enter(command: BallotAsked, command_id: str, state: Vote, room: Room) -> Done:
    edition = open_at(command.at, state).edition
    keys = await keys_of(room, command.area, command.round, edition)
    voter = voter_of(command)
    id_ = keys.ballot_id(voter.id)
    polling = Polling(state, id_, keys.box, keys.groups, keys.session(voter))
    done = await room.handle(ballot, id_, Given(command, polling), keys.command_id(command_id))
    await _require_counted(command, done, edition, room)
    return Done(command.round, done.position)


async def _require_counted(command: BallotAsked, done: Done, edition: int, room: Room) -> None:
    """A ballot that reached the log behind `VoteClosed` is not counted, so it must not be confirmed either."""
    newest = (await room.newest(vote, command.area, command.round)).state
    require(newest.edition == edition and not newest.annulled, VOTE_ANNULLED)
    if newest.closed:
        require(done.position < (await edition_of(room, command.area, command.round)).closed_at, VOTE_CLOSED)


COMMANDS: Commands = {
    AddItem: on(vote, "round"),
    NameRivals: on(vote, "round"),
    AnnounceVote: freeze_vote,
    OpenVote: freeze_vote,
    MoveClosing: on(vote, "round"),
    ExtendVote: on(vote, "round"),
    SetClosingTimer: set_closing_timer,
    SetReminderTimer: set_reminder_timer,
    CloseVote: on(vote, "round"),
    CountVote: count_vote,
    ReviewVote: on(vote, "round"),
    CertifyVote: certify_vote,
    AnnulVote: on(vote, "round"),
    ReopenVote: reopen_vote,
    PublishVote: on(vote, "round"),
    MakeBundle: make_bundle,
    DestroyKeys: destroy_round_keys,
    RemindVoters: remind_voters,
    KeepDraft: keep_draft,
    CastVote: enter_ballot,
    HandInPaper: enter_ballot,
    TakeBackPaper: enter_ballot,
    **PAPER_COMMANDS,
    **CODE_COMMANDS,
}
