"""Why a ballot is refused, in words that name what it is about."""

from collections.abc import Mapping

from msgspec.structs import replace

from services.gateway.problems import Problem, problem
from services.gateway.visit import Visit
from shared.messages import Refusal


def about_ballot(visit: Visit, refusal: Refusal, titles: Mapping[str, str], *, several: bool) -> Problem:
    """With proposals by their titles, and the contest where there are several."""
    values = {name: titles.get(str(value), value) for name, value in refusal.values.items()}
    told = problem(visit.language, Refusal(refusal.reason, values))
    contest = refusal.values.get("contest") if several else None
    return replace(told, title=f"{contest}: {told.title}") if contest and str(contest) not in told.title else told
