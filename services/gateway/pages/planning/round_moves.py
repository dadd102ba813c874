"""The timetable of a round that is planned: moved, or its next phase begun now."""

from litestar import get, post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import first
from services.gateway.pages.finnish_time import as_typed
from services.gateway.pages.planning.desk import PLAN, here, planning
from services.gateway.pages.planning.timetable import as_new, drawn, faults_in, timetable_in
from services.gateway.pages.planning.typed import NOTHING, Typed
from services.gateway.pages.rendering import see
from services.gateway.problems import problem
from services.gateway.reasons import NOT_FOUND
from services.gateway.visit import Visit, told
from shared.contracts.rounds import GetRound, Phase, PhaseTime, RescheduleRound, RoundView, Timetable
from shared.contracts.timetables import LEAST_DAYS, TIMETABLE_FAULTY
from shared.messages import Refusal, Refused, require

ROUND = f"{PLAN}/rounds/{{round:str}}"
MOVE, BEGIN = "move", "begin"


@get(ROUND)
async def show(request: Visit) -> ASGIApp:
    return await _show(request, NOTHING)


@post(f"{ROUND}/{{form:str}}")
async def move(request: Visit) -> ASGIApp:
    form, filled = request.path_params["form"], await request.filled()
    require(form in {MOVE, BEGIN}, NOT_FOUND)
    command_id = await request.command_id(first(filled, "form"))
    try:
        round_ = await _round(request)
        timetable = _kept_to_the_second(round_, timetable_in(filled)) if form == MOVE else _begun(request, round_)
        faults = await faults_in(request, timetable, trial=round_.trial) if form == MOVE else {}
        if faults:
            return await _show(request, Typed(form, filled, problem(request.language, _FAULTY), faults))
        given = {"area": round_.area, "round": round_.id, "timetable": timetable}
        done = await carry_out(request, RescheduleRound, given, command_id)
    except Refused as refused:
        return await _show(request, Typed.refused(request, form, filled, refused.refusal))
    return see(request, here(request), done=RescheduleRound.__name__, position=str(done.position))


_FAULTY = Refusal(TIMETABLE_FAULTY, {})


def _kept_to_the_second(round_: RoundView, typed: Timetable) -> Timetable:
    """A field holds minutes: a time that was not touched stays what it was."""
    pairs = zip(round_.timetable.phases, typed.phases, strict=True)
    return Timetable(tuple(was if as_typed(was.starts_at) == as_typed(now.starts_at) else now for was, now in pairs))


def _begun(request: Visit, round_: RoundView) -> Timetable:
    """The next phase begins now; what would come before that, too."""
    now = request.instance.settings.clock()
    ahead = [item for item in round_.timetable.phases if item.starts_at > now]
    begun = ahead[0].phase if ahead else None
    return Timetable(
        tuple(PhaseTime(item.phase, now) if item.phase is begun else item for item in round_.timetable.phases)
    )


async def _round(request: Visit) -> RoundView:
    asked = GetRound(area=request.path_params["area"], round=request.path_params["round"], wait_for=request.seen)
    return await told(request, asked)


async def _show(request: Visit, typed: Typed) -> ASGIApp:
    round_ = await _round(request)
    now = request.instance.settings.clock()
    following = next((item.phase for item in round_.timetable.phases if item.starts_at > now), None)
    return await planning(
        request,
        "planning/moves.html",
        typed,
        round=round_,
        picture=as_new(round_),
        drawn=drawn(round_.timetable),
        phases=[(phase, 0 if round_.trial else LEAST_DAYS.get(phase, 0)) for phase in Phase],
        values={item.phase: as_typed(item.starts_at) for item in round_.timetable.phases},
        begun={item.phase for item in round_.timetable.phases if item.starts_at <= now},
        following=following,
        hasty=await faults_in(request, _begun(request, round_), trial=round_.trial) if following else {},
    )


HANDLERS = (show, move)
