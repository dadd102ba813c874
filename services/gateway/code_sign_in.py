"""Signing in with a voting code, for one vote alone and not for long."""

from services.gateway.codes import read_code
from services.gateway.visit import Visit, told
from shared.contracts.codes import UNKNOWN_CODE, CheckCode, LetIn
from shared.contracts.participants import Channel
from shared.messages import Actor, Admission, Refused, Role, system
from shared.requests import new_id

LIFETIME = 2 * 3600  # seconds
FAILURES = 100  # a minute and address: a school shares one, so that what succeeds costs nothing
ROUND_FAILURES = 60_000
"""A minute and round, from wherever. Not few: a code has 60 bits, so that nobody finds one at this pace either, while
with few somebody with a handful of addresses could keep all who hold one from voting."""
ROLES = {Channel.CODE: Role.CODE_HOLDER, Channel.DESK: Role.DESK_VOTER}
GATEWAY = system("gateway")


async def let_in(visit: Visit, typed: str) -> Actor:
    """Who holds the code. Raises `Refused`."""
    pace, failures, of_round = visit.instance.pace, f"wrong codes {visit.address}", f"wrong codes of {_round(visit)}"
    pace.require_left(failures, FAILURES)
    pace.require_left(of_round, ROUND_FAILURES)
    try:
        found = await _check(visit, typed)
    except Refused as refused:
        if refused.refusal.reason.code == UNKNOWN_CODE.code:
            pace.take(failures, FAILURES)
            pace.take(of_round, ROUND_FAILURES)
        raise
    voter = await _actor(visit, found)
    visit.instance.footfall.signed_in(visit.path_params["area"], voter, found.channel)
    return voter


def _round(visit: Visit) -> str:
    return f"{visit.path_params['area']} {visit.path_params['round']}"


async def _check(visit: Visit, typed: str) -> LetIn:
    area, round_ = visit.path_params["area"], visit.path_params["round"]
    return await told(visit, CheckCode(area=area, round=round_, code=read_code(typed), by=GATEWAY))


async def _actor(visit: Visit, found: LetIn) -> Actor:
    """Somebody whom the directory has forgotten meanwhile still has the vote they were given."""
    area, round_ = visit.path_params["area"], visit.path_params["round"]
    person = await visit.instance.directory.get(found.voter) if found.known else None
    return Actor(
        found.voter,
        {ROLES[found.channel]: (area,)},
        person.born if person else None,
        person.home if person else found.home,
        person.school if person else "",
        Admission(round_, found.edition, new_id()),
    )
