"""The proposals of a round as a list, with what they cost."""

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.pages.which_round import round_of
from services.gateway.visit import Visit, told
from shared.contracts.proposals import ListProposals, ProposalPage, ProposalStatus

A_PAGE = 20


@get("/areas/{area:str}/proposals")
async def show(request: Visit) -> ASGIApp:
    chosen = await round_of(request)
    status = request.asked.get("status", "")
    wanted = ProposalStatus(status) if status in set(ProposalStatus) else None
    after = request.asked.get("after") or None
    asked = ListProposals(
        area=chosen.area, round=chosen.round_id, status=wanted, after=after, limit=A_PAGE, by=request.actor
    )
    listed = await told(request, asked) if chosen.round else ProposalPage(())
    path = f"/areas/{chosen.area}/proposals"
    return page(
        request,
        "proposals/proposals.html",
        here=path,
        path=path,
        area=chosen.area,
        name=chosen.name,
        chosen=chosen,
        proposals=listed.items,
        next=listed.next,
        wanted=wanted,
        statuses=list(ProposalStatus),
        person=await who(request),
    )


HANDLERS = (show,)
