"""The coordinators' page of a vote, with plain forms: each step of its life when its time has come."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.code_letters import Letters, as_pdf, write_letters
from services.gateway.explanations import rule_in_words, ways_in_words
from services.gateway.operations import read_strings
from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, first
from services.gateway.pages.finnish_time import as_typed
from services.gateway.pages.people import who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.rounds import areas
from services.gateway.pages.voting.about_ballot import about_ballot
from services.gateway.pages.voting.vote_forms import FORMS, Kept
from services.gateway.pages.voting.vote_picture import VotePicture, picture
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit
from shared.contracts.rounds import Phase
from shared.ids import derived_id
from shared.messages import Refusal, Refused, Role
from shared.requests import new_id

ROUND = "/areas/{area:str}/rounds/{round:str}"


@get(f"{ROUND}/vote")
async def show(request: Visit) -> ASGIApp:
    return await _show(request, None, "", {})


@post(f"{ROUND}/vote/{{form:str}}")
async def take_step(request: Visit) -> ASGIApp:
    """Done, the page says so; refused, it says why and keeps what was filled in."""
    form, filled = request.path_params["form"], await request.filled()
    if form not in FORMS:
        raise Refused(NOT_FOUND)
    cls, read = FORMS[form]
    command_id = await request.command_id(first(filled, "form"))
    try:
        done = await carry_out(request, cls, {**_place(request), **read(filled)}, command_id)
    except Refused as refused:
        return await _show(request, refused.refusal, form, filled)
    return see(request, _path(request), done=cls.__name__, position=str(done.position))


@post(f"{ROUND}/codes")
async def issue_codes(request: Visit) -> ASGIApp:
    """The file itself: the codes stand nowhere else."""
    filled = await request.filled()
    command_id = await request.command_id(first(filled, "form"))
    ordered = {name: first(filled, name).strip() for name in ("label", "count", "home") if first(filled, name).strip()}
    batch = derived_id(command_id)
    try:
        return as_pdf(batch, await write_letters(request, read_strings(ordered, Letters), batch, command_id))
    except Refused as refused:
        return await _show(request, refused.refusal, "codes", filled)


def _place(request: Visit) -> dict[str, str]:
    return {name: request.path_params[name] for name in ("area", "round")}


def _path(request: Visit) -> str:
    return "/areas/{area}/rounds/{round}/vote".format_map(_place(request))


async def _show(request: Visit, refusal: Refusal | None, form: str, filled: Filled) -> ASGIApp:
    shown = await picture(request, request.seen)
    refused = about_ballot(request, refusal, shown.titles, several=False) if refusal else None
    return page(
        request,
        "voting/vote.html",
        here=_path(request),
        picture=shown,
        round=shown.round,
        area=shown.round.area,
        areas=await areas(request),
        may_announce=shown.round.phase is Phase.PLANNING and bool(shown.steps.items),
        clerk=request.actor.holds(Role.CLERK, shown.round.area),
        rules={contest.id: rule_in_words(request.language, contest) for contest in shown.contests},
        ways=_ways(request, shown),
        as_typed=as_typed,
        person=await who(request),
        problem=refused,
        kept=Kept(form, filled),
        done=request.asked.get("done", ""),
        form=new_id(),
    )


def _ways(request: Visit, shown: VotePicture) -> str:
    """How the counted ballots came."""
    result = shown.vote.result if shown.vote else None
    return ways_in_words(request.language, result.channels, result.invalid) if result else ""


HANDLERS = (show, take_step, issue_codes)
