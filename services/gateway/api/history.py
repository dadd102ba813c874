"""What happened to a thing, when and by which role; for staff."""

from services.gateway.operations import query
from shared.contracts.history import GetHistory, GetRoundHistory, GetVoteHistory

ROUND = "/areas/{area}/rounds/{round}"

OPERATIONS = (
    query("/areas/{area}/history/{thing}/{id}", GetHistory, "What happened to an idea, comment, proposal or project"),
    query(f"{ROUND}/history", GetRoundHistory, "What happened to a round"),
    query(f"{ROUND}/vote/history", GetVoteHistory, "What happened to the vote of a round"),
)
