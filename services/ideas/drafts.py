"""Where ideas rest while they are written: in the stream of drafts, outside the log, so that they can be deleted.

Giving the idea forgets its draft, and the end of the phase of ideas forgets all that are left.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
import nats.errors
import nats.js.errors

from services.ideas.domain.phases import require_phase
from services.ideas.facts import terms_of
from shared.contracts.areas import Phase
from shared.contracts.ballots import NO_DRAFT
from shared.contracts.idea_drafts import (
    ForgetIdeaDraft,
    ForgetIdeaDrafts,
    GetMyIdeaDraft,
    IdeaDraftView,
    KeepIdeaDraft,
)
from shared.ids import derived_id
from shared.log import DRAFTS
from shared.messages import UNAVAILABLE, Done, Refused
from shared.room import Room
from shared.service import Commands, Queries


async def keep(command: KeepIdeaDraft, _: str, room: Room) -> Done:
    require_phase(await terms_of(room, command.area, command.round), Phase.IDEAS, command.at)
    draft = IdeaDraftView(command.title, command.text, command.category, command.place, command.pictures)
    subject = _subject(command.area, command.round, command.by.id)
    async with _reaching():
        await room.nc.jetstream().publish(subject, msgspec.json.encode(draft), stream=DRAFTS)
    return Done(command.round, 0)


async def forget(command: ForgetIdeaDraft, _: str, room: Room) -> Done:
    await forget_draft(room, command.area, command.round, command.by.id)
    return Done(command.round, 0)


async def forget_all(command: ForgetIdeaDrafts, _: str, room: Room) -> Done:
    async with _reaching():
        await room.nc.jetstream().purge_stream(DRAFTS, subject=f"{_of_round(command.area, command.round)}.*")
    return Done(command.round, 0)


async def forget_draft(room: Room, area: str, round_: str, person: str) -> None:
    """Doing it again changes nothing."""
    async with _reaching():
        await room.nc.jetstream().purge_stream(DRAFTS, subject=_subject(area, round_, person))


async def get_mine(query: GetMyIdeaDraft, room: Room) -> IdeaDraftView:
    subject = _subject(query.area, query.round, query.by.id)
    try:
        async with _reaching():
            stored = await room.nc.jetstream().get_last_msg(DRAFTS, subject)
    except nats.js.errors.NotFoundError as error:
        raise Refused(NO_DRAFT) from error
    return msgspec.json.decode(stored.data or b"", type=IdeaDraftView)


@asynccontextmanager
async def _reaching() -> AsyncIterator[None]:
    """The stream. Raises `Refused` where it cannot be reached."""
    try:
        yield
    except nats.js.errors.NotFoundError:
        raise
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error


def _subject(area: str, round_: str, person: str) -> str:
    return f"{_of_round(area, round_)}.{derived_id('idea draft', area, round_, person)}"


def _of_round(area: str, round_: str) -> str:
    return f"drafts.{area}.{round_}.idea"


COMMANDS: Commands = {KeepIdeaDraft: keep, ForgetIdeaDraft: forget, ForgetIdeaDrafts: forget_all}
QUERIES: Queries = {GetMyIdeaDraft: get_mine}
