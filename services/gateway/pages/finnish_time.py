"""Times as a form's field `datetime-local` has them: on the clock of Finland."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from shared.contracts.areas import OUR_DAYS
from shared.messages import MALFORMED, Refused, require
from shared.texts import FINLAND


def as_typed(time: datetime) -> str:
    return time.astimezone(ZoneInfo(FINLAND)).strftime("%Y-%m-%dT%H:%M")


def typed_in(field: str, typed: str) -> datetime:
    """Raises `Refused`."""
    try:
        time = datetime.strptime(typed, "%Y-%m-%dT%H:%M").replace(tzinfo=ZoneInfo(FINLAND))
    except ValueError as error:
        raise Refused(MALFORMED, problem=f"Expected a time - at `$.{field}`") from error
    require(time.year in OUR_DAYS, MALFORMED, problem=f"Expected a time of our days - at `$.{field}`")
    return time.astimezone(UTC)
