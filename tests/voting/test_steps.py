"""How far a vote has come, as its coordinators are told."""

from datetime import timedelta

import msgspec
import pytest
from nats.aio.client import Client

from services.voting import service as voting
from shared.clock import utc_now
from shared.contracts.certification import AnnulVote, ReopenVote, ReviewVote
from shared.contracts.vote_steps import GetVoteSteps, VoteSteps
from shared.contracts.voting import NameRivals
from shared.messages import Actor, Refused
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.running import running
from tests.voting.sample import AREA, ITEMS, ROUND, resident
from tests.voting.test_room import add_items, close, coordinator, counted, open_, plan


async def steps(nc: Client, by: Actor) -> VoteSteps:
    return msgspec.json.decode(await ask(nc, GetVoteSteps(area=AREA, round=ROUND, by=by)), type=VoteSteps)


async def test_coordinators_are_told_the_steps_of_the_newest_edition(nc: Client, settings: Settings) -> None:
    kaisa, rivals = coordinator("kaisa"), (("rink", "lights"),)
    async with running(settings, voting):
        await plan(nc)
        await add_items(nc)
        await send(nc, NameRivals(area=AREA, round=ROUND, rivals=rivals, by=kaisa), new_id())
        planned = await steps(nc, kaisa)
        assert (planned.edition, planned.items, planned.rivals, planned.taken) == (0, ITEMS, rivals, ())
        await open_(nc)
        await close(nc)
        await counted(nc)
        done = await send(nc, ReviewVote(area=AREA, round=ROUND, by=kaisa), new_id())
        reviewed = await steps(nc, kaisa)
        assert [(one.step, one.by) for one in reviewed.taken] == [
            ("opened", ""),
            ("closed", ""),
            ("counted", ""),
            ("reviewed", "kaisa"),
        ]
        assert reviewed.position == done.position
        await send(nc, AnnulVote(area=AREA, round=ROUND, reason="a wrong price", by=kaisa), new_id())
        anew = ReopenVote(area=AREA, round=ROUND, closes_at=utc_now() + timedelta(days=1), without=("rink",), by=kaisa)
        await send(nc, anew, new_id())
        told = await steps(nc, kaisa)
        assert ([one.step for one in told.taken], told.edition, told.rivals) == (["opened"], 2, ())
        with pytest.raises(Refused, match="not_your_role"):
            await steps(nc, resident("anna"))
