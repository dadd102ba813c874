import asyncio
from pathlib import Path
from typing import Any

import msgspec
import pytest
from nats.aio.client import Client

from services.voting import service as voting
from shared.contracts.ballots import CastVote, GetMyBallot
from shared.contracts.codes import (
    AdmitAtDesk,
    CheckCode,
    CodeBatchPage,
    IssueCodes,
    LetIn,
    ListCodes,
    NewCode,
    VoidCodes,
)
from shared.contracts.participants import Channel
from shared.messages import Actor, Admission, Query, Refused, Role, system
from shared.requests import ask, new_id, send
from shared.settings import Settings
from tests.running import running
from tests.voting.sample import AREA, ROUND, choices, resident
from tests.voting.test_codes import KAISA, KIMMO, ONE, TWO
from tests.voting.test_room import cast, close, code, coordinator, counted, open_vote, plan, refusal, stored_ballots

GATEWAY = system("gateway")
LETTERS = (NewCode(ONE), NewCode(TWO, "anna"))


async def issue(nc: Client, *codes: NewCode, batch: str = "b1", command_id: str = "") -> int:
    command = IssueCodes(area=AREA, round=ROUND, batch=batch, label="6 B", home="petonen", codes=codes, by=KAISA)
    return (await send(nc, command, command_id or new_id())).position


async def admit(nc: Client, code: str, person: str = "anna") -> int:
    command = AdmitAtDesk(area=AREA, round=ROUND, code=code, voter=resident(person), by=KIMMO)
    return (await send(nc, command, new_id())).position


async def let_in(nc: Client, code: str, position: int = 0) -> Actor:
    """Who votes with the code, as the gateway signs them in."""
    found = await check(nc, code, position)
    role = Role.DESK_VOTER if found.channel is Channel.DESK else Role.CODE_HOLDER
    return Actor(found.voter, {role: (AREA,)}, home=found.home, admission=Admission(ROUND, found.edition, new_id()))


async def check(nc: Client, code: str, position: int = 0) -> LetIn:
    query = CheckCode(area=AREA, round=ROUND, code=code, by=GATEWAY, wait_for=position)
    return msgspec.json.decode(await ask(nc, query), type=LetIn)


async def cast_as(nc: Client, voter: Actor, *proposals: str) -> str:
    try:
        await send(nc, CastVote(area=AREA, round=ROUND, choices=choices(*proposals), by=voter), new_id())
    except Refused as refused:
        return refused.refusal.reason.code
    return "cast"


async def refused(nc: Client, query: Query[Any]) -> str:
    with pytest.raises(Refused) as told:
        await ask(nc, query)
    return told.value.refusal.reason.code


def checking(code: str, by: Actor = GATEWAY) -> CheckCode:
    return CheckCode(area=AREA, round=ROUND, code=code, by=by)


async def test_codes_of_letters_sent_before_the_opening_let_in_once_it_is_open(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await plan(nc)
        position = await issue(nc, *LETTERS)
        assert await refused(nc, checking(ONE)) == "vote_not_open"
        await open_vote(nc, planned=True)
        somebody, anna = await check(nc, ONE, position), await check(nc, TWO)
        assert (somebody.known, somebody.home, somebody.channel) == (False, "petonen", Channel.CODE)
        assert (anna.voter, anna.known) == ("anna", True)
        assert await refused(nc, checking("ZZZZZZZZZZZZ")) == "unknown_code"
        assert await refused(nc, checking(ONE, coordinator("kaisa"))) == "not_your_role"


async def test_each_code_votes_once(nc: Client, settings: Settings) -> None:
    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        position = await issue(nc, *LETTERS)
        voters = [await let_in(nc, code, position) for code in (ONE, TWO)]
        assert await asyncio.gather(*(cast_as(nc, voter, "rink") for voter in voters)) == ["cast", "cast"]
        assert await cast_as(nc, voters[0], "lights") == "already_voted"
        assert await refused(nc, checking(ONE)) == "already_voted"
        assert await code(nc, "anna", "lights") == "already_voted"
        await close(nc)
        assert (await counted(nc)).ballots == 2


async def test_who_typed_the_code_in_as_well_learns_nothing_of_the_vote(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        position = await admit(nc, ONE)
        clerk, voter = await let_in(nc, ONE, position), await let_in(nc, ONE)
        assert await cast_as(nc, voter, "rink") == "cast"
        assert await refused(nc, GetMyBallot(area=AREA, round=ROUND, by=clerk)) == "no_ballot"
        assert await cast_as(nc, clerk, "rink") == "already_voted"  # a guess is not confirmed either
        assert await cast_as(nc, voter, "rink") == "cast"  # sent twice
        await ask(nc, GetMyBallot(area=AREA, round=ROUND, by=voter))


async def test_the_same_person_by_sign_in_by_code_and_at_a_desk_at_once_has_one_ballot(
    nc: Client, settings: Settings
) -> None:
    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        people = [f"p{number}" for number in range(20)]
        letters = [NewCode(f"{number:012}", person) for number, person in enumerate(people)]
        position = await issue(nc, *letters)
        for letter in letters:
            position = await admit(nc, letter.code[::-1].replace("0", "Z"), str(letter.person))
        ways = [
            (
                resident(str(letter.person)),
                await let_in(nc, letter.code, position),
                await let_in(nc, letter.code[::-1].replace("0", "Z"), position),
            )
            for letter in letters
        ]
        told = await asyncio.gather(*(cast_as(nc, voter, "rink") for voters in ways for voter in voters))
        assert (told.count("cast"), told.count("already_voted")) == (20, 40)
        assert len(await stored_ballots(nc)) == 20
        await close(nc)
        assert (await counted(nc)).ballots == 20


async def test_a_voided_batch_is_answered_like_a_wrong_code(nc: Client, settings: Settings) -> None:
    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        position = await issue(nc, *LETTERS)
        await check(nc, ONE, position)
        void = VoidCodes(area=AREA, round=ROUND, batch="b1", reason="Kirjeet katosivat", by=KAISA)
        voided = (await send(nc, void, new_id())).position
        assert await refused(nc, checking(ONE)) == "unknown_code"
        batches = ListCodes(area=AREA, round=ROUND, by=KAISA, wait_for=voided)
        (listed,) = msgspec.json.decode(await ask(nc, batches), type=CodeBatchPage).items
        assert (listed.size, listed.personal, listed.voided) == (2, False, "Kirjeet katosivat")


async def test_a_retry_with_other_codes_is_refused_since_its_sheets_would_be_worthless(
    nc: Client, settings: Settings
) -> None:
    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        first = await issue(nc, NewCode(ONE), command_id="c1")
        assert await issue(nc, NewCode(ONE), command_id="c1") == first
        for _ in range(4):  # whichever copy answers
            with pytest.raises(Refused, match="codes_issued_before"):
                await issue(nc, NewCode(TWO), command_id="c1")


async def test_at_a_desk_the_newest_code_of_a_person_is_good_until_they_vote(nc: Client, settings: Settings) -> None:
    async with running(settings, voting), running(settings, voting):
        await open_vote(nc)
        await admit(nc, ONE)
        position = await admit(nc, TWO)
        anna = await let_in(nc, TWO, position)
        assert (anna.id, anna.roles) == ("anna", {Role.DESK_VOTER: (AREA,)})
        assert await refused(nc, checking(ONE)) == "unknown_code"
        assert await cast_as(nc, anna, "rink") == "cast"
        with pytest.raises(Refused, match="already_voted"):
            await admit(nc, ONE)


async def test_a_code_shows_no_ballot_that_its_person_cast_by_sign_in(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        anna = await let_in(nc, TWO, await issue(nc, *LETTERS))
        await cast(nc, "anna", "rink")
        assert await refused(nc, GetMyBallot(area=AREA, round=ROUND, by=anna)) == "no_ballot"


async def test_nothing_that_is_stored_holds_a_code_or_whose_it_is(
    nc: Client, settings: Settings, tmp_path: Path
) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        await issue(nc, NewCode(TWO, "anna-of-the-directory"))
        anna = await let_in(nc, ONE, await admit(nc, ONE, "anna-of-the-directory"))
        assert await cast_as(nc, anna, "rink") == "cast"
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert [word for word in (ONE, TWO, "anna-of") if word.encode() in written] == []
    assert b"kimmo" in written


async def test_only_coordinators_issue_and_only_clerks_admit(nc: Client, settings: Settings) -> None:
    async with running(settings, voting):
        await open_vote(nc)
        wrong = IssueCodes(area=AREA, round=ROUND, batch="b", label="x", codes=LETTERS, by=KIMMO)
        assert await refusal(nc, wrong) == "not_your_role"
        assert (
            await refusal(nc, AdmitAtDesk(area=AREA, round=ROUND, code=ONE, voter=KAISA, by=KAISA)) == "not_your_role"
        )
        missing = IssueCodes(area=AREA, round="none", batch="b", label="x", codes=LETTERS, by=KAISA)
        assert await refusal(nc, missing) == "unknown_round"
