"""What is said is stored as it was said, once."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from services.areas.domain.contribution import contribution
from shared.contracts.categories import Category
from shared.contracts.contributions import NOT_SAID_YET, ContributionRecorded, RecordContribution
from shared.contracts.ideas import ID_TAKEN
from shared.contracts.participants import AgeBand, Channel, Group
from shared.testing import given

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
SAY = RecordContribution(
    area="saarijarvi",
    gathering="t1",
    contribution="c1",
    text="Valoja alikulkuun!",
    said_at=NOON,
    age=AgeBand.FROM_65,
    category=Category.TRAFFIC,
    at=NOON + timedelta(days=3),
)
SAID = ContributionRecorded(
    gathering="t1",
    text="Valoja alikulkuun!",
    said_at=NOON,
    group=Group(AgeBand.FROM_65, "", Channel.STREET),
    category=Category.TRAFFIC,
)


def test_it_is_stored_once_also_days_later() -> None:
    given(contribution).when(SAY).then(SAID).when(SAY).then()


def test_its_id_stands_for_the_same_words() -> None:
    given(contribution, SAID).when(replace(SAY, text="Muuta")).then_refused(ID_TAKEN)


def test_clocks_may_differ_by_a_minute_and_no_more() -> None:
    early = replace(SAY, at=NOON - timedelta(minutes=1))
    given(contribution).when(early).then(SAID)
    given(contribution).when(replace(early, at=NOON - timedelta(minutes=2))).then_refused(NOT_SAID_YET)
