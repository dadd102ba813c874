"""Goals judged and programmes evaluated."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.evaluations import (
    GetEvaluation,
    ListEvaluated,
    ListEvaluations,
    OpenEvaluation,
    PublishEvaluation,
)
from shared.contracts.goals import JudgeGoal

OF_PROGRAMME = "/areas/{area}/programmes/{programme}"

OPERATIONS = (
    query("/areas/{area}/evaluated", ListEvaluated, "The programmes that are evaluated, the newest first"),
    command(HttpMethod.POST, "/areas/{area}/goals/{goal}/judge", JudgeGoal, "Say whether a goal is reached"),
    command(HttpMethod.POST, f"{OF_PROGRAMME}/evaluations", OpenEvaluation, "Open an evaluation", new="evaluation"),
    query(f"{OF_PROGRAMME}/evaluations", ListEvaluations, "All evaluations of a programme"),
    command(
        HttpMethod.POST,
        "/areas/{area}/evaluations/{evaluation}/publish",
        PublishEvaluation,
        "Publish an evaluation with all that is known now",
    ),
    query(f"{OF_PROGRAMME}/evaluation", GetEvaluation, "The evaluation that was published last"),
)
