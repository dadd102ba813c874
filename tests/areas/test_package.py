"""Lead measures are chosen, packages are cut from them, revised, commented on and decided on."""

from datetime import UTC, date, datetime

from msgspec.structs import asdict, replace

from services.areas.domain.measure import measure
from services.areas.domain.package import Grounds, package
from services.areas.domain.package_comment import package_comment
from shared.contracts.goals import UNKNOWN_GOAL
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.measures import (
    UNKNOWN_MEASURE,
    ChooseLeadMeasure,
    DropLeadMeasure,
    LeadMeasureChosen,
    LeadMeasureDropped,
    MeasurePlanned,
    PlanMeasure,
)
from shared.contracts.package_comments import (
    CommentOnPackage,
    HidePackageComment,
    PackageCommented,
    PackageCommentHidden,
)
from shared.contracts.packages import (
    NOT_LEADING,
    PACKAGE_DATES,
    PACKAGE_STOPPED,
    UNKNOWN_PACKAGE,
    CutPackage,
    DecideOnPackage,
    Decision,
    PackageCut,
    PackageDecided,
    PackageRevised,
    RevisePackage,
)
from shared.contracts.participants import Group
from shared.decider import Given
from shared.messages import Actor, Role
from shared.testing import given

AREA = "saarijarvi"
MAY, JUNE = date(2027, 5, 1), date(2027, 6, 30)
SCHOOL = MeasurePlanned(name="Koulu", cost_cents=100, starts_on=MAY, ends_on=JUNE)
CHOOSE = ChooseLeadMeasure(area=AREA, measure="m1", programme="p1", reason="Nuorten piha.")
CHOSEN = LeadMeasureChosen(programme="p1", reason="Nuorten piha.")
DROP = DropLeadMeasure(area=AREA, measure="m1", reason="Siirtyi.")
DROPPED = LeadMeasureDropped(reason="Siirtyi.")

CUT = CutPackage(
    area=AREA,
    package="h1",
    programme="p1",
    title="Koulun piha",
    measures=("m1",),
    goals=("g1",),
    budget_cents=5_000,
    starts_on=MAY,
    ends_on=JUNE,
)
REVISED = PackageRevised(
    title="Koulun piha", plan="", measures=("m1",), goals=("g1",), budget_cents=5_000, starts_on=MAY, ends_on=JUNE
)
WAS_CUT = PackageCut(programme="p1", **asdict(REVISED))
REVISE = RevisePackage(area=AREA, package="h1", **{**asdict(REVISED), "plan": "Penkkejä."})
GROUNDS = Grounds(frozenset({"m1"}), frozenset({"g1"}))
NOTHING = Grounds(frozenset(), frozenset())
STOPPED = PackageDecided(decision=Decision.STOP, reason="Rahat loppuivat.")
STOP = DecideOnPackage(area=AREA, package="h1", decision=Decision.STOP, reason="Rahat loppuivat.")

AINO = Actor("aino", {Role.RESIDENT: (AREA,)})
COMMENT = CommentOnPackage(area=AREA, package="h1", comment="k1", text="Hyvä!", by=AINO, at=datetime.now(UTC))
COMMENTED = PackageCommented(package="h1", author="aino", text="Hyvä!", group=Group())
OPEN, CLOSED = given(package, WAS_CUT).state, given(package, WAS_CUT, STOPPED).state
HIDE = HidePackageComment(area=AREA, comment="k1", reason="Asiaton.")


def test_a_measure_leads_a_programme_until_it_is_dropped() -> None:
    chosen = given(measure, SCHOOL).when(CHOOSE).then(CHOSEN).when(CHOOSE).then()
    chosen.when(DROP).then(DROPPED).when(DROP).then()
    given(measure).when(CHOOSE).then_refused(UNKNOWN_MEASURE)


def test_planned_anew_it_still_leads() -> None:
    plan = PlanMeasure(area=AREA, measure="m1", name="Koulu", cost_cents=200, starts_on=MAY, ends_on=JUNE)
    anew = MeasurePlanned(name="Koulu", cost_cents=200, starts_on=MAY, ends_on=JUNE)
    given(measure, SCHOOL, CHOSEN).when(plan).then(anew).when(CHOOSE).then()


def test_a_package_is_cut_once_even_if_its_measure_leads_no_longer() -> None:
    given(package).when(Given(CUT, GROUNDS)).then(WAS_CUT).when(Given(CUT, NOTHING)).then()
    given(package, WAS_CUT).when(Given(replace(CUT, title="Muu"), GROUNDS)).then_refused(ID_TAKEN)


def test_it_needs_lead_measures_and_goals_that_exist() -> None:
    given(package).when(Given(CUT, NOTHING)).then_refused(NOT_LEADING, measure="m1")
    given(package).when(Given(CUT, Grounds(frozenset({"m1"}), frozenset()))).then_refused(UNKNOWN_GOAL)
    given(package).when(Given(replace(CUT, ends_on=date(2027, 1, 1)), GROUNDS)).then_refused(PACKAGE_DATES)


def test_it_is_revised_until_it_is_stopped() -> None:
    revised = replace(REVISED, plan="Penkkejä.")
    given(package, WAS_CUT).when(Given(REVISE, GROUNDS)).then(revised).when(Given(REVISE, NOTHING)).then()
    given(package, WAS_CUT, STOPPED).when(Given(REVISE, GROUNDS)).then_refused(PACKAGE_STOPPED)
    given(package).when(Given(REVISE, GROUNDS)).then_refused(UNKNOWN_PACKAGE)


def test_a_later_decision_takes_the_place_of_the_one_before() -> None:
    go = replace(STOP, decision=Decision.GO)
    stopped = given(package, WAS_CUT).when(STOP).then(STOPPED).when(STOP).then()
    gone_on = stopped.when(go).then(replace(STOPPED, decision=Decision.GO))
    gone_on.when(Given(REVISE, GROUNDS)).then(replace(REVISED, plan="Penkkejä."))


def test_a_resident_comments_once_and_not_on_what_was_stopped() -> None:
    given(package_comment).when(Given(COMMENT, OPEN)).then(COMMENTED).when(Given(COMMENT, CLOSED)).then()
    given(package_comment).when(Given(COMMENT, CLOSED)).then_refused(PACKAGE_STOPPED)
    given(package_comment, COMMENTED).when(Given(replace(COMMENT, text="Huono!"), OPEN)).then_refused(ID_TAKEN)


def test_a_moderator_hides_a_comment_for_a_reason() -> None:
    given(package_comment, COMMENTED).when(HIDE).then(PackageCommentHidden(reason="Asiaton.")).when(HIDE).then()
