"""What the notifications room can be asked to tell."""

from services.notifications.projections import MESSAGES
from shared.contracts.notifications import CountMessages, MessageCounts, MessageStatus
from shared.room import Room
from shared.service import Queries


async def count_messages(query: CountMessages, room: Room) -> MessageCounts:
    views = await room.reached(MESSAGES, query.wait_for)
    counts = {
        status.value: await views.count(MESSAGES.name, {"area": query.area, "status": status})
        for status in MessageStatus
    }
    return MessageCounts(**counts)


QUERIES: Queries = {CountMessages: count_messages}
