"""Which fields of a form a refusal is about, so that it is told where they stand."""

from collections.abc import Collection

from services.gateway.problems import Problem


def wrong_fields(problem: Problem | None, fields: Collection[str]) -> dict[str, str]:
    """What is wrong, by the field; empty where it is about none of them."""
    if problem is None:
        return {}
    field = str(problem.values.get("field", "")).partition("[")[0].partition(".")[0]
    return {field: problem.title} if field in fields else {}
