"""What a person is told of the proposal that grew out of their idea: its price, the vote."""

from dataclasses import replace
from typing import TypeAlias, assert_never

from services.notifications.domain.letter import Letter
from shared.contracts.costing import AppealDecided, AuthorAsked
from shared.contracts.proposals import ProposalCosted, ProposalFunded, ProposalNotFunded, ProposalPlacedOnBallot

OfCosting: TypeAlias = AuthorAsked | AppealDecided
OfProposal: TypeAlias = ProposalCosted | ProposalPlacedOnBallot | ProposalFunded | ProposalNotFunded

COSTED = Letter(
    "The proposal “{proposal}” has a price",
    "The proposal grew out of your idea “{idea}”. An expert says that it costs {cost}.",
)
INFEASIBLE = Letter(
    "The proposal “{proposal}” cannot be carried out",
    "The proposal grew out of your idea “{idea}”. An expert says that it cannot be carried out. The reason: {reason}",
)
ASKED = Letter(
    "An expert asks you about “{proposal}”",
    "The proposal grew out of your idea “{idea}”. To know what it costs, an expert asks: {reason}",
    link="You can answer here: {url}",
)
APPEAL_UPHELD = Letter(
    "The price of “{proposal}” is looked at again",
    "The proposal grew out of your idea “{idea}”. An appeal was upheld, and an expert estimates it anew. "
    "The reason: {reason}",
)
APPEAL_DENIED = Letter(
    "The price of “{proposal}” stays as it is",
    "The proposal grew out of your idea “{idea}”. An appeal about its price was not upheld. The reason: {reason}",
)
ON_BALLOT = Letter(
    "You can vote on the proposal “{proposal}”",
    "The proposal grew out of your idea “{idea}”. It is on the ballot and costs {cost}.",
)
FUNDED = Letter(
    "The proposal “{proposal}” won",
    "Residents chose the proposal that grew out of your idea “{idea}”. The city pays {cost} for it.",
)
NOT_FUNDED = Letter(
    "The proposal “{proposal}” did not win",
    "The proposal grew out of your idea “{idea}”. {reason} Thank you for your idea!",
)

WHY_NOT = {  # by the codes of the count
    "too_expensive": "It costs more than the money that was left when its turn came.",
    "below_threshold": "It got fewer votes than are needed.",
    "below_min_votes": "It got fewer votes than are needed for any proposal.",
    "rival_funded": "A proposal that excludes it won.",
    "underfunded": "Its supporters could not pay for it with their shares of the money.",
    "stopped": "The money ran out before its turn came.",
}
OTHERWISE = "Other proposals came before it."


def of_costing(event: OfCosting) -> Letter:
    match event:
        case AuthorAsked(text=text):
            return replace(ASKED, reason=text)
        case AppealDecided(upheld=upheld, reason=reason):
            return replace(APPEAL_UPHELD if upheld else APPEAL_DENIED, reason=reason)
        case _:
            assert_never(event)


def of_proposal(event: OfProposal) -> Letter:
    match event:
        case ProposalCosted(cost_cents=cents, feasible=feasible, reason=reason):
            return replace(COSTED, cost_cents=cents) if feasible else replace(INFEASIBLE, reason=reason)
        case ProposalPlacedOnBallot(cost_cents=cents):
            return replace(ON_BALLOT, cost_cents=cents)
        case ProposalFunded(cost_cents=cents):
            return replace(FUNDED, cost_cents=cents)
        case ProposalNotFunded(reason=code):
            return replace(NOT_FUNDED, reason=WHY_NOT.get(code, OTHERWISE))
        case _:
            assert_never(event)
