"""Gatherings (työpajat, jalkautuminen) and what is said there: published language of the areas room."""

from datetime import datetime

from shared.contracts.participants import Group
from shared.events import Aggregate
from shared.messages import Event


class ContributionRecorded(Event, frozen=True, kw_only=True):
    """What somebody said, as they said it. Nobody's name is asked."""

    gathering: str
    text: str
    said_at: datetime
    group: Group


CONTRIBUTION = Aggregate("areas", "contribution", ContributionRecorded)
