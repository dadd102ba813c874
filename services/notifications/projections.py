"""How far each message has come."""

from collections.abc import Iterable

from shared.contracts.notifications import (
    MESSAGE,
    MessageQueued,
    MessageSent,
    MessageStatus,
    MessageSuppressed,
    ReminderQueued,
)
from shared.events import Recorded
from shared.projections import View
from shared.views import Change, Index, Put, Update, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case MessageQueued() | ReminderQueued():
            yield Put(id_, {"area": recorded.area, "status": MessageStatus.QUEUED})
        case MessageSent():
            yield Update(id_, {"status": MessageStatus.SENT})
        case MessageSuppressed():
            yield Update(id_, {"status": MessageStatus.SUPPRESSED})
        case _:
            return


MESSAGES = View(ViewSchema("messages", (Index(("area", "status")),)), (MESSAGE,), project)
