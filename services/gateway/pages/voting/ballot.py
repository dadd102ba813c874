"""The page of a ballot: filled in, checked, looked over, sent and changed, with plain forms."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import Filled, ballot, choices, first
from services.gateway.pages.people import is_resident, may_vote, who
from services.gateway.pages.rendering import page, see
from services.gateway.pages.voting.about_ballot import about_ballot
from services.gateway.pages.voting.ballot_fields import said
from services.gateway.pages.voting.ballot_sheet import Sheet, sheet_of
from services.gateway.pages.voting.meter import in_words
from services.gateway.pages.voting.polling import Polling, polling
from services.gateway.problems import problem
from services.gateway.results import told_vote
from services.gateway.visit import Visit, told
from shared.contracts.ballots import CastVote, KeepDraft
from shared.contracts.rounds import GetRound
from shared.messages import Command, Refusal, Refused
from shared.requests import new_id

BALLOT = "/areas/{area:str}/rounds/{round:str}/ballot"


@get(BALLOT)
async def show(request: Visit) -> ASGIApp:
    return await _show(request)


@post(f"{BALLOT}/check")
async def check(request: Visit) -> ASGIApp:
    """Counted, with what is missing; where nothing is, it is shown once more as it would be sent."""
    return await _show(request, await request.filled(), step="check")


@post(f"{BALLOT}/choices")
async def change(request: Visit) -> ASGIApp:
    """Back to the form, with what was chosen."""
    return await _show(request, await request.filled(), step="change")


@post(BALLOT)
async def cast(request: Visit) -> ASGIApp:
    filled = await request.filled()
    try:
        said(await told_vote(request), filled)
        return await _do(request, CastVote, filled)
    except Refused as refused:
        return await _show(request, filled, refused.refusal)


@post(f"{BALLOT}/draft")
async def keep_draft(request: Visit) -> ASGIApp:
    """It may break the limits."""
    filled = await request.filled()
    try:
        return await _do(request, KeepDraft, filled)
    except Refused as refused:
        return await _show(request, filled, refused.refusal)


async def _do(request: Visit, cls: type[Command], filled: Filled) -> ASGIApp:
    command_id = await request.command_id(first(filled, "form"))
    given = ballot(filled) if cls is CastVote else choices(filled)
    await carry_out(request, cls, {**request.path_params, **given}, command_id)
    return see(request, _path(request), done=cls.__name__)


async def _show(
    request: Visit, filled: Filled | None = None, refusal: Refusal | None = None, step: str = ""
) -> ASGIApp:
    area, id_ = request.path_params["area"], request.path_params["round"]
    seen = await polling(request, await told(request, GetRound(area=area, round=id_, by=request.actor)))
    sheet = await sheet_of(request, seen, filled)
    barred = sheet.refusal if sheet and sheet.is_barred else None
    why = refusal or (sheet.refusal if sheet and not barred else None)
    return page(
        request,
        "voting/ballot.html",
        here=_path(request),
        picture=seen,
        round=seen.round,
        sheet=sheet,
        step=_step(request, seen, sheet, step),
        mend=sheet.wrong if sheet and (why or step == "check") else [],
        sentences=in_words(request.language),
        person=await who(request),
        resident=is_resident(request, area),
        may_vote=may_vote(request, area, id_),
        barred=problem(request.language, barred).title if barred else "",
        problem=about_ballot(request, why, _titles(seen), several=len(seen.contests) > 1) if why else None,
        done=request.asked.get("done", ""),
        form=new_id(),
    )


def _step(request: Visit, seen: Polling, sheet: Sheet | None, step: str) -> str:
    """What is shown of the ballot: to fill in, to send, as it was cast, or nothing."""
    if not sheet or sheet.is_barred:
        return "cast" if seen.ballot else ""
    if step == "check" and sheet.is_complete:
        return "send"
    unchanged = request.method == "GET" and seen.ballot and not seen.draft and "change" not in request.asked
    return "cast" if unchanged else "fill"


def _titles(seen: Polling) -> dict[str, str]:
    return {item.proposal: item.title for item in seen.vote.items} if seen.vote else {}


def _path(request: Visit) -> str:
    return "/areas/{area}/rounds/{round}/ballot".format_map(request.path_params)


HANDLERS = (show, check, change, cast, keep_draft)
