import pytest

from services.notifications.domain.message import Addressee, Delivery, message, message_id, reminder_id
from shared.contracts.notifications import (
    UNKNOWN_MESSAGE,
    Cause,
    MessageQueued,
    MessageSent,
    MessageSuppressed,
    NotifyAuthors,
    Obstacle,
    QueueReminder,
    ReminderQueued,
    SendMessage,
    Thing,
)
from shared.decider import Given
from shared.messages import Event
from shared.testing import given

CAUSE = Cause(Thing.IDEA, "i1", "c1.0")
QUEUED = MessageQueued(person="aino", idea="i1", cause=CAUSE)
NOTIFY = Given(NotifyAuthors(area="saarijarvi", cause=CAUSE), Addressee("aino", "i1"))


def settle(obstacle: Obstacle | None = None) -> Given[SendMessage, Delivery]:
    return Given(SendMessage(area="saarijarvi", message="m1"), Delivery(obstacle))


def test_a_message_is_queued_once() -> None:
    given(message).when(NOTIFY).then(QUEUED).when(NOTIFY).then()


def test_a_message_is_sent_once() -> None:
    given(message, QUEUED).when(settle()).then(MessageSent()).when(settle()).then()


def test_a_message_that_cannot_reach_its_person_says_why() -> None:
    given(message, QUEUED).when(settle(Obstacle.NO_ADDRESS)).then(MessageSuppressed(obstacle=Obstacle.NO_ADDRESS))


@pytest.mark.parametrize("settled", [MessageSent(), MessageSuppressed(obstacle=Obstacle.REJECTED)])
def test_a_settled_message_is_not_queued_again(settled: Event) -> None:
    given(message, QUEUED, settled).when(NOTIFY).then()


def test_a_message_nobody_queued_cannot_be_sent() -> None:
    given(message).when(settle()).then_refused(UNKNOWN_MESSAGE)


def test_a_person_has_one_message_of_an_event() -> None:
    assert message_id("aino", "c1.0") == message_id("aino", "c1.0")
    assert len({message_id("aino", "c1.0"), message_id("veikko", "c1.0"), message_id("aino", "c1.1")}) == 3


def test_a_reminder_is_queued_without_a_person_and_sent_once() -> None:
    queue = QueueReminder(area="saarijarvi", round="r1", edition=1, reminder="5ea1")
    queued = given(message).when(queue).then(ReminderQueued(round="r1", edition=1, reminder="5ea1"))
    sent = queued.when(queue).then().when(settle()).then(MessageSent())
    sent.when(queue).then()
    assert reminder_id("5ea1") != message_id("5ea1", "")
