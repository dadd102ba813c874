"""Who may come to which page, said once: asked at the door, before anything of the page. A page that is not here does
not open. The API's operations say it themselves (`Operation.allowed`)."""

from collections.abc import Mapping

from litestar.types import HTTPScope

from services.gateway.operations import API
from services.gateway.pages.city.city import FIGURES
from services.gateway.pages.city.select import SELECT
from services.gateway.pages.ideas import idea, talk
from services.gateway.pages.planning import overview
from services.gateway.pages.proposals import proposal_forms
from services.gateway.pages.staff import waiting
from services.gateway.pages.staff.outreach import WRITTEN_DOWN_BY
from services.gateway.pages.voting import paper_batch, vote_forms
from services.gateway.reasons import NOT_FOUND
from services.gateway.rights import ANYBODY, SIGNED_IN, Allowed, require_allowed
from shared.contracts.ballot_check import CheckBallot
from shared.contracts.ballots import CastVote, KeepDraft
from shared.contracts.codes import AdmitAtDesk, IssueCodes
from shared.contracts.comments import GiveComment
from shared.contracts.follows import FollowThing, UnfollowThing
from shared.contracts.gatherings import PLANNERS, RegisterForGathering, WithdrawRegistration
from shared.contracts.history import GetHistory
from shared.contracts.idea_drafts import KeepIdeaDraft
from shared.contracts.ideas import EditIdea, SubmitIdea
from shared.contracts.indicators import AREA_COORDINATOR
from shared.contracts.merging import ReleaseIdea
from shared.contracts.moderation import ListModeration
from shared.contracts.package_comments import CommentOnPackage
from shared.contracts.paper import GetPaperBatch, GetReconciliation, OpenPaperBatch
from shared.contracts.projects import OfCoordinator
from shared.contracts.proposals import DraftProposal
from shared.contracts.rounds import PlanRound, RescheduleRound
from shared.contracts.survey_answers import AnswerSurvey, EnterSurveyAnswer
from shared.contracts.surveys import PublishQuote
from shared.contracts.vote_steps import GetVoteSteps
from shared.contracts.work_days import JoinWorkDay, LeaveWorkDay
from shared.messages import Actor, Command, Role, require

ROUND = "/areas/{area}/rounds/{round}"
PROJECT = "/areas/{area}/projects/{project}"
PLAN = "/areas/{area}/plan"


def _any_of(*commands: type[Command]) -> Allowed:
    return frozenset[Role]().union(*(command.allowed for command in commands))


def _commands(forms: Mapping[str, tuple[type[Command], object]]) -> list[type[Command]]:
    return [command for command, _ in forms.values()]


PAGES: dict[tuple[str, str], Allowed] = {
    ("GET", "/"): ANYBODY,
    ("GET", "/health/live"): ANYBODY,
    ("GET", "/health/ready"): ANYBODY,
    ("GET", "/metrics"): ANYBODY,
    ("GET", "/static/{hash}/{name}"): ANYBODY,
    ("GET", "/manifest.webmanifest"): ANYBODY,
    ("GET", "/sw.js"): ANYBODY,
    ("GET", "/offline"): ANYBODY,
    ("GET", "/accessibility"): ANYBODY,
    ("GET", "/me"): SIGNED_IN,
    ("GET", "/me/data"): SIGNED_IN,
    ("POST", "/me/letters"): SIGNED_IN,
    ("POST", "/me/forget"): SIGNED_IN,
    ("GET", "/forgotten"): ANYBODY,
    ("GET", "/api/openapi.json"): ANYBODY,
    ("GET", "/api/docs"): ANYBODY,
    ("POST", "/demo/sign-in"): ANYBODY,
    ("GET", "/demo/mail"): ANYBODY,
    ("GET", "/sign-in"): ANYBODY,
    ("GET", "/sign-in/provider"): ANYBODY,
    ("GET", "/sign-in/return"): ANYBODY,
    ("GET", "/sign-in/about-me"): SIGNED_IN,
    ("POST", "/sign-in/about-me"): SIGNED_IN,
    ("POST", "/sign-out"): ANYBODY,
    ("POST", "/sign-out/everywhere"): SIGNED_IN,
    ("GET", "/areas/compare"): ANYBODY,
    ("GET", FIGURES): AREA_COORDINATOR,
    ("POST", FIGURES): AREA_COORDINATOR,
    ("POST", f"{FIGURES}/import"): AREA_COORDINATOR,
    ("GET", SELECT): AREA_COORDINATOR,
    ("POST", SELECT): AREA_COORDINATOR,
    ("GET", "/selections/{selection}"): ANYBODY,
    ("GET", "/areas/{area}"): ANYBODY,
    ("GET", "/areas/{area}/map"): ANYBODY,
    ("GET", "/areas/{area}/figures"): ANYBODY,
    ("GET", "/areas/{area}/picture"): ANYBODY,
    ("GET", "/areas/{area}/picture/compare"): ANYBODY,
    ("GET", "/areas/{area}/waiting"): waiting.WORKERS,
    ("GET", "/areas/{area}/moderation"): ListModeration.allowed,
    ("POST", "/areas/{area}/moderation/{kind}/{id}/{act}"): ListModeration.allowed,
    ("GET", "/areas/{area}/history/{kind}/{id}"): GetHistory.allowed,
    ("GET", "/areas/{area}/programmes/{programme}/report"): ANYBODY,
    ("GET", "/areas/{area}/outreach"): WRITTEN_DOWN_BY,
    ("GET", "/areas/{area}/outreach/offline"): ANYBODY,
    ("GET", "/areas/{area}/outreach/supplies"): WRITTEN_DOWN_BY,
    ("POST", "/areas/{area}/outreach/{kind}"): WRITTEN_DOWN_BY,
    ("GET", "/areas/{area}/gatherings"): ANYBODY,
    ("GET", "/areas/{area}/gatherings/{gathering}"): ANYBODY,
    ("GET", "/areas/{area}/gatherings/{gathering}/calendar.ics"): ANYBODY,
    ("GET", "/areas/{area}/calendar.ics"): ANYBODY,
    ("POST", "/areas/{area}/gatherings/{gathering}/registration"): RegisterForGathering.allowed,
    ("POST", "/areas/{area}/gatherings/{gathering}/registration/withdraw"): WithdrawRegistration.allowed,
    ("GET", "/areas/{area}/packages"): ANYBODY,
    ("GET", "/areas/{area}/packages/{package}"): ANYBODY,
    ("POST", "/areas/{area}/packages/{package}/comments"): CommentOnPackage.allowed,
    ("GET", "/areas/{area}/projects/{project}/lineage"): ANYBODY,
    ("GET", f"{PROJECT}/implementation"): OfCoordinator.allowed,
    ("POST", f"{PROJECT}/implementation/{{act}}"): OfCoordinator.allowed,
    ("POST", f"{PROJECT}/implementation/milestones/{{milestone}}/{{act}}"): OfCoordinator.allowed,
    ("POST", f"{PROJECT}/implementation/work-days/{{day}}/{{act}}"): OfCoordinator.allowed,
    ("POST", f"{PROJECT}/implementation/pictures/new"): OfCoordinator.allowed,
    ("POST", "/areas/{area}/projects/{project}/work-days/{day}"): JoinWorkDay.allowed,
    ("POST", "/areas/{area}/projects/{project}/work-days/{day}/leave"): LeaveWorkDay.allowed,
    ("POST", "/areas/{area}/follows/{thing}/{about}"): FollowThing.allowed,
    ("POST", "/areas/{area}/follows/{thing}/{about}/end"): UnfollowThing.allowed,
    ("GET", "/accessibility/criteria"): ANYBODY,
    ("GET", "/areas/{area}/ideas"): ANYBODY,
    ("GET", "/areas/{area}/map.svg"): ANYBODY,
    ("GET", "/areas/{area}/timeline"): ANYBODY,
    ("GET", "/areas/{area}/projects"): ANYBODY,
    ("GET", PROJECT): ANYBODY,
    ("GET", "/areas/{area}/proposals"): ANYBODY,
    ("GET", f"{ROUND}/ideas/new"): ANYBODY,
    ("GET", f"{ROUND}/ideas/alike"): ANYBODY,
    ("POST", f"{ROUND}/ideas/draft"): KeepIdeaDraft.allowed,
    ("POST", "/areas/{area}/ideas/{idea}/words"): EditIdea.allowed,
    ("POST", "/areas/{area}/ideas/{idea}/place"): EditIdea.allowed,
    ("POST", "/areas/{area}/ideas/{idea}/pictures"): EditIdea.allowed,
    ("POST", "/areas/{area}/proposals/{proposal}/comment"): GiveComment.allowed,
    ("POST", "/areas/{area}/proposals/{proposal}/comments/{comment}/{act}"): _any_of(*_commands(talk.ABOUT_COMMENT)),
    ("GET", "/areas/{area}/ideas/{idea}"): ANYBODY,
    ("POST", "/areas/{area}/ideas/{idea}/{act}"): _any_of(*_commands(idea.ABOUT_IDEA)),
    ("POST", "/areas/{area}/ideas/{idea}/comments/{comment}/{act}"): _any_of(*_commands(talk.ABOUT_COMMENT)),
    ("GET", "/areas/{area}/proposals/{proposal}"): ANYBODY,
    ("POST", "/areas/{area}/proposals/{proposal}/ideas/{idea}/{act}"): _any_of(*_commands(proposal_forms.FORMS)),
    ("POST", "/areas/{area}/proposals/{proposal}/costing/{act}"): _any_of(*_commands(proposal_forms.FORMS)),
    ("POST", "/areas/{area}/proposals/{proposal}/undo"): ReleaseIdea.allowed,
    ("POST", "/areas/{area}/proposals/{proposal}/questions/{question}/{act}"): _any_of(
        *_commands(proposal_forms.FORMS)
    ),
    ("GET", "/areas/{area}/surveys/{survey}"): ANYBODY,
    ("POST", "/areas/{area}/surveys/{survey}"): AnswerSurvey.allowed,
    ("POST", "/areas/{area}/surveys/{survey}/entered"): EnterSurveyAnswer.allowed,
    ("POST", "/areas/{area}/surveys/{survey}/texts/{answer}/publish"): PublishQuote.allowed,
    ("POST", f"{ROUND}/ideas"): SubmitIdea.allowed,
    ("GET", f"{ROUND}/ballot"): ANYBODY,
    ("POST", f"{ROUND}/ballot"): CastVote.allowed,
    ("POST", f"{ROUND}/ballot/check"): CheckBallot.allowed,
    ("POST", f"{ROUND}/ballot/choices"): CheckBallot.allowed,
    ("POST", f"{ROUND}/ballot/draft"): KeepDraft.allowed,
    ("GET", f"{ROUND}/merge"): DraftProposal.allowed,
    ("POST", f"{ROUND}/merge"): DraftProposal.allowed,
    ("GET", f"{ROUND}/code"): ANYBODY,
    ("POST", f"{ROUND}/code"): ANYBODY,
    ("GET", f"{ROUND}/desk"): AdmitAtDesk.allowed,
    ("POST", f"{ROUND}/desk"): AdmitAtDesk.allowed,
    ("GET", f"{ROUND}/vote"): GetVoteSteps.allowed,
    ("POST", f"{ROUND}/vote/{{form}}"): _any_of(*_commands(vote_forms.FORMS)),
    ("POST", f"{ROUND}/codes"): IssueCodes.allowed,
    ("GET", f"{ROUND}/result"): ANYBODY,
    ("GET", f"{ROUND}/receipt"): ANYBODY,
    ("POST", f"{ROUND}/receipt"): ANYBODY,
    ("GET", PLAN): PLANNERS,
    ("POST", f"{PLAN}/act/{{form}}"): _any_of(*_commands(overview.FORMS)),
    ("GET", f"{PLAN}/round"): PlanRound.allowed,
    ("POST", f"{PLAN}/round"): PlanRound.allowed,
    ("GET", f"{PLAN}/rounds/{{round}}"): RescheduleRound.allowed,
    ("POST", f"{PLAN}/rounds/{{round}}/{{form}}"): RescheduleRound.allowed,
    ("GET", f"{PLAN}/packages"): PLANNERS,
    ("POST", f"{PLAN}/packages/act/{{form}}"): PLANNERS,
    ("GET", f"{PLAN}/packages/{{package}}"): PLANNERS,
    ("POST", f"{PLAN}/packages/{{package}}/{{form}}"): PLANNERS,
    ("GET", f"{PLAN}/pictures"): PLANNERS,
    ("POST", f"{PLAN}/pictures/act/{{form}}"): PLANNERS,
    ("GET", f"{PLAN}/pictures/{{picture}}"): PLANNERS,
    ("POST", f"{PLAN}/pictures/{{picture}}/{{form}}"): PLANNERS,
    ("POST", f"{PLAN}/pictures/{{picture}}/illustrate/{{section}}"): PLANNERS,
    ("GET", f"{PLAN}/goals"): PLANNERS,
    ("POST", f"{PLAN}/goals/act/{{form}}"): PLANNERS,
    ("GET", f"{PLAN}/goals/{{goal}}"): PLANNERS,
    ("POST", f"{PLAN}/goals/{{goal}}/{{form}}"): PLANNERS,
    ("GET", f"{PLAN}/gatherings"): PLANNERS,
    ("POST", f"{PLAN}/gatherings/act/{{form}}"): PLANNERS,
    ("GET", f"{PLAN}/gatherings/{{gathering}}"): PLANNERS,
    ("POST", f"{PLAN}/gatherings/{{gathering}}/{{form}}"): PLANNERS,
    ("GET", f"{PLAN}/surveys"): PLANNERS,
    ("POST", f"{PLAN}/surveys/act/{{form}}"): PLANNERS,
    ("GET", f"{PLAN}/surveys/{{survey}}"): PLANNERS,
    ("POST", f"{PLAN}/surveys/{{survey}}/{{form}}"): PLANNERS,
    ("GET", f"{PLAN}/evaluation"): PLANNERS,
    ("POST", f"{PLAN}/evaluation/act/{{form}}"): PLANNERS,
    ("GET", f"{ROUND}/paper"): GetReconciliation.allowed,
    ("POST", f"{ROUND}/paper"): OpenPaperBatch.allowed,
    ("GET", f"{ROUND}/paper/{{batch}}"): GetPaperBatch.allowed,
    ("POST", f"{ROUND}/paper/{{batch}}/{{step}}"): _any_of(*paper_batch.STEPS.values()),
}


def require_entrance(scope: HTTPScope, actor: Actor) -> None:
    """Raises `Refused`."""
    page = scope["method"], scope["path_template"]
    if page in PAGES:
        require_allowed(PAGES[page], actor, scope["path_params"].get("area"))
    else:
        require(scope["path_template"].startswith(API), NOT_FOUND)
