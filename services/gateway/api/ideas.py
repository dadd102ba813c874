"""Residents' ideas."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.ideas import EditIdea, GetIdea, HideIdea, ListIdeas, PublishIdea, SubmitIdea

IN_ROUND = "/areas/{area}/rounds/{round}/ideas"
ONE = "/areas/{area}/ideas/{idea}"

OPERATIONS = (
    command(HttpMethod.POST, IN_ROUND, SubmitIdea, "Give an idea", new="idea"),
    query(IN_ROUND, ListIdeas, "The ideas of a round, newest first"),
    query(ONE, GetIdea, "An idea"),
    command(HttpMethod.PUT, ONE, EditIdea, "Change my idea"),
    command(HttpMethod.POST, f"{ONE}/publish", PublishIdea, "Publish an idea"),
    command(HttpMethod.POST, f"{ONE}/hide", HideIdea, "Hide an idea"),
)
