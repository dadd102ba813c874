"""Where ideas rest while they are written: outside the log, so that they can be erased.

Giving the idea forgets its draft, and the end of the phase of ideas forgets all that are left.
"""

import msgspec

from services.ideas.domain.phases import require_phase
from services.ideas.facts import terms_of
from shared.contracts.ballots import NO_DRAFT
from shared.contracts.idea_drafts import (
    ForgetIdeaDraft,
    ForgetIdeaDrafts,
    GetMyIdeaDraft,
    IdeaDraftView,
    KeepIdeaDraft,
)
from shared.contracts.rounds import Phase
from shared.erasable import drop_all, erase, find, put
from shared.ids import derived_id
from shared.log import DRAFTS
from shared.messages import Done, Refused
from shared.room import Room
from shared.service import Commands, Queries


async def keep(command: KeepIdeaDraft, _: str, room: Room) -> Done:
    require_phase(await terms_of(room, command.area, command.round), Phase.IDEAS, command.at)
    draft = IdeaDraftView(command.title, command.text, command.category, command.place, command.pictures)
    subject = _subject(command.area, command.round, command.by.id)
    await put(room.nc, DRAFTS, subject, msgspec.json.encode(draft))
    return Done(command.round, 0)


async def forget(command: ForgetIdeaDraft, _: str, room: Room) -> Done:
    await forget_draft(room, command.area, command.round, command.by.id)
    return Done(command.round, 0)


async def forget_all(command: ForgetIdeaDrafts, _: str, room: Room) -> Done:
    await drop_all(room.nc, DRAFTS, f"{_of_round(command.area, command.round)}.*")
    return Done(command.round, 0)


async def forget_draft(room: Room, area: str, round_: str, person: str) -> None:
    """Doing it again changes nothing."""
    await erase(room.nc, DRAFTS, _subject(area, round_, person))


async def get_mine(query: GetMyIdeaDraft, room: Room) -> IdeaDraftView:
    stored = await find(room.nc, DRAFTS, _subject(query.area, query.round, query.by.id))
    if stored is None:
        raise Refused(NO_DRAFT)
    return msgspec.json.decode(stored, type=IdeaDraftView)


def _subject(area: str, round_: str, person: str) -> str:
    return f"{_of_round(area, round_)}.{derived_id('idea draft', area, round_, person)}"


def _of_round(area: str, round_: str) -> str:
    return f"drafts.{area}.{round_}.idea"


COMMANDS: Commands = {KeepIdeaDraft: keep, ForgetIdeaDraft: forget, ForgetIdeaDrafts: forget_all}
QUERIES: Queries = {GetMyIdeaDraft: get_mine}
