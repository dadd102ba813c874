"""The page on which anybody looks up a published ballot by its receipt."""

from fractions import Fraction

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.operations import read_strings
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.problems import problem
from services.gateway.results import told_vote
from services.gateway.visit import Visit, told
from shared.contracts.ballots import FindBallot, PublishedBallot
from shared.contracts.voting import Item, VoteView
from shared.messages import Refusal, Refused

Said = list[tuple[Item, int, int]]
"""Each choice, its points, and the cents that its voter paid for it (0: nothing)."""


@get("/areas/{area:str}/rounds/{round:str}/receipt")
async def ask(request: Visit) -> ASGIApp:
    return await _page(request, "", None, None)


@post("/areas/{area:str}/rounds/{round:str}/receipt")
async def look_up(request: Visit) -> ASGIApp:
    """A form, not an address: what one voted is nothing for a browser's history."""
    receipt = (await request.filled()).get("receipt", [""])[0].strip()
    try:
        found = await told(request, read_strings({**request.path_params, "receipt": receipt}, FindBallot))
    except Refused as refused:
        return await _page(request, receipt, None, refused.refusal)
    return await _page(request, receipt, found, None)


async def _page(request: Visit, receipt: str, found: PublishedBallot | None, refusal: Refusal | None) -> ASGIApp:
    vote = await told_vote(request)
    return page(
        request,
        "voting/lookup.html",
        here=f"/areas/{vote.area}/rounds/{vote.id}/receipt",
        vote=vote,
        receipt=receipt,
        said=_said(vote, found) if found else None,
        problem=problem(request.language, refusal) if refusal else None,
        person=await who(request),
    )


def _said(vote: VoteView, ballot: PublishedBallot) -> Said:
    items = {item.proposal: item for item in vote.items}
    paid = {one.proposal: round(Fraction(one.cents)) for one in ballot.paid}
    return [(items[one.proposal], one.points, paid.get(one.proposal, 0)) for one in ballot.choices]


HANDLERS = (ask, look_up)
