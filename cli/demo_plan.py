"""What the demo programmes plan with residents: a situation picture, a goal, and a project package."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from shared.contracts.goals import SetGoal
from shared.contracts.measures import ChooseLeadMeasure, PlanMeasure
from shared.contracts.packages import CutPackage
from shared.contracts.situation_pictures import DraftPicture, Occasion, PublishPicture, Section, WritePicture
from shared.contracts.surveys import PlanSurvey, Question, QuestionKind
from shared.ids import derived_id
from shared.messages import Actor, Command

INDICATORS = ("unemployment", "low_income", "resident_survey")
WORDS = {
    "petonen": "Lapsia ja nuoria on paljon, iltaisin avoimia paikkoja vähän. Metsä alkaa pihoilta.",
    "puijonlaakso": "Palvelut ovat lähellä, talot peruskorjausiässä. Tori kaipaa elämää.",
}
GOALS = {"petonen": "Nuorilla on paikka, jossa viihtyä", "puijonlaakso": "Torilla tavataan taas"}
BUILT = {"petonen": "Lähiliikuntapaikka koululle", "puijonlaakso": "Torin uudistus"}
STARTS, ENDS = date(2027, 5, 3), date(2027, 9, 30)
COST_CENTS = 200_000_00
ASKED = (
    Question("light", QuestionKind.RATING, "Millainen on koulun oikopolku illalla?"),
    Question("safe", QuestionKind.YES_NO, "Onko alueella turvallista liikkua?"),
    Question("most", QuestionKind.CHOICE, "Mitä kaipaat eniten?", ("Valoja", "Penkkejä", "Tekemistä nuorille")),
    Question("words", QuestionKind.TEXT, "Mitä muuta haluat sanoa?"),
)
SURVEYED = "petonen"


def plans(area: str, programme: str, year: int, staff: Actor) -> Iterator[tuple[Command, str]]:
    """Each with what it is about, in the order in which one rests on another."""
    yield from _picture(area, programme, year, staff)
    yield from _package(area, programme, staff)
    if area == SURVEYED:
        yield _survey(area, programme, staff)


def _survey(area: str, programme: str, staff: Actor) -> tuple[Command, str]:
    """Open for three weeks from now on."""
    one, now = derived_id("demo", area, "survey"), datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    planned = PlanSurvey(
        area=area,
        survey=one,
        programme=programme,
        title="Millaista täällä on asua?",
        questions=ASKED,
        opens_at=now,
        closes_at=now + timedelta(days=21),
        by=staff,
    )
    return planned, one


def _picture(area: str, programme: str, year: int, staff: Actor) -> Iterator[tuple[Command, str]]:
    one, start = derived_id("demo", area, "picture"), Occasion.START
    words = (Section("Alue lyhyesti", WORDS[area]),)
    drawn = DraftPicture(
        area=area, picture=one, programme=programme, occasion=start, year=year, indicators=INDICATORS, by=staff
    )
    yield drawn, one
    yield WritePicture(area=area, picture=one, sections=words, by=staff), one
    yield PublishPicture(area=area, picture=one, by=staff), one


def _package(area: str, programme: str, staff: Actor) -> Iterator[tuple[Command, str]]:
    goal, measure, package = (derived_id("demo", area, thing) for thing in ("goal", "measure", "package"))
    yield SetGoal(area=area, goal=goal, programme=programme, title=GOALS[area], by=staff), goal
    planned = PlanMeasure(
        area=area, measure=measure, name=BUILT[area], cost_cents=COST_CENTS, starts_on=STARTS, ends_on=ENDS, by=staff
    )
    yield planned, measure
    reason = "Vastaa siihen, mitä asukkaat toivoivat."
    yield ChooseLeadMeasure(area=area, measure=measure, programme=programme, reason=reason, by=staff), measure
    cut = CutPackage(
        area=area,
        package=package,
        programme=programme,
        title=f"{BUILT[area]} ja mitä sen ympärille budjetoidaan",
        plan="Kaupunki rakentaa, ja asukkaat päättävät, mitä viereen tulee.",
        measures=(measure,),
        goals=(goal,),
        budget_cents=COST_CENTS,
        starts_on=STARTS,
        ends_on=ENDS,
        by=staff,
    )
    yield cut, package
