"""The whole platform in one process, on the first day of the pilot."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared.settings import Settings
from tests.gateway.conftest import free_port, opened
from tests.gateway.front_door import Site
from tests.journeys.calendar import Calendar
from tests.notifications.post_office import PostOffice, post_office

FIRST_DAY = datetime(2022, 9, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class City:
    """The site, its calendar, and the mail that people get."""

    site: Site
    calendar: Calendar
    office: PostOffice

    async def wait_until(self, day: str) -> None:
        """Nine o'clock of an ISO date, UTC."""
        await self.calendar.move_to(datetime.fromisoformat(f"{day}T09:00+00:00"), self.site.nc)


@pytest.fixture
async def city(settings: Settings, tmp_path: Path) -> AsyncIterator[City]:
    calendar = Calendar(FIRST_DAY)
    port = free_port()
    async with post_office() as office:
        here = replace(
            settings,
            port=port,
            public_url=f"http://127.0.0.1:{port}",
            mail_folder=tmp_path / "mail",
            smtp_url=office.url,
            clock=calendar,
        )
        async with opened(here) as site:
            await calendar.watch(site.nc)
            yield City(site, calendar, office)
