"""Funded proposals under implementation."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.projects import (
    DelayMilestone,
    GetProject,
    ImplementProject,
    ListProjects,
    PlanMilestone,
    ReachMilestone,
    SetResponsibleUnit,
    ShowPictures,
)
from shared.contracts.work_days import CountAttendance, JoinWorkDay, LeaveWorkDay, PlanWorkDay

ONE = "/areas/{area}/projects/{project}"
MILESTONE = f"{ONE}/milestones/{{milestone}}"
WORK_DAY = f"{ONE}/work-days/{{day}}"

OPERATIONS = (
    query("/areas/{area}/rounds/{round}/projects", ListProjects, "The projects of a round"),
    query(ONE, GetProject, "A project with its milestones"),
    command(HttpMethod.POST, f"{ONE}/milestones", PlanMilestone, "Plan a milestone", new="milestone"),
    command(HttpMethod.POST, f"{MILESTONE}/reach", ReachMilestone, "A milestone is reached"),
    command(HttpMethod.POST, f"{MILESTONE}/delay", DelayMilestone, "A milestone is delayed, and why"),
    command(HttpMethod.PUT, f"{ONE}/responsible-unit", SetResponsibleUnit, "Say which unit is responsible"),
    command(HttpMethod.POST, f"{ONE}/pictures", ShowPictures, "Show pictures of the work"),
    command(HttpMethod.POST, f"{ONE}/work-days", PlanWorkDay, "Plan a day for volunteers", new="day"),
    command(HttpMethod.POST, f"{WORK_DAY}/join", JoinWorkDay, "I come to the work day"),
    command(HttpMethod.POST, f"{WORK_DAY}/leave", LeaveWorkDay, "I do not come after all"),
    command(HttpMethod.PUT, f"{WORK_DAY}/attendance", CountAttendance, "Say how many came"),
    command(HttpMethod.POST, f"{ONE}/implement", ImplementProject, "The project is finished"),
)
