"""Gatherings: planned, registered for, and how many came."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.contributions import ListGrown
from shared.contracts.gatherings import (
    CancelGathering,
    GetAttendance,
    GetGathering,
    ListGatherings,
    ListMyRegistrations,
    PlanGathering,
    RecordAttendance,
    RegisterForGathering,
    RescheduleGathering,
    WithdrawRegistration,
)

ALL = "/areas/{area}/gatherings"
ONE = f"{ALL}/{{gathering}}"

OPERATIONS = (
    query(ALL, ListGatherings, "The gatherings of an area, the latest first"),
    query(ONE, GetGathering, "A gathering"),
    command(HttpMethod.PUT, ONE, PlanGathering, "Plan a gathering; the id is the device's own, which may be offline"),
    command(HttpMethod.PUT, f"{ONE}/times", RescheduleGathering, "Move a gathering"),
    query(f"{ONE}/grown", ListGrown, "What came of what was said at a gathering, as far as it is published"),
    command(HttpMethod.POST, f"{ONE}/cancel", CancelGathering, "Cancel a gathering"),
    query("/areas/{area}/registrations", ListMyRegistrations, "The gatherings I am registered for"),
    command(HttpMethod.PUT, f"{ONE}/registration", RegisterForGathering, "Register for a gathering"),
    command(HttpMethod.DELETE, f"{ONE}/registration", WithdrawRegistration, "Withdraw my registration"),
    query(f"{ONE}/attendance", GetAttendance, "How many came, by group"),
    command(HttpMethod.PUT, f"{ONE}/attendance/{{attendance}}", RecordAttendance, "Count, or correct a count"),
)
