"""The gateway's HTTP application: every route, wired by hand."""

from functools import cache

from litestar import Litestar
from litestar.types import ASGIApp, ControllerRouterHandler, Receive, Scope, Send

from services.gateway import health
from services.gateway.admission import admit
from services.gateway.api import (
    areas,
    codes,
    comments,
    contributions,
    costing,
    demo,
    evaluations,
    events,
    figures,
    follows,
    gatherings,
    goals,
    history,
    ideas,
    indicators,
    me,
    messages,
    my_part,
    need,
    packages,
    paper,
    participation,
    pictures,
    projects,
    proposals,
    report,
    reports,
    situation_pictures,
    surveys,
    votes,
)
from services.gateway.closing import until_closing
from services.gateway.counting import counting_visits
from services.gateway.edge import Edge
from services.gateway.failures import HANDLERS
from services.gateway.operations import Operation
from services.gateway.pages import about, criteria, docs, installed, static
from services.gateway.pages.area import area, front, programme_report, situation, timeline
from services.gateway.pages.area import figures as figure_pages
from services.gateway.pages.area import map as map_page
from services.gateway.pages.area import packages as package_pages
from services.gateway.pages.city import city, compare, decision, select
from services.gateway.pages.ideas import give_idea, my_idea
from services.gateway.pages.ideas import idea as idea_page
from services.gateway.pages.ideas import ideas as idea_list
from services.gateway.pages.me import account, follow, mail, sign_in
from services.gateway.pages.me import me as my_page
from services.gateway.pages.meeting import calendars, survey
from services.gateway.pages.meeting import gatherings as gathering_pages
from services.gateway.pages.planning import HANDLERS as PLANNING
from services.gateway.pages.projects import lineage, project_work
from services.gateway.pages.projects import project as project_pages
from services.gateway.pages.proposals import merge, undo
from services.gateway.pages.proposals import proposal as proposal_page
from services.gateway.pages.proposals import proposals as proposal_list
from services.gateway.pages.staff import history as history_page
from services.gateway.pages.staff import moderation, outreach, waiting
from services.gateway.pages.voting import ballot, code, desk, paper_batch, receipt, result, vote
from services.gateway.pages.voting import paper as paper_pages
from services.gateway.visit import Instance, Visit

MOST_BODY = 64 * 1024  # bytes

OPERATIONS: tuple[Operation, ...] = (
    *areas.OPERATIONS,
    *ideas.OPERATIONS,
    *comments.OPERATIONS,
    *pictures.OPERATIONS,
    *proposals.OPERATIONS,
    *costing.OPERATIONS,
    *votes.OPERATIONS,
    *codes.OPERATIONS,
    *paper.OPERATIONS,
    *projects.OPERATIONS,
    *follows.OPERATIONS,
    *my_part.OPERATIONS,
    *me.OPERATIONS,
    *messages.OPERATIONS,
    *participation.OPERATIONS,
    *figures.OPERATIONS,
    *reports.OPERATIONS,
    *indicators.OPERATIONS,
    *need.OPERATIONS,
    *gatherings.OPERATIONS,
    *contributions.OPERATIONS,
    *goals.OPERATIONS,
    *packages.OPERATIONS,
    *surveys.OPERATIONS,
    *situation_pictures.OPERATIONS,
    *evaluations.OPERATIONS,
    *report.OPERATIONS,
    *history.OPERATIONS,
    *events.OPERATIONS,
)
PAGES: tuple[ControllerRouterHandler, ...] = (
    *front.HANDLERS,
    *about.HANDLERS,
    *criteria.HANDLERS,
    *account.HANDLERS,
    *my_page.HANDLERS,
    *sign_in.HANDLERS,
    *compare.HANDLERS,
    *city.HANDLERS,
    *select.HANDLERS,
    *decision.HANDLERS,
    *area.HANDLERS,
    *ballot.HANDLERS,
    *gathering_pages.HANDLERS,
    *calendars.HANDLERS,
    *package_pages.HANDLERS,
    *map_page.HANDLERS,
    *give_idea.HANDLERS,
    *idea_page.HANDLERS,
    *my_idea.HANDLERS,
    *follow.HANDLERS,
    *idea_list.HANDLERS,
    *proposal_page.HANDLERS,
    *proposal_list.HANDLERS,
    *project_pages.HANDLERS,
    *waiting.HANDLERS,
    *history_page.HANDLERS,
    *moderation.HANDLERS,
    *merge.HANDLERS,
    *undo.HANDLERS,
    *project_work.HANDLERS,
    *situation.HANDLERS,
    *programme_report.HANDLERS,
    *code.HANDLERS,
    *desk.HANDLERS,
    *vote.HANDLERS,
    *result.HANDLERS,
    *figure_pages.HANDLERS,
    *timeline.HANDLERS,
    *lineage.HANDLERS,
    *receipt.HANDLERS,
    *survey.HANDLERS,
    *paper_pages.HANDLERS,
    *paper_batch.HANDLERS,
    *PLANNING,
    *outreach.HANDLERS,
    *installed.HANDLERS,
    *static.HANDLERS,
)
DEMO_PAGES: tuple[ControllerRouterHandler, ...] = (*account.DEMO_HANDLERS, *mail.HANDLERS)


def application(instance: Instance) -> ASGIApp:
    app = _routes(instance.settings.demo)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["instance"] = instance
        await app(scope, receive, send)

    return Edge(serve, https=instance.https)


@cache
def _routes(is_demo: bool) -> Litestar:
    """Made once in a process, for it takes a while; each request brings the instance that serves it."""
    operations = (*OPERATIONS, *demo.OPERATIONS) if is_demo else OPERATIONS
    handlers = (*health.HANDLERS, *PAGES, *docs.handlers(operations), *(DEMO_PAGES if is_demo else ()))
    return Litestar(
        [*(operation.handler for operation in operations), *handlers],
        before_request=admit,
        exception_handlers=HANDLERS,
        logging_config=None,
        middleware=[until_closing, counting_visits],
        openapi_config=None,
        request_class=Visit,
        request_max_body_size=MOST_BODY,
    )
