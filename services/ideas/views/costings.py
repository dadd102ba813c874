"""Costings as people read them: staff all of it, others what a signature has published."""

from collections.abc import Iterable
from typing import Any

import msgspec

from shared.contracts.costing import (
    COSTING,
    UNKNOWN_COSTING,
    AppealDecided,
    AuthorAnswered,
    AuthorAsked,
    CostEstimated,
    CostingAppealed,
    CostingAssigned,
    CostingClosed,
    CostingSigned,
    GetCosting,
)
from shared.documents import document_of
from shared.events import Recorded
from shared.messages import Actor, Event, Role
from shared.projections import View
from shared.room import Room
from shared.service import Queries
from shared.views import Append, Change, Document, PutOnce, Update, ViewSchema

STAFF = (Role.MODERATOR, Role.COORDINATOR, Role.EXPERT)
PEOPLE = {"estimator", "author"}
KEPT = {
    CostEstimated: "estimates",
    AuthorAsked: "questions",
    AuthorAnswered: "answers",
    CostingAppealed: "appeals",
    AppealDecided: "decisions",
}


def project(recorded: Recorded) -> Iterable[Change]:
    id_ = recorded.aggregate_id
    match recorded.event:
        case CostingAssigned(department=department, expert=expert):
            yield PutOnce(id_, _assigned(recorded))
            yield Update(id_, {"department": department, "expert": expert})
        case CostingSigned(version=version):
            yield Update(id_, {"signed": version, "published": version})
            yield Append(id_, "signatures", {"version": version, "at": recorded.at.isoformat()})
        case AppealDecided(upheld=True) as decided:
            yield _kept(recorded, decided)
            yield Update(id_, {"signed": 0})
        case CostEstimated() | AuthorAsked() | AuthorAnswered() | CostingAppealed() | AppealDecided() as event:
            yield _kept(recorded, event)
        case CostingClosed():
            yield Update(id_, {"closed": True})
        case _:
            return


def _assigned(recorded: Recorded) -> Document:
    lists: Document = {name: [] for name in (*KEPT.values(), "signatures")}
    return {"id": recorded.aggregate_id, "area": recorded.area, "signed": 0, "published": 0, "closed": False, **lists}


def _kept(recorded: Recorded, event: Event) -> Append:
    said = {**msgspec.to_builtins(event), "at": recorded.at.isoformat()}
    return Append(recorded.aggregate_id, KEPT[type(event)], said)


VIEW = View(ViewSchema("costings"), (COSTING,), project)


async def get_costing(query: GetCosting, room: Room) -> Any:
    return _shown(await document_of(room, VIEW, query.proposal, query, UNKNOWN_COSTING), query.by)


def _shown(costing: Document, reader: Actor) -> Document:
    staff = any(reader.holds(role, costing["area"]) for role in STAFF)
    author = reader.id if reader.holds(Role.RESIDENT, costing["area"]) else None  # a code of theirs lets into a vote
    return {
        "id": costing["id"],
        "area": costing["area"],
        "department": costing["department"],
        "signed": costing["signed"],
        "closed": costing["closed"],
        "estimates": _estimates(costing, reader.id, staff=staff),
        "questions": _questions(costing, author, staff=staff),
        "appeals": _appeals(costing, author, staff=staff),
        "expert": (costing["expert"] or None) if staff else None,
    }


def _estimates(costing: Document, reader: str, *, staff: bool) -> list[Document]:
    signed = {one["version"]: one["at"] for one in costing["signatures"]}
    seen = (one for one in costing["estimates"] if staff or one["version"] <= costing["published"])
    return [
        _nameless(one) | {"signed_at": signed.get(one["version"]), "mine": staff and one["estimator"] == reader}
        for one in seen
    ]


def _questions(costing: Document, author: str | None, *, staff: bool) -> list[Document]:
    """An answer that came after the last signature waits for the next."""
    until = max((one["at"] for one in costing["signatures"]), default="")
    answers = {
        one["question"]: {"answer": one["text"], "answered_at": one["at"]}
        for one in costing["answers"]
        if staff or one["author"] == author or one["at"] <= until
    }
    return [
        {"id": one["question"], "text": one["text"], "at": one["at"], **answers.get(one["question"], {})}
        for one in costing["questions"]
    ]


def _appeals(costing: Document, author: str | None, *, staff: bool) -> list[Document]:
    decided = {one["version"]: one for one in costing["decisions"]}
    return [_appeal(one, decided.get(one["version"]), author, staff=staff) for one in costing["appeals"]]


def _appeal(appeal: Document, decided: Document | None, author: str | None, *, staff: bool) -> Document:
    told = staff or decided is not None or appeal["author"] == author
    shown = {"version": appeal["version"], "at": appeal["at"], "reason": appeal["reason"] if told else None}
    if decided is None:
        return shown
    return {**shown, "upheld": decided["upheld"], "answer": decided["reason"], "decided_at": decided["at"]}


def _nameless(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in PEOPLE}


QUERIES: Queries = {GetCosting: get_costing}
