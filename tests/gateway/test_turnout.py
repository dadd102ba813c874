"""A turnout as people read it."""

import pytest

from services.gateway.texts import turnout
from shared.contracts.analytics import Participation
from shared.texts import Language


@pytest.mark.parametrize(
    ("ballots", "per_mille", "shown"),
    [(0, 0, "0,0 %"), (1, 0, "alle 0,1 %"), (1, 1, "0,1 %"), (7, 354, "35,4 %")],
)
def test_a_turnout_is_never_shown_as_zero_where_somebody_has_voted(ballots: int, per_mille: int, shown: str) -> None:
    counted = Participation("a", "r", ballots=ballots, eligible_voters=100_000, turnout_per_mille=per_mille)
    assert turnout(Language.FINNISH, counted) == shown
