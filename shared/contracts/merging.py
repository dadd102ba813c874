"""Several ideas become one proposal, if their authors agree: each is asked, and can leave until the proposal is on the
ballot. Whoever does not answer stays."""

from enum import StrEnum
from typing import ClassVar

from shared.contracts.words import Sentence
from shared.messages import Command, Event, Id, Kind, Reason, Role

# Events of an idea


class ConsentAsked(Event, frozen=True, kw_only=True):
    proposal: str


class ConsentGiven(Event, frozen=True, kw_only=True):
    proposal: str


class IdeaReleased(Event, frozen=True, kw_only=True):
    """It is no part of the proposal any more. `still_in` is another one of which it is; empty: it stands by itself."""

    public: ClassVar[bool] = True
    proposal: str
    declined: bool
    reason: str = ""
    still_in: str = ""


# Commands


class AnswerMerge(Command, frozen=True, kw_only=True):
    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.RESIDENT})
    idea: Id
    proposal: Id


class ConsentToMerge(AnswerMerge, frozen=True, kw_only=True):
    pass


class DeclineMerge(AnswerMerge, frozen=True, kw_only=True):
    pass


class ReleaseIdea(Command, frozen=True, kw_only=True):
    """Undo that the idea became part of the proposal."""

    service: ClassVar[str] = "ideas"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.COORDINATOR})
    idea: Id
    proposal: Id
    reason: Sentence


NOT_ASKED = Reason("not_asked", Kind.CONFLICT, "Nobody has asked whether this idea may be part of the proposal.")
NOT_IN_PROPOSAL = Reason("not_in_proposal", Kind.CONFLICT, "The idea is not part of this proposal.")
BALLOT_FIXED = Reason("ballot_fixed", Kind.CONFLICT, "The proposal is on the ballot already.")


class Consent(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
