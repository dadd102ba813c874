"""Votes, and one's own ballot."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.voting import CastVote, GetMyBallot, GetVote

ROUND = "/areas/{area}/rounds/{round}"

OPERATIONS = (
    query(f"{ROUND}/vote", GetVote, "What is voted on, until when, and the result once counted"),
    command(HttpMethod.PUT, f"{ROUND}/ballot", CastVote, "Cast my ballot, or replace it"),
    query(f"{ROUND}/ballot", GetMyBallot, "My ballot"),
)
