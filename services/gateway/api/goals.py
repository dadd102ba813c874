"""Goals that a programme and its residents set together."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.goals import ChangeGoal, DropGoal, GetGoal, ListGoals, SetGoal

OF_PROGRAMME = "/areas/{area}/programmes/{programme}/goals"
ONE = "/areas/{area}/goals/{goal}"

OPERATIONS = (
    command(HttpMethod.POST, OF_PROGRAMME, SetGoal, "Set a goal", new="goal"),
    query(OF_PROGRAMME, ListGoals, "The goals of a programme, the oldest first"),
    query(ONE, GetGoal, "A goal"),
    command(HttpMethod.PUT, ONE, ChangeGoal, "Word a goal anew"),
    command(HttpMethod.POST, f"{ONE}/drop", DropGoal, "Give up a goal"),
)
