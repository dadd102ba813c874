"""An idea that is being written, over a real NATS server."""

import msgspec
import pytest
from nats.aio.client import Client

from services import areas, ideas
from shared.contracts.ballots import NO_DRAFT
from shared.contracts.idea_drafts import ForgetIdeaDraft, GetMyIdeaDraft, IdeaDraftView, KeepIdeaDraft
from shared.contracts.ideas import WRONG_PHASE
from shared.contracts.pictures import Picture
from shared.contracts.rounds import Phase
from shared.log import DRAFTS
from shared.messages import NOT_YOUR_ROLE, Refused
from shared.settings import Settings
from tests.ideas.journey import AREA, ROUND, STAFF, Journey, resident
from tests.running import running, until

ROOMS = (areas.service, ideas.service)
AINO, VEIKKO = resident("aino"), resident("veikko")
BEACH = (Picture("k1", "Ranta"),)
KEEP = KeepIdeaDraft(area=AREA, round=ROUND, title="Pen", text="Rannalle\nauringon", pictures=BEACH, by=AINO)
MINE = GetMyIdeaDraft(area=AREA, round=ROUND, by=AINO)


async def kept(nc: Client) -> int:
    return int((await nc.jetstream().stream_info(DRAFTS)).state.messages)


async def test_a_draft_is_kept_for_its_writer_alone_until_it_is_forgotten(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.do(KEEP)
        await journey.do(msgspec.structs.replace(KEEP, title="Penkki"))
        assert await journey.told(MINE, IdeaDraftView) == IdeaDraftView("Penkki", "Rannalle\nauringon", pictures=BEACH)
        assert await journey.told(msgspec.structs.replace(MINE, by=VEIKKO), IdeaDraftView) is None
        with pytest.raises(Refused, match=NOT_YOUR_ROLE.code):
            await journey.told(msgspec.structs.replace(MINE, by=STAFF), IdeaDraftView)
        for _ in range(2):
            await journey.do(ForgetIdeaDraft(area=AREA, round=ROUND, by=AINO))
        assert await journey.told(MINE, IdeaDraftView) is None
        assert await kept(nc) == 0
    assert NO_DRAFT.code == "no_draft"


async def test_giving_the_idea_forgets_its_draft(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.do(KEEP)
        await journey.give("i1", "aino")
        assert await kept(nc) == 0


async def test_no_draft_outlives_the_phase_of_ideas(nc: Client, settings: Settings) -> None:
    async with running(settings, *ROOMS):
        journey = await Journey.begin(nc)
        await journey.do(KEEP)
        await journey.enter(Phase.PLANNING)
        assert await until(lambda: kept(nc), lambda number: number == 0) == 0
        with pytest.raises(Refused, match=WRONG_PHASE.code):
            await journey.do(KEEP)
