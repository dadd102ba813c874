"""The page of a result: each project with a bar of its support, and why it was chosen or not."""

from litestar import get
from litestar.types import ASGIApp

from services.gateway.pages.people import who
from services.gateway.pages.rendering import page
from services.gateway.results import explained, told_vote
from services.gateway.visit import Visit


@get("/areas/{area:str}/rounds/{round:str}/result")
async def show(request: Visit) -> ASGIApp:
    result = explained(request.language, await told_vote(request))
    return page(request, "result.html", result=result, person=await who(request), **request.path_params)


HANDLERS = (show,)
