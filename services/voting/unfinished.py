"""Unfinished ballots: kept as drafts, read by their voters, and reminded of before the vote closes."""

from services.voting.domain.ballot import Ballot, ballot
from services.voting.domain.draft import Draft, open_for_drafts
from services.voting.domain.reminder import BEFORE_CLOSING, is_due, reminder
from services.voting.domain.vote import vote
from services.voting.drafts import drafts_of
from shared.contracts.ballots import (
    NO_DRAFT,
    DraftView,
    GetMyDraft,
    GetUnfinished,
    KeepDraft,
    PaperHandedIn,
    Unfinished,
    VoteCast,
)
from shared.contracts.paper import VOTED_ON_PAPER
from shared.contracts.voting import RemindVoters, SetReminderTimer
from shared.decider import Given
from shared.messages import Done, Refused, require
from shared.room import Room
from shared.timers import set_timer


async def keep_draft(command: KeepDraft, _: str, room: Room) -> Done:
    newest = await room.newest(vote, command.area, command.round)
    edition = open_for_drafts(command, newest.state).edition
    drafts = await drafts_of(room, command.area, command.round, edition)
    if command.choices:
        cast = (await room.newest(ballot, command.area, drafts.keys.ballot_id(command.by.id))).state
        require(not isinstance(cast, PaperHandedIn), VOTED_ON_PAPER)
        await drafts.keep(Draft(command.by.id, command.choices, revision_of(cast)))
    else:
        await drafts.forget(drafts.keys.draft_id(command.by.id))
    return Done(command.round, newest.position)


def revision_of(cast: Ballot) -> int:
    return cast.revision if isinstance(cast, VoteCast) else 0


async def get_my_draft(query: GetMyDraft, room: Room) -> DraftView:
    """Unless the ballot was cast since. Such a draft is forgotten here: casting itself does not wait for that."""
    vote_ = (await room.newest(vote, query.area, query.round)).state
    if vote_.opened is None:
        raise Refused(NO_DRAFT)
    drafts = await drafts_of(room, query.area, query.round, vote_.edition)
    id_ = drafts.keys.draft_id(query.by.id)
    draft = await drafts.find(id_)
    if draft is None:
        raise Refused(NO_DRAFT)
    cast = (await room.newest(ballot, query.area, drafts.keys.ballot_id(query.by.id))).state
    if isinstance(cast, PaperHandedIn) or revision_of(cast) > draft.revision:
        await drafts.forget(id_)
        raise Refused(NO_DRAFT)
    return DraftView(query.round, draft.choices)


async def set_reminder_timer(command: SetReminderTimer, _: str, room: Room) -> Done:
    """Also where that time has passed, as the vote was extended late: such a timer rings at once."""
    newest = await room.newest(vote, command.area, command.round)
    if newest.state.closes_at and not newest.state.closed:
        time = newest.state.closes_at - BEFORE_CLOSING
        await set_timer(room.nc, "voting", (command.area, command.round, "reminder"), time)
    return Done(command.round, newest.position)


async def remind_voters(command: RemindVoters, command_id: str, room: Room) -> Done:
    newest = await room.newest(vote, command.area, command.round)
    if is_due(command, newest.state):
        edition = newest.state.edition
        drafts = await drafts_of(room, command.area, command.round, edition)
        async for id_, draft in drafts.all():
            cast = await room.newest(ballot, command.area, drafts.keys.ballot_id(draft.person))
            if cast.state is None:
                await room.handle(reminder, id_, Given(command, edition), f"{command_id}.{id_}")
    return Done(command.round, newest.position)


async def get_unfinished(query: GetUnfinished, room: Room) -> Unfinished:
    vote_ = (await room.newest(vote, query.area, query.round)).state
    if vote_.opened is None or vote_.edition != query.edition or vote_.closed or vote_.annulled:
        raise Refused(NO_DRAFT)
    drafts = await drafts_of(room, query.area, query.round, query.edition)
    draft = await drafts.find(query.reminder)
    if draft is None or (await room.newest(ballot, query.area, drafts.keys.ballot_id(draft.person))).state:
        raise Refused(NO_DRAFT)
    return Unfinished(draft.person, vote_.opened.closes_at)
