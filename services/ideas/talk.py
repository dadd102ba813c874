"""What people say about ideas and proposals: supports and comments."""

from dataclasses import replace

from services.ideas.domain.comment import Comment, Talk, comment
from services.ideas.domain.idea import idea
from services.ideas.domain.proposal import proposal
from services.ideas.domain.support import support
from services.ideas.facts import said
from shared.contracts.comments import (
    AppealCommentHiding,
    CommentOnIdea,
    CommentOnProposal,
    DecideCommentAppeal,
    GiveComment,
    HideComment,
    PublishComment,
    ReportComment,
)
from shared.contracts.ideas import OPEN_TO_ALL, UNKNOWN_IDEA
from shared.contracts.proposals import UNKNOWN_PROPOSAL
from shared.contracts.supports import SupportIdea, WithdrawSupport, support_id
from shared.decider import Given
from shared.messages import Done, Refused
from shared.room import Room, on
from shared.service import Commands


async def support_idea(command: SupportIdea, command_id: str, room: Room) -> Done:
    supported = (await room.newest(idea, command.area, command.idea)).state
    id_ = support_id(command.idea, command.by.id)
    return await room.handle(support, id_, Given(command, supported), command_id)


async def withdraw_support(command: WithdrawSupport, command_id: str, room: Room) -> Done:
    return await room.handle(support, support_id(command.idea, command.by.id), command, command_id)


async def comment_on_idea(command: CommentOnIdea, command_id: str, room: Room) -> Done:
    found = (await room.newest(idea, command.area, command.idea)).state
    if found is None:
        raise Refused(UNKNOWN_IDEA)
    talk = Talk(found.submitted.round, idea=command.idea, shown=found.status in OPEN_TO_ALL)
    return await _comment(command, talk, command_id, room)


async def comment_on_proposal(command: CommentOnProposal, command_id: str, room: Room) -> Done:
    found = (await room.known(proposal, command.area, command.proposal)).state
    if found is None:
        raise Refused(UNKNOWN_PROPOSAL)
    return await _comment(command, Talk(found.drafted.round, proposal=command.proposal), command_id, room)


async def _comment(command: GiveComment, talk: Talk, command_id: str, room: Room) -> Done:
    spoken = await said(room, command.area, command.contribution)
    talk = replace(talk, answered=await _answered(command, room), said=spoken)
    return await room.handle(comment, command.comment, Given(command, talk), command_id)


async def _answered(command: GiveComment, room: Room) -> Comment | None:
    if command.reply_to is None:
        return None
    return (await room.known(comment, command.area, command.reply_to)).state


COMMANDS: Commands = {
    SupportIdea: support_idea,
    WithdrawSupport: withdraw_support,
    CommentOnIdea: comment_on_idea,
    CommentOnProposal: comment_on_proposal,
    HideComment: on(comment, "comment"),
    PublishComment: on(comment, "comment"),
    ReportComment: on(comment, "comment"),
    AppealCommentHiding: on(comment, "comment"),
    DecideCommentAppeal: on(comment, "comment"),
}
