"""Each step of an idea is told to its author: one message an event and person, each sent when it is queued. Whoever
left a ballot unfinished is reminded.

Ballots are not listened to; a vote in full swing wakes nobody here.
"""

from collections.abc import Iterable

from services.notifications.domain.letters import Told
from shared.ages import finnish_day
from shared.contracts.ballots import REMINDER, BallotLeftUnfinished
from shared.contracts.comments import COMMENT
from shared.contracts.costing import COSTING
from shared.contracts.ideas import IDEA, IdeaTakenUp
from shared.contracts.moderation import Deed, Moderated
from shared.contracts.notifications import (
    MESSAGE,
    Cause,
    MessageQueued,
    NotifyAuthors,
    QueueReminder,
    ReminderQueued,
    SendMessage,
    Thing,
)
from shared.contracts.projects import PROJECT
from shared.contracts.proposals import PROPOSAL
from shared.contracts.work_days import WorkDayPlanned
from shared.events import Recorded
from shared.messages import Command, system
from shared.service import Reaction

NOTIFICATIONS = system("notifications")


def tell(event: Recorded) -> Iterable[Command]:
    if isinstance(event.event, Told) and _is_news(event):
        cause = Cause(Thing(event.aggregate), event.aggregate_id, event.id)
        yield NotifyAuthors(area=event.area, cause=cause, by=NOTIFICATIONS)


def _is_news(event: Recorded) -> bool:
    """Whoever is asked for consent reads in the question that their idea is part of a proposal; whoever's idea is shown
    again, that it is published. Of what moderators do, the rest has letters of its own or needs none. Nobody comes to
    a work day that is noted afterwards."""
    match event.event:
        case IdeaTakenUp(asks_consent=asks):
            return not asks
        case Moderated(deed=deed):
            return deed is Deed.APPEAL_REJECTED or (deed is Deed.APPEAL_GRANTED and event.aggregate == Thing.COMMENT)
        case WorkDayPlanned(on=on):
            return on >= finnish_day(event.at)
        case _:
            return True


def remind(event: Recorded) -> Iterable[Command]:
    match event.event:
        case BallotLeftUnfinished(round=round_, edition=edition):
            reminder = event.aggregate_id
            yield QueueReminder(area=event.area, round=round_, edition=edition, reminder=reminder, by=NOTIFICATIONS)
        case _:
            return


def send(event: Recorded) -> Iterable[Command]:
    match event.event:
        case MessageQueued() | ReminderQueued():
            yield SendMessage(area=event.area, message=event.aggregate_id, by=NOTIFICATIONS)
        case _:
            return


REACTIONS = (
    Reaction((IDEA, COMMENT, PROPOSAL, COSTING, PROJECT), tell),
    Reaction((REMINDER,), remind),
    Reaction((MESSAGE,), send),
)
