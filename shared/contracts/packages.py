"""Project packages (hankekokonaisuudet), cut from the lead measures of a programme."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

import msgspec

from shared.contracts.measures import PlannersCommand
from shared.contracts.words import Limit, Name, Sentence, Text
from shared.events import Aggregate
from shared.messages import Cents, Event, Id, Kind, Query, Reason

Lead = Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=50)]
Towards = Annotated[tuple[Id, ...], msgspec.Meta(max_length=50)]


class Decision(StrEnum):
    GO = "go"
    CHANGE = "change"  # to be planned anew
    STOP = "stop"


# Events


class PackagePlan(Event, frozen=True, kw_only=True):
    """What is planned of a package, whether cut or revised; no event by itself."""

    public: ClassVar[bool] = True
    title: str
    plan: str
    measures: tuple[str, ...]
    goals: tuple[str, ...]
    budget_cents: int
    starts_on: date
    ends_on: date


class PackageCut(PackagePlan, frozen=True, kw_only=True):
    """What lead measures build together, and the goals it serves."""

    programme: str


class PackageRevised(PackagePlan, frozen=True, kw_only=True):
    """Replaces the plan before."""


class PackageDecided(Event, frozen=True, kw_only=True):
    public: ClassVar[bool] = True
    decision: Decision
    reason: str


PackageEvent: TypeAlias = PackageCut | PackageRevised | PackageDecided
PACKAGE = Aggregate("areas", "package", PackageEvent)


class CutPackage(PlannersCommand, frozen=True, kw_only=True):
    package: Id
    programme: Id
    title: Name
    plan: Text = ""
    measures: Lead
    goals: Towards = ()
    budget_cents: Cents
    starts_on: date
    ends_on: date


class RevisePackage(PlannersCommand, frozen=True, kw_only=True):
    package: Id
    title: Name
    plan: Text = ""
    measures: Lead
    goals: Towards = ()
    budget_cents: Cents
    starts_on: date
    ends_on: date


class DecideOnPackage(PlannersCommand, frozen=True, kw_only=True):
    """A later decision takes the place of the one before."""

    package: Id
    decision: Decision
    reason: Sentence


NOT_LEADING = Reason("not_leading", Kind.CONFLICT, "This is not a lead measure of the programme: {measure}.")
UNKNOWN_PACKAGE = Reason("unknown_package", Kind.UNKNOWN, "There is no such project package in this area.")
PACKAGE_DATES = Reason("package_dates", Kind.INVALID, "A project package cannot end before it starts.")
PACKAGE_STOPPED = Reason("package_stopped", Kind.CONFLICT, "It was decided to stop this project package.")


# Queries


class DecisionView(msgspec.Struct, frozen=True):
    decision: Decision
    reason: str
    decided_at: datetime


class PackageView(msgspec.Struct, frozen=True):
    """With every decision on it, the oldest first."""

    id: str
    area: str
    programme: str
    title: str
    plan: str
    measures: tuple[str, ...]
    goals: tuple[str, ...]
    budget_cents: int
    starts_on: date
    ends_on: date
    decisions: tuple[DecisionView, ...] = ()


class PackagePage(msgspec.Struct, frozen=True):
    items: tuple[PackageView, ...]
    next: str | None = None


class ListPackages(Query[PackagePage], frozen=True, kw_only=True):
    """By when they start."""

    service: ClassVar[str] = "areas"
    area: Id
    after: str | None = None
    limit: Limit = 50


class GetPackage(Query[PackageView], frozen=True, kw_only=True):
    service: ClassVar[str] = "areas"
    area: Id
    package: Id
