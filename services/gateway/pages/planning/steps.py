"""What a programme goes through, what of it is done, and where the next step is taken."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.gateway.pages.planning.desk import MOST
from services.gateway.visit import Visit, told
from shared.contracts.areas import ProgrammeView
from shared.contracts.evaluations import EvaluationEntry, ListEvaluations
from shared.contracts.gatherings import GatheringStatus, GatheringView, ListGatherings
from shared.contracts.goals import GoalStatus, GoalView, ListGoals
from shared.contracts.measures import ListMeasures, MeasureView
from shared.contracts.packages import ListPackages, PackageView
from shared.contracts.rounds import ListRounds, RoundView
from shared.contracts.situation_pictures import ListPictures, Occasion, PictureEntry
from shared.contracts.surveys import ListSurveys, SurveyView


@dataclass(frozen=True)
class Step:
    """`name` is how the page's texts call it; `count` is how many there are of what it makes."""

    name: str
    path: str
    count: int
    is_now: bool = False

    @property
    def is_done(self) -> bool:
        return self.count > 0


@dataclass(frozen=True)
class Known:
    """All that is planned in the programme that runs."""

    selected: bool
    programme: ProgrammeView | None = None
    pictures: tuple[PictureEntry, ...] = ()
    goals: tuple[GoalView, ...] = ()
    gatherings: tuple[GatheringView, ...] = ()
    measures: tuple[MeasureView, ...] = ()
    packages: tuple[PackageView, ...] = ()
    rounds: tuple[RoundView, ...] = ()
    surveys: tuple[SurveyView, ...] = ()
    evaluations: tuple[EvaluationEntry, ...] = field(default=())


async def known(request: Visit, programme: ProgrammeView, *, selected: bool) -> Known:
    area, id_, by = programme.area, programme.id, request.actor
    pictures, goals, gatherings, surveys, evaluations = await asyncio.gather(
        told(request, ListPictures(area=area, programme=id_, limit=MOST)),
        told(request, ListGoals(area=area, programme=id_, limit=MOST)),
        told(request, ListGatherings(area=area, limit=MOST)),
        told(request, ListSurveys(area=area)),
        told(request, ListEvaluations(area=area, programme=id_, by=by)),
    )
    measures, packages, rounds = await asyncio.gather(
        told(request, ListMeasures(area=area)),
        told(request, ListPackages(area=area, limit=MOST)),
        told(request, ListRounds(area=area)),
    )
    return Known(
        selected,
        programme,
        pictures.items,
        tuple(one for one in goals.items if one.status is GoalStatus.SET),
        tuple(one for one in gatherings.items if one.programme == id_ and one.status is GatheringStatus.PLANNED),
        tuple(one for one in measures.items if one.leads == id_),
        tuple(one for one in packages.items if one.programme == id_),
        tuple(one for one in rounds.items if one.programme == id_),
        tuple(one for one in surveys.items if one.programme == id_),
        evaluations.items,
    )


def steps(area: str, known: Known) -> list[Step]:
    """The next one is the first that is not done behind all that are: what came before was done elsewhere."""
    taken = [Step(name, path, count) for name, path, count in _counted(f"/areas/{area}/plan", known)]
    last = max((place for place, one in enumerate(taken) if one.is_done), default=-1)
    following = taken[last + 1].name if last + 1 < len(taken) else ""
    return [Step(one.name, one.path, one.count, one.name == following) for one in taken]


def _counted(plan: str, known: Known) -> Sequence[tuple[str, str, int]]:
    return (
        ("selection", "/city/select", int(known.selected)),
        ("programme", f"{plan}#programme", int(known.programme is not None)),
        ("picture", f"{plan}/pictures", _drawn(known, Occasion.START)),
        ("goals", f"{plan}/goals", len(known.goals)),
        ("gatherings", f"{plan}/gatherings", len(known.gatherings)),
        ("measures", f"{plan}/packages", len(known.measures)),
        ("packages", f"{plan}/packages#cut", len(known.packages)),
        ("rounds", f"{plan}/round", len(known.rounds)),
        ("surveys", f"{plan}/surveys", len(known.surveys)),
        ("followed", f"{plan}/pictures", _drawn(known, Occasion.EVALUATION)),
        ("judged", f"{plan}/goals", sum(bool(one.judgements) for one in known.goals)),
        ("evaluation", f"{plan}/evaluation", sum(one.version > 0 for one in known.evaluations)),
    )


def _drawn(known: Known, occasion: Occasion) -> int:
    return sum(one.occasion is occasion for one in known.pictures)
