"""The trail of a thing: every event is told with its role, or beside another one."""

from typing import get_args

import pytest

from services.areas.history import doers as of_round
from services.ideas.doers import CAUSES, TOLD_BESIDE, doers
from services.voting.history import CAUSES as OF_VOTE
from shared.contracts.comments import COMMENT, CommentGiven
from shared.contracts.costing import COSTING, SignatureGiven
from shared.contracts.ideas import IDEA, IdeaSubmitted
from shared.contracts.merging import IdeaReleased
from shared.contracts.moderation import Deed, Moderated
from shared.contracts.projects import PROJECT
from shared.contracts.proposals import PROPOSAL, IdeaLeft, ProposalGivenUp
from shared.contracts.rounds import Phase, RoundPhaseStarted
from shared.contracts.voting import VOTE
from shared.events import Aggregate
from shared.messages import Role

BY_WHAT_THEY_SAY = {IdeaSubmitted, CommentGiven, IdeaReleased, Moderated, IdeaLeft, ProposalGivenUp, SignatureGiven}


@pytest.mark.parametrize("aggregate", [IDEA, COMMENT, PROPOSAL, COSTING, PROJECT], ids=lambda one: one.name)
def test_no_event_is_forgotten(aggregate: Aggregate) -> None:
    assert set(get_args(aggregate.events)) - set(CAUSES) - TOLD_BESIDE - BY_WHAT_THEY_SAY == set()


def test_no_event_of_a_vote_is_forgotten() -> None:
    assert set(get_args(VOTE.events)) == set(OF_VOTE)


def test_who_did_it_is_told_by_role() -> None:
    given = IdeaSubmitted(round="r1", author="aino", title="Penkki", text="")
    assert doers(given) == frozenset({Role.RESIDENT})
    assert doers(Moderated(deed=Deed.HIDDEN, by="mari", role=Role.COORDINATOR)) == frozenset({Role.COORDINATOR})
    assert doers(IdeaReleased(proposal="h1", declined=True)) == frozenset({Role.RESIDENT})
    assert doers(IdeaReleased(proposal="h1", declined=False)) == frozenset({Role.COORDINATOR})
    assert doers(IdeaLeft(idea="i1", declined=True)) == frozenset({Role.RESIDENT})
    assert doers(IdeaLeft(idea="i1", declined=False, reason="Erilaisia.")) == frozenset({Role.COORDINATOR})
    assert doers(ProposalGivenUp()) == frozenset({Role.SYSTEM})
    signed = SignatureGiven(version=1, signer="kaisa", role=Role.COORDINATOR)
    assert doers(signed) == frozenset({Role.COORDINATOR})
    assert of_round(RoundPhaseStarted(phase=Phase.IDEAS, ends_at=None)) == frozenset({Role.SYSTEM})
