"""Proposals built from ideas."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.proposals import DraftProposal, GetProposal, ListProposals, PlaceOnBallot

IN_ROUND = "/areas/{area}/rounds/{round}/proposals"
ONE = "/areas/{area}/proposals/{proposal}"

OPERATIONS = (
    command(HttpMethod.POST, IN_ROUND, DraftProposal, "Draft a proposal from ideas", new="proposal"),
    query(IN_ROUND, ListProposals, "The proposals of a round"),
    query(ONE, GetProposal, "A proposal"),
    command(HttpMethod.POST, f"{ONE}/place-on-ballot", PlaceOnBallot, "Put a proposal on the ballot"),
)
