"""The vote as people read it. Ballots have no view: they are read by their owner and by the count, from the log."""

from collections.abc import Iterable

from msgspec import to_builtins

from shared.contracts.certification import VoteAnnulled, VoteCertified, VotePublished
from shared.contracts.voting import (
    VOTE,
    VoteAnnounced,
    VoteClosed,
    VoteClosingMoved,
    VoteCounted,
    VoteOpened,
    VoteStatus,
    VoteView,
)
from shared.events import Recorded
from shared.messages import Event
from shared.projections import View
from shared.views import Change, Document, Put, Update, ViewSchema


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case VoteAnnounced(terms=terms):
            yield Put(id_, to_builtins(_shown(recorded, terms, VoteStatus.ANNOUNCED)))
        case VoteOpened() as terms:
            yield Put(id_, to_builtins(_shown(recorded, terms, VoteStatus.OPEN)))
        case VoteClosingMoved(closes_at=closes_at):
            yield Update(id_, to_builtins({"closes_at": closes_at}))
        case event:
            if reached := _reached(event):
                yield Update(id_, reached)


def _reached(event: Event) -> Document:
    match event:
        case VoteClosed():
            return {"status": VoteStatus.CLOSED}
        case VoteCounted(result=result, turnout=turnout):
            return {"status": VoteStatus.COUNTED, "result": to_builtins(result), "turnout": to_builtins(turnout)}
        case VoteCertified():
            return {"status": VoteStatus.CERTIFIED}
        case VotePublished():
            return {"status": VoteStatus.PUBLISHED}
        case VoteAnnulled(reason=reason):
            return {"status": VoteStatus.ANNULLED, "annulled": reason, "result": None, "turnout": None}
        case _:
            return {}


def _shown(recorded: Recorded, terms: VoteOpened, status: VoteStatus) -> VoteView:
    return VoteView(
        id=recorded.aggregate_id,
        area=recorded.area,
        status=status,
        items=terms.items,
        contests=terms.contests,
        rivals=terms.rivals,
        roll=terms.roll,
        closes_at=terms.closes_at,
        was_to_close_at=terms.closes_at,
        edition=terms.edition,
        terms_hash=terms.terms_hash,
        seed_hash=terms.seed_hash,
        trial=terms.trial,
    )


VOTES = View(ViewSchema("votes"), (VOTE,), project)
