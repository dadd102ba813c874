"""A proposal (ehdotus): built from one or more ideas; priced by experts, voted on, funded or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from services.ideas.domain.idea_state import Idea
from services.ideas.domain.phases import require_phase
from shared.contracts.categories import Category
from shared.contracts.contests import Contest
from shared.contracts.costing import UNSIGNED, CostingSigned, Feasibility
from shared.contracts.ideas import ID_TAKEN, IDEA_NOT_PUBLISHED, UNKNOWN_IDEA, IdeaStatus
from shared.contracts.merging import BALLOT_FIXED, NOT_IN_PROPOSAL, DeclineMerge, ReleaseIdea
from shared.contracts.proposals import (
    CONTEST_UNSAID,
    COSTS_NOTHING,
    NO_IDEA_LEFT,
    NOT_COSTED,
    NOT_ON_BALLOT,
    ON_BALLOT,
    OTHER_ROUND,
    OVER_BUDGET,
    PROPOSAL,
    SAME_IDEA,
    UNKNOWN_CONTEST,
    UNKNOWN_PROPOSAL,
    CostProposal,
    DecideFunding,
    DraftProposal,
    IdeaLeft,
    PlaceOnBallot,
    ProposalCosted,
    ProposalDrafted,
    ProposalEvent,
    ProposalFunded,
    ProposalGivenUp,
    ProposalNotFunded,
    ProposalPlacedOnBallot,
    ProposalPriceWithdrawn,
    WithdrawPrice,
)
from shared.contracts.round_terms import RoundTerms
from shared.contracts.rounds import Phase
from shared.decider import Decider, Given
from shared.messages import Refused, require


@dataclass(frozen=True)
class Sources:
    """What a proposal is drafted from."""

    terms: RoundTerms
    ideas: tuple[Idea | None, ...]


@dataclass(frozen=True)
class Placing:
    """The round a proposal is voted on in, and the signed price that stands now."""

    terms: RoundTerms
    signed: CostingSigned | None


FromOutside: TypeAlias = Given[DraftProposal, Sources] | Given[PlaceOnBallot, Placing]
Leave: TypeAlias = DeclineMerge | ReleaseIdea
ProposalCommand: TypeAlias = FromOutside | CostProposal | WithdrawPrice | Leave | DecideFunding


@dataclass(frozen=True)
class Proposal:
    drafted: ProposalDrafted
    costed: ProposalCosted | None = None
    left: frozenset[str] = frozenset()
    on_ballot: bool = False
    trial: bool = False
    decided: bool = False

    @property
    def ideas(self) -> tuple[str, ...]:
        """Those it is drafted from without those that left."""
        return tuple(idea for idea in self.drafted.ideas if idea not in self.left)


def decide(command: ProposalCommand, state: Proposal | None) -> Sequence[ProposalEvent]:
    match command:
        case Given(DraftProposal() as draft, Sources() as sources):
            return _draft(draft, sources, state)
        case Given(PlaceOnBallot() as place, Placing() as placing):
            return _place(place, placing, _known(state))
        case CostProposal():
            return _cost(command, _known(state))
        case WithdrawPrice():
            return _withdraw(_known(state))
        case DeclineMerge() | ReleaseIdea():
            return _let_go(command, _known(state))
        case DecideFunding():
            return _fund(command, _known(state))
        case _:
            raise TypeError(command)


def _known(state: Proposal | None) -> Proposal:
    if state is None:
        raise Refused(UNKNOWN_PROPOSAL)
    return state


def _draft(command: DraftProposal, sources: Sources, state: Proposal | None) -> Sequence[ProposalEvent]:
    drafted = ProposalDrafted(
        round=command.round,
        ideas=command.ideas,
        title=command.title,
        text=command.text,
        language=command.language,
        asks_consent=len({idea.submitted.author for idea in sources.ideas if idea}) > 1,
        category=next((idea.content.category for idea in sources.ideas if idea), Category.OTHER),
    )
    if state is not None:
        require(state.drafted == drafted, ID_TAKEN)
        return []
    require(len(set(command.ideas)) == len(command.ideas), SAME_IDEA)
    require_phase(sources.terms, Phase.PLANNING, command.at)
    for idea in sources.ideas:
        _require_usable(idea, command.round)
    return [drafted]


def _require_usable(idea: Idea | None, round_: str) -> None:
    if idea is None:
        raise Refused(UNKNOWN_IDEA)
    require(idea.submitted.round == round_, OTHER_ROUND)
    require(idea.status in {IdeaStatus.PUBLISHED, IdeaStatus.TAKEN_UP}, IDEA_NOT_PUBLISHED)


def _cost(command: CostProposal, state: Proposal) -> Sequence[ProposalEvent]:
    costed = ProposalCosted(cost_cents=command.cost_cents, feasible=command.feasible, reason=command.reason)
    if costed == state.costed or not state.ideas:
        return []
    require(not state.on_ballot, ON_BALLOT)
    return [costed]


def _withdraw(state: Proposal) -> Sequence[ProposalEvent]:
    if state.costed is None:
        return []
    require(not state.on_ballot, ON_BALLOT)
    return [ProposalPriceWithdrawn()]


def _let_go(command: Leave, state: Proposal) -> Sequence[ProposalEvent]:
    if command.idea in state.left:
        return []
    require(command.idea in state.ideas, NOT_IN_PROPOSAL)
    require(not state.on_ballot, BALLOT_FIXED)
    reason = command.reason if isinstance(command, ReleaseIdea) else ""
    left = IdeaLeft(idea=command.idea, declined=isinstance(command, DeclineMerge), reason=reason)
    return [left] if len(state.ideas) > 1 else [left, ProposalGivenUp()]


def _place(command: PlaceOnBallot, placing: Placing, state: Proposal) -> Sequence[ProposalEvent]:
    """The signed price is taken along where its news has not come here yet."""
    if state.on_ballot:
        return []
    signed = placing.signed
    if signed is None:
        raise Refused(UNSIGNED)
    require(signed.feasibility is Feasibility.FEASIBLE, NOT_COSTED)
    require(signed.price_cents > 0, COSTS_NOTHING)
    require(bool(state.ideas), NO_IDEA_LEFT)
    require_phase(placing.terms, Phase.PLANNING, command.at)
    contest = _contest(command.contest, placing.terms.contests)
    require(signed.price_cents <= contest.budget_cents, OVER_BUDGET)
    costed = ProposalCosted(cost_cents=signed.price_cents, feasible=True, reason=signed.reason)
    drafted = state.drafted
    placed = ProposalPlacedOnBallot(
        round=drafted.round,
        title=drafted.title,
        cost_cents=signed.price_cents,
        contest=contest.id,
        trial=placing.terms.trial,
    )
    return [placed] if costed == state.costed else [costed, placed]


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
    cents, title = state.costed.cost_cents, state.drafted.title
    return [ProposalFunded(round=round_, title=title, cost_cents=cents, trial=state.trial)]


def evolve(state: Proposal | None, event: ProposalEvent) -> Proposal:
    match event:
        case ProposalDrafted():
            return Proposal(event)
        case ProposalCosted():
            return replace(_known(state), costed=event)
        case ProposalPriceWithdrawn():
            return replace(_known(state), costed=None)
        case IdeaLeft(idea=idea):
            known = _known(state)
            return replace(known, left=known.left | {idea})
        case ProposalPlacedOnBallot(trial=trial):
            return replace(_known(state), on_ballot=True, trial=trial)
        case ProposalFunded() | ProposalNotFunded() | ProposalGivenUp():
            return replace(_known(state), decided=True)
        case _:
            assert_never(event)


proposal = Decider[Proposal | None](PROPOSAL, None, evolve, decide)
