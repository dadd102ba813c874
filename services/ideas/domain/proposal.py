"""A proposal (ehdotus): built from one or more ideas; priced by an expert, voted on, funded or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from services.ideas.domain.idea_state import Idea
from services.ideas.domain.phases import require_phase
from shared.contracts.areas import Contest, Phase
from shared.contracts.ideas import ID_TAKEN, IDEA_NOT_PUBLISHED, UNKNOWN_IDEA, IdeaStatus
from shared.contracts.proposals import (
    CONTEST_UNSAID,
    NOT_COSTED,
    NOT_ON_BALLOT,
    ON_BALLOT,
    OTHER_ROUND,
    OVER_BUDGET,
    PROPOSAL,
    UNKNOWN_CONTEST,
    UNKNOWN_PROPOSAL,
    WITHOUT_REASON,
    CostProposal,
    DecideFunding,
    DraftProposal,
    PlaceOnBallot,
    ProposalCosted,
    ProposalDrafted,
    ProposalFunded,
    ProposalNotFunded,
    ProposalPlacedOnBallot,
)
from shared.contracts.round_terms import RoundTerms
from shared.decider import Decider, Given
from shared.messages import Refused, require


@dataclass(frozen=True)
class Sources:
    """What a proposal is drafted from."""

    terms: RoundTerms
    ideas: tuple[Idea | None, ...]


InRound: TypeAlias = Given[CostProposal, RoundTerms] | Given[PlaceOnBallot, RoundTerms]
ProposalCommand: TypeAlias = Given[DraftProposal, Sources] | InRound | DecideFunding
ProposalEvent: TypeAlias = (
    ProposalDrafted | ProposalCosted | ProposalPlacedOnBallot | ProposalFunded | ProposalNotFunded
)


@dataclass(frozen=True)
class Proposal:
    drafted: ProposalDrafted
    costed: ProposalCosted | None = None
    on_ballot: bool = False
    decided: bool = False


def decide(command: ProposalCommand, state: Proposal | None) -> Sequence[ProposalEvent]:
    match command:
        case Given(DraftProposal() as draft, Sources() as sources):
            return _draft(draft, sources, state)
        case Given(CostProposal() as cost, RoundTerms() as terms):
            return _cost(cost, terms, _known(state))
        case Given(PlaceOnBallot() as place, RoundTerms() as terms):
            return _place(place, terms, _known(state))
        case DecideFunding():
            return _fund(command, _known(state))
        case _:
            raise TypeError(command)


def _known(state: Proposal | None) -> Proposal:
    if state is None:
        raise Refused(UNKNOWN_PROPOSAL)
    return state


def _draft(command: DraftProposal, sources: Sources, state: Proposal | None) -> Sequence[ProposalEvent]:
    drafted = ProposalDrafted(round=command.round, ideas=command.ideas, title=command.title, text=command.text)
    if state is not None:
        require(state.drafted == drafted, ID_TAKEN)
        return []
    require_phase(sources.terms, Phase.PLANNING, command.at)
    for idea in sources.ideas:
        _require_usable(idea, command.round)
    return [drafted]


def _require_usable(idea: Idea | None, round_: str) -> None:
    if idea is None:
        raise Refused(UNKNOWN_IDEA)
    require(idea.submitted.round == round_, OTHER_ROUND)
    require(idea.status in {IdeaStatus.PUBLISHED, IdeaStatus.TAKEN_UP}, IDEA_NOT_PUBLISHED)


def _cost(command: CostProposal, terms: RoundTerms, state: Proposal) -> Sequence[ProposalEvent]:
    costed = ProposalCosted(cost_cents=command.cost_cents, feasible=command.feasible, reason=command.reason)
    if costed == state.costed:
        return []
    require(not state.on_ballot, ON_BALLOT)
    require(command.feasible or bool(command.reason.strip()), WITHOUT_REASON)
    require_phase(terms, Phase.PLANNING, command.at)
    return [costed]


def _place(command: PlaceOnBallot, terms: RoundTerms, state: Proposal) -> Sequence[ProposalEvent]:
    if state.on_ballot:
        return []
    costed = state.costed
    if costed is None or not costed.feasible:
        raise Refused(NOT_COSTED)
    require_phase(terms, Phase.PLANNING, command.at)
    contest = _contest(command.contest, terms.contests)
    require(costed.cost_cents <= contest.budget_cents, OVER_BUDGET)
    drafted = state.drafted
    return [
        ProposalPlacedOnBallot(
            round=drafted.round, title=drafted.title, cost_cents=costed.cost_cents, contest=contest.id
        )
    ]


def _contest(asked: str | None, contests: Sequence[Contest]) -> Contest:
    by_id = {contest.id: contest for contest in contests}
    if asked is None:
        require(len(contests) == 1, CONTEST_UNSAID, contests=", ".join(by_id))
        return contests[0]
    require(asked in by_id, UNKNOWN_CONTEST, contest=asked)
    return by_id[asked]


def _fund(command: DecideFunding, state: Proposal) -> Sequence[ProposalEvent]:
    if state.decided:
        return []
    if state.costed is None or not state.on_ballot:
        raise Refused(NOT_ON_BALLOT)
    round_ = state.drafted.round
    if not command.funded:
        return [ProposalNotFunded(round=round_, reason=command.reason)]
    return [ProposalFunded(round=round_, title=state.drafted.title, cost_cents=state.costed.cost_cents)]


def evolve(state: Proposal | None, event: ProposalEvent) -> Proposal:
    match event:
        case ProposalDrafted():
            return Proposal(event)
        case ProposalCosted():
            return replace(_known(state), costed=event)
        case ProposalPlacedOnBallot():
            return replace(_known(state), on_ballot=True)
        case ProposalFunded() | ProposalNotFunded():
            return replace(_known(state), decided=True)
        case _:
            assert_never(event)


proposal = Decider[Proposal | None](PROPOSAL, None, evolve, decide)
