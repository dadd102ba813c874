"""What came of what a resident took part in, and what waits for their answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.ideas.views.ideas import may_see
from services.ideas.views.projects import work_day
from shared.contracts.merging import Consent
from shared.contracts.my_part import Part
from shared.contracts.notifications import Thing
from shared.contracts.proposals import ProposalStatus
from shared.ids import derived_id
from shared.messages import Actor
from shared.views import Document

Known = Mapping[str, Document]
BEFORE_BALLOT = frozenset({ProposalStatus.DRAFTED, ProposalStatus.COSTED, ProposalStatus.INFEASIBLE})


@dataclass(frozen=True)
class Around:
    """By their ids."""

    ideas: Known
    comments: Known
    proposals: Known
    costings: Known
    projects: Known


def told(part: Document, around: Around, person: Actor) -> Document:
    kept = {name: part[name] for name in ("part", "area", "at", "thing", "about")}
    match part["part"]:
        case Part.IDEA:
            return {**kept, **_about(part, around, person), **_own_idea(around.ideas.get(part["about"]), around)}
        case Part.COMMENT:
            return {**kept, **_about(part, around, person), **_own_comment(around.comments.get(part["own"]))}
        case Part.WORK_DAY:
            return {**kept, **_about(part, around, person), "work_day": _day(part, around)}
        case _:
            return {**kept, **_about(part, around, person)}


def _about(part: Document, around: Around, person: Actor) -> Document:
    """The title of what it is about, and what came of that."""
    id_ = part["about"]
    match part["thing"]:
        case Thing.IDEA:
            idea = around.ideas.get(id_)
            seen = idea is not None and may_see(person, idea)
            return _titled(idea if seen else None) | {"outcome": _outcome((idea or {}).get("proposal"), around)}
        case Thing.PROPOSAL:
            return _titled(around.proposals.get(id_)) | {"outcome": _outcome(id_, around)}
        case _:
            return _titled(around.projects.get(id_))


def _titled(document: Document | None) -> Document:
    return {"title": document["title"]} if document else {}


def _outcome(proposal: str | None, around: Around) -> Document | None:
    found = around.proposals.get(proposal) if proposal else None
    if found is None:
        return None
    project = around.projects.get(derived_id("project", found["id"]))
    said = {"proposal": found["id"], "title": found["title"], "status": found["status"], "reason": found.get("reason")}
    return said | ({"project": project["id"], "implemented": project["implemented"]} if project else {})


def _own_idea(idea: Document | None, around: Around) -> Document:
    if idea is None:
        return {}
    proposal = around.proposals.get(idea.get("proposal") or "")
    own = {"text": idea["text"], "status": idea["status"], "reason": idea.get("reason")}
    return own if proposal is None else own | _waiting(idea, proposal, around)


def _waiting(idea: Document, proposal: Document, around: Around) -> Document:
    asked = idea.get("consent") == Consent.ASKED and proposal["status"] in BEFORE_BALLOT
    return {"asks_consent": asked, "questions": _questions(around.costings.get(proposal["id"]))}


def _questions(costing: Document | None) -> list[Document]:
    if costing is None or costing["closed"]:
        return []
    answered = {one["question"] for one in costing["answers"]}
    return [
        {"id": one["question"], "text": one["text"], "at": one["at"]}
        for one in costing["questions"]
        if one["question"] not in answered
    ]


def _own_comment(comment: Document | None) -> Document:
    return {name: comment[name] for name in ("text", "hidden")} | {"reason": comment.get("reason")} if comment else {}


def _day(part: Document, around: Around) -> Document | None:
    project = around.projects.get(part["about"])
    if project is None:
        return None
    days = (one for one in project["days"] if one["day"] == part["day"])
    return next(({**work_day(project, one), "mine": True} for one in days), None)
