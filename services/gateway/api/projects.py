"""Funded proposals under implementation."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.projects import GetProject, ImplementProject, ListProjects, PlanMilestone, ReachMilestone

ONE = "/areas/{area}/projects/{project}"

OPERATIONS = (
    query("/areas/{area}/rounds/{round}/projects", ListProjects, "The projects of a round"),
    query(ONE, GetProject, "A project with its milestones"),
    command(HttpMethod.POST, f"{ONE}/milestones", PlanMilestone, "Plan a milestone", new="milestone"),
    command(HttpMethod.POST, f"{ONE}/milestones/{{milestone}}/reach", ReachMilestone, "A milestone is reached"),
    command(HttpMethod.POST, f"{ONE}/implement", ImplementProject, "The project is finished"),
)
