"""Milestones of projects whose day has passed."""

from dataclasses import dataclass

from services.gateway.visit import Visit, told
from shared.contracts.projects import ListProjects, MilestoneView, ProjectView

MOST = 100


@dataclass(frozen=True)
class Late:
    project: ProjectView
    milestone: MilestoneView


async def late_milestones(visit: Visit, area: str, round_: str) -> list[Late]:
    today = visit.instance.settings.clock().date()
    projects = (await told(visit, ListProjects(area=area, round=round_, limit=MOST))).items
    return [
        Late(project, step)
        for project in projects
        for step in project.milestones
        if not step.reached and step.due < today
    ]
