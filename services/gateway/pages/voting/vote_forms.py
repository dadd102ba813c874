"""The forms on the coordinators' page of a vote, and how each is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.gateway.pages.filled import Filled, Given, first
from services.gateway.pages.finnish_time import typed_in
from shared.contracts.certification import AnnulVote, CertifyVote, PublishVote, ReopenVote, ReviewVote
from shared.contracts.codes import VoidCodes
from shared.contracts.voting import AnnounceVote, ExtendVote, NameRivals
from shared.messages import Command

GROUP = "group."


@dataclass(frozen=True)
class Kept:
    """What was filled in, in the one `form` that was refused."""

    form: str
    filled: Filled

    def typed(self, form: str, field: str, otherwise: str = "") -> str:
        return first(self.filled, field) if form == self.form else otherwise

    def ticked(self, form: str, field: str, otherwise: Sequence[str] = ()) -> Sequence[str]:
        return self.filled.get(field, []) if form == self.form else otherwise


def _nothing(_: Filled) -> Given:
    return {}


def _rivals(filled: Filled) -> Given:
    """A field for each group, with the proposals ticked in it; a group without any is none."""
    return {"rivals": [ticked for name, ticked in filled.items() if name.startswith(GROUP)]}


def _closing(filled: Filled) -> Given:
    return {"closes_at": typed_in("closes_at", first(filled, "closes_at"))}


def _reason(filled: Filled) -> Given:
    return {"reason": first(filled, "reason").strip()}


def _seen(filled: Filled) -> Given:
    return {"proposals": filled.get("proposal", [])}


def _batch(filled: Filled) -> Given:
    return {"batch": first(filled, "batch"), **_reason(filled)}


def _anew(filled: Filled) -> Given:
    return {"without": filled.get("without", []), **_closing(filled)}


FORMS: dict[str, tuple[type[Command], Callable[[Filled], Given]]] = {
    "rivals": (NameRivals, _rivals),
    "announce": (AnnounceVote, _seen),
    "extend": (ExtendVote, _closing),
    "void": (VoidCodes, _batch),
    "review": (ReviewVote, _nothing),
    "certify": (CertifyVote, _nothing),
    "publish": (PublishVote, _nothing),
    "annul": (AnnulVote, _reason),
    "reopen": (ReopenVote, _anew),
}
