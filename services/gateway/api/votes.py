"""Votes, and one's own ballot."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.voting import AnnulVote, CastVote, CertifyVote, GetMyBallot, GetVote, ReopenVote, ReviewVote

ROUND = "/areas/{area}/rounds/{round}"

OPERATIONS = (
    query(f"{ROUND}/vote", GetVote, "What is voted on, until when, and the result once counted"),
    command(HttpMethod.PUT, f"{ROUND}/ballot", CastVote, "Cast my ballot, or replace it"),
    query(f"{ROUND}/ballot", GetMyBallot, "My ballot"),
    command(HttpMethod.POST, f"{ROUND}/vote/review", ReviewVote, "Sign the count as the first of two coordinators"),
    command(HttpMethod.POST, f"{ROUND}/vote/certify", CertifyVote, "Sign the count as the second one: it stands"),
    command(HttpMethod.POST, f"{ROUND}/vote/annul", AnnulVote, "Annul the vote, for a reason everybody is told"),
    command(HttpMethod.POST, f"{ROUND}/vote/reopen", ReopenVote, "Hold an annulled vote anew"),
)
