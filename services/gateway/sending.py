"""A picture that came in is noted in the log, with who sent it: nobody else sees it before it is shown."""

from collections.abc import Sequence

from shared.contracts.pictures import PICTURE, PictureSent, SendPicture
from shared.decider import Decider
from shared.room import on
from shared.service import Commands

Senders = frozenset[str]


def _send(command: SendPicture, senders: Senders) -> Sequence[PictureSent]:
    return [] if command.by.id in senders else [PictureSent(sender=command.by.id)]


def _sent(senders: Senders, event: PictureSent) -> Senders:
    return senders | {event.sender}


picture = Decider[Senders](PICTURE, frozenset(), _sent, _send)

COMMANDS: Commands = {SendPicture: on(picture, "picture")}
