"""The vote as people read it. Ballots have no view: they are read by their owner and by the count, from the log."""

from collections.abc import Iterable

from msgspec import to_builtins

from shared.contracts.voting import (
    VOTE,
    VoteAnnulled,
    VoteCertified,
    VoteClosed,
    VoteClosingMoved,
    VoteCounted,
    VoteOpened,
    VotePublished,
    VoteStatus,
    VoteView,
)
from shared.events import Recorded
from shared.projections import View
from shared.views import Change, Put, Update, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case VoteOpened() as event:
            yield Put(id_, to_builtins(_opened(recorded, event)))
        case VoteClosingMoved(closes_at=closes_at):
            yield Update(id_, to_builtins({"closes_at": closes_at}))
        case VoteClosed():
            yield Update(id_, {"status": VoteStatus.CLOSED})
        case VoteCounted() as event:
            yield Update(id_, {"status": VoteStatus.COUNTED, "result": to_builtins(event)})
        case VoteCertified():
            yield Update(id_, {"status": VoteStatus.CERTIFIED})
        case VotePublished():
            yield Update(id_, {"status": VoteStatus.PUBLISHED})
        case VoteAnnulled(reason=reason):
            yield Update(id_, {"status": VoteStatus.ANNULLED, "annulled": reason, "result": None})
        case _:
            return


def _opened(recorded: Recorded, event: VoteOpened) -> VoteView:
    return VoteView(
        id=recorded.aggregate_id,
        area=recorded.area,
        status=VoteStatus.OPEN,
        items=event.items,
        contests=event.contests,
        rivals=event.rivals,
        roll=event.roll,
        closes_at=event.closes_at,
        edition=event.edition,
        terms_hash=event.terms_hash,
        seed_hash=event.seed_hash,
    )


VOTES = View(ViewSchema("votes"), (VOTE,), project)
