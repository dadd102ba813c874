"""Comments on ideas and proposals."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.comments import (
    AppealCommentHiding,
    CommentOnIdea,
    CommentOnProposal,
    DecideCommentAppeal,
    HideComment,
    ListIdeaComments,
    ListProposalComments,
    PublishComment,
    ReportComment,
)
from shared.contracts.moderation import GetCommentModeration

ON_IDEA = "/areas/{area}/ideas/{idea}/comments"
ON_PROPOSAL = "/areas/{area}/proposals/{proposal}/comments"
ONE = "/areas/{area}/comments/{comment}"
POST = HttpMethod.POST

OPERATIONS = (
    command(POST, ON_IDEA, CommentOnIdea, "Comment on an idea", new="comment"),
    query(ON_IDEA, ListIdeaComments, "The comments on an idea, oldest first"),
    command(POST, ON_PROPOSAL, CommentOnProposal, "Comment on a proposal", new="comment"),
    query(ON_PROPOSAL, ListProposalComments, "The comments on a proposal, oldest first"),
    command(POST, f"{ONE}/publish", PublishComment, "Show a comment again"),
    command(POST, f"{ONE}/hide", HideComment, "Hide a comment"),
    command(POST, f"{ONE}/report", ReportComment, "Ask a moderator to look at a comment"),
    command(POST, f"{ONE}/appeal", AppealCommentHiding, "Appeal against the hiding of my comment"),
    command(POST, f"{ONE}/decide-appeal", DecideCommentAppeal, "Decide about an appeal, as another than who hid it"),
    query(f"{ONE}/moderation", GetCommentModeration, "What moderators did to a comment, and why"),
)
