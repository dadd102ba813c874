"""What is known of an area, read from the log itself: whoever freezes figures must not miss the newest."""

from collections.abc import Sequence

from services.areas.domain.figures import Known, figures
from services.areas.domain.indicator import indicator
from services.areas.domain.known_figures import newest_known
from shared.contracts.built_in_indicators import BUILT_IN
from shared.contracts.indicators import CITY, UNKNOWN_INDICATOR, IndicatorView
from shared.contracts.known_figures import KnownFigure
from shared.messages import Refused
from shared.room import Room


async def known_figures(area: str, indicators: Sequence[str], year: int, room: Room) -> tuple[KnownFigure, ...]:
    known = await figures_in(area, room)
    return tuple([newest_known(await described(one, room), known, year) for one in indicators])


async def figures_in(area: str, room: Room) -> Known:
    return (await room.newest(figures, area, area)).state


async def described(id_: str, room: Room) -> IndicatorView:
    """Raises `Refused` where there is no such indicator."""
    event = BUILT_IN.get(id_) or (await room.newest(indicator, CITY, id_)).state
    if event is None:
        raise Refused(UNKNOWN_INDICATOR, indicator=id_)
    return IndicatorView(id_, event.names, event.topic, event.unit, event.direction)
