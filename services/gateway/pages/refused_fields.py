"""Which field of a form a refusal is about."""

import re

from services.gateway.problems import Problem

ROW = re.compile(r"(\w+)\[(\d+)\](?:\.(\w+))?")


def wrong(problem: Problem | None) -> dict[str, str]:
    """What is said at each field; empty where it is about none. `lines[1].label` is the field `label.2`."""
    field = str(problem.values.get("field", "")) if problem else ""
    if not problem or not field:
        return {}
    row = ROW.fullmatch(field)
    name = f"{row[3] or row[1]}.{int(row[2]) + 1}" if row else field
    return {name: problem.title}
