"""Residents' ideas."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.idea_drafts import ForgetIdeaDraft, GetMyIdeaDraft, KeepIdeaDraft
from shared.contracts.ideas import (
    AppealIdeaHiding,
    DecideIdeaAppeal,
    EditIdea,
    GetIdea,
    HideIdea,
    ListIdeas,
    ListOpenIdeas,
    PublishIdea,
    ReportIdea,
    SubmitIdea,
)
from shared.contracts.merging import ConsentToMerge, DeclineMerge, ReleaseIdea
from shared.contracts.moderation import GetIdeaModeration, ListModeration
from shared.contracts.similar import SimilarIdeas
from shared.contracts.supports import SupportIdea, WithdrawSupport

IN_ROUND = "/areas/{area}/rounds/{round}/ideas"
ONE = "/areas/{area}/ideas/{idea}"
POST = HttpMethod.POST

OPERATIONS = (
    command(POST, IN_ROUND, SubmitIdea, "Give an idea, or write one down on behalf of another", new="idea"),
    query(IN_ROUND, ListIdeas, "The ideas of a round, newest first"),
    query(
        f"{IN_ROUND}/open", ListOpenIdeas, "The ideas that everybody may see, the newest or the most supported first"
    ),
    command(HttpMethod.PUT, f"{IN_ROUND}/draft", KeepIdeaDraft, "Keep the idea I am writing"),
    query(f"{IN_ROUND}/draft", GetMyIdeaDraft, "The idea I am writing"),
    command(HttpMethod.DELETE, f"{IN_ROUND}/draft", ForgetIdeaDraft, "Forget the idea I am writing"),
    query(f"{IN_ROUND}/similar", SimilarIdeas, "Published ideas that resemble one that is being written"),
    query(ONE, GetIdea, "An idea"),
    command(HttpMethod.PUT, ONE, EditIdea, "Change my idea"),
    command(HttpMethod.PUT, f"{ONE}/support", SupportIdea, "Support an idea"),
    command(HttpMethod.DELETE, f"{ONE}/support", WithdrawSupport, "Support an idea no more"),
    command(POST, f"{ONE}/publish", PublishIdea, "Publish an idea"),
    command(POST, f"{ONE}/hide", HideIdea, "Hide an idea"),
    command(POST, f"{ONE}/report", ReportIdea, "Ask a moderator to look at an idea"),
    command(POST, f"{ONE}/appeal", AppealIdeaHiding, "Appeal against the hiding of my idea"),
    command(POST, f"{ONE}/decide-appeal", DecideIdeaAppeal, "Decide about an appeal, as another than who hid the idea"),
    command(POST, f"{ONE}/consent", ConsentToMerge, "Agree that my idea becomes part of a proposal"),
    command(POST, f"{ONE}/decline", DeclineMerge, "Take my idea out of a proposal"),
    command(POST, f"{ONE}/release", ReleaseIdea, "Take an idea out of a proposal, and say why"),
    query(f"{ONE}/moderation", GetIdeaModeration, "What moderators did to an idea, and why"),
    query("/areas/{area}/moderation", ListModeration, "What waits for a moderator, the longest waiting first"),
)
