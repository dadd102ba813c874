"""Which roles can have caused an event: those that may give the command behind it."""

from collections.abc import Mapping

from shared.contracts import comments, costing, ideas, merging, moderation, projects, proposals, work_days
from shared.messages import Command, Event, Role

CAUSES: Mapping[type[Event], type[Command]] = {
    ideas.IdeaEdited: ideas.EditIdea,
    ideas.IdeaTakenUp: proposals.DraftProposal,
    merging.ConsentAsked: proposals.DraftProposal,
    merging.ConsentGiven: merging.ConsentToMerge,
    moderation.ContentReported: moderation.Report,
    moderation.HidingAppealed: moderation.Appeal,
    proposals.ProposalDrafted: proposals.DraftProposal,
    proposals.ProposalCosted: proposals.CostProposal,
    proposals.ProposalPriceWithdrawn: proposals.WithdrawPrice,
    proposals.ProposalPlacedOnBallot: proposals.PlaceOnBallot,
    proposals.ProposalFunded: proposals.DecideFunding,
    proposals.ProposalNotFunded: proposals.DecideFunding,
    costing.CostingAssigned: costing.AssignCosting,
    costing.CostEstimated: costing.EstimateCost,
    costing.AuthorAsked: costing.AskAuthor,
    costing.AuthorAnswered: costing.AnswerQuestion,
    costing.CostingAppealed: costing.AppealCosting,
    costing.AppealDecided: costing.DecideAppeal,
    projects.ProjectStarted: projects.StartProject,
    projects.ResponsibleUnitSet: projects.SetResponsibleUnit,
    projects.MilestonePlanned: projects.PlanMilestone,
    projects.MilestoneDelayed: projects.DelayMilestone,
    projects.MilestoneReached: projects.ReachMilestone,
    projects.PicturesTaken: projects.ShowPictures,
    projects.ProjectImplemented: projects.ImplementProject,
    work_days.WorkDayPlanned: work_days.PlanWorkDay,
    work_days.WorkDayJoined: work_days.JoinWorkDay,
    work_days.WorkDayLeft: work_days.LeaveWorkDay,
    work_days.AttendanceCounted: work_days.CountAttendance,
}
TOLD_BESIDE = frozenset(
    {
        ideas.IdeaPublished,
        ideas.ContentShown,
        ideas.ContentWithheld,
        ideas.IdeaHidden,
        comments.CommentHidden,
        comments.CommentPublished,
        costing.CostingSigned,
        costing.CostingClosed,
    }
)
"""The moderator's deed, the signature, the way onto the ballot say it, with the role."""


def doers(event: Event) -> frozenset[Role] | None:
    match event:
        case proposals.ProposalGivenUp():
            return frozenset({Role.SYSTEM})
        case moderation.Moderated(role=role) | costing.SignatureGiven(role=role):
            return frozenset({role})
        case ideas.IdeaSubmitted() | comments.CommentGiven():
            return _writers(event)
        case merging.IdeaReleased(declined=declined) | proposals.IdeaLeft(declined=declined):
            return (merging.DeclineMerge if declined else merging.ReleaseIdea).allowed
        case _:
            return None if type(event) in TOLD_BESIDE else CAUSES[type(event)].allowed


def _writers(event: ideas.IdeaSubmitted | comments.CommentGiven) -> frozenset[Role]:
    if isinstance(event, ideas.IdeaSubmitted):
        return ideas.WRITE_DOWN if event.written_by else frozenset({Role.RESIDENT})
    of_city = event.official or event.contribution
    return comments.SPEAK_FOR_CITY if of_city else frozenset({Role.RESIDENT})
