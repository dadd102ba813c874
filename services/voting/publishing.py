"""What is published of a vote, laid where every gateway can fetch it; it can be made anew from the log at any time."""

import asyncio

from services.voting.ballot_box import edition_of, read_box
from services.voting.domain.bundle import Bundle, Certified, pack
from services.voting.domain.sealing import Box, open_all
from services.voting.domain.state import Vote
from shared.contracts.voting import NOT_CERTIFIED
from shared.log import BUNDLES
from shared.messages import Refused
from shared.room import Room


async def lay_out(room: Room, area: str, round_: str, vote: Vote) -> None:
    certified, counted, opened = vote.certified, vote.counted, vote.opened
    if certified is None or counted is None or opened is None or not vote.published:
        raise Refused(NOT_CERTIFIED)
    sealed = await read_box(room.settings.nats_url, area, round_, await edition_of(room, area, round_))

    def archive() -> bytes:
        box = Box(bytes.fromhex(certified.box_key))
        receipts = tuple(sorted(box.receipt(ballot, marks) for ballot, marks in open_all(box, sealed).items()))
        vote = Certified(area=area, round=round_, opened=opened, counted=counted, box_key=certified.box_key)
        return pack(Bundle(vote, sealed, receipts))

    store = await room.nc.jetstream().object_store(BUNDLES)
    await store.put(f"{area}/{round_}", await asyncio.to_thread(archive))
