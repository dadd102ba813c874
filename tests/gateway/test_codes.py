"""Voting with a code, over the front door: letters, school classes and the desk."""

import re
import time
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from services.gateway.code_sign_in import FAILURES, LIFETIME
from services.gateway.codes import in_groups, make_code, read_code
from services.gateway.tokens import Tokens
from shared.contracts.rounds import Phase
from shared.messages import Actor, Admission, Refused, Role
from tests.faults.processes import instance
from tests.gateway.front_door import AREA, Answer, Json, Person, Round, Site, until

WRONG = "ZZZZ-ZZZZ-ZZZZ"
SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.mark.parametrize("typed", ["0123-4567-89AB", "0123456789ab", " o1I3 4567 89-aB ", "OL23\u20094567-89ab"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) in {"0123456789AB", "011345678" + "9AB"}


@pytest.mark.parametrize("typed", ["", "0123", "0123-4567-89A", "0123-4567-89ABC", "0123-4567-89AU", "ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ"])
def test_what_cannot_be_a_code_is_refused_like_a_wrong_one(typed: str) -> None:
    with pytest.raises(Refused, match="unknown_code"):
        read_code(typed)


def test_codes_differ_and_are_read_as_they_are_printed() -> None:
    codes = {make_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert {read_code(in_groups(code)) for code in codes} == codes


async def letters(round_: Round, **order: object) -> tuple[str, str, list[str]]:
    """The batch, the words of the sheets, and the codes on them."""
    headers = {"Authorization": f"Bearer {round_.coordinator.token}", "Accept-Language": "fi"}
    http = round_.coordinator.http
    async with http.post(f"/api/v1{round_.path}/codes", json={"label": "6 B", **order}, headers=headers) as answer:
        assert answer.status == 201, await answer.text()
        assert (answer.content_type, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
        pages = PdfReader(BytesIO(await answer.read())).pages
        words = "\n".join(page.extract_text() for page in pages)
        return answer.headers["Lahio-Batch"], words, re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", words)


async def type_in(site: Site, round_: Round, code: str) -> Answer:
    return await Person(site.http).post(f"{round_.path}/code-sign-in", {"code": code})


async def let_in(site: Site, round_: Round, code: str) -> Person:
    answer = await type_in(site, round_, code)
    assert answer.status == 200, answer.body
    return Person(site.http, answer.body["token"])


def ballot(*proposals: str) -> Json:
    return {"choices": [{"proposal": proposal} for proposal in proposals]}


async def test_a_class_votes_with_its_slips_each_once(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    one, two = await round_.opened(await site.sign_in("resident"), 100, 200)
    _, words, codes = await letters(round_, count=3, home="jynkka")
    assert (len(codes), f"{AREA}/rounds" in words) == (3, True)
    for code in codes[:2]:
        pupil = await let_in(site, round_, code.lower().replace("-", " "))
        await pupil.did("PUT", f"{round_.path}/ballot", ballot(one))
        assert (await pupil.put(f"{round_.path}/ballot", ballot(two))).outcome == (409, "already_voted")
        assert (await pupil.get(f"{round_.path}/ballot")).body["channel"] == "code"
        assert (await type_in(site, round_, code)).outcome == (409, "already_voted")
    await round_.move_to(Phase.RESULT)
    counted = await until(round_.coordinator, f"{round_.path}/vote", "status", "counted")
    assert counted["result"]["ballots"] == 2
    assert (await type_in(site, round_, codes[2])).outcome == (409, "vote_closed")


async def test_a_token_of_a_code_knows_where_its_holder_lives_and_which_vote_it_is_for(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    aino = await site.sign_in("resident", "Aino", born="2014-03-01", school="pyoro")
    tokens, vote = Tokens(site.settings.secret), Admission(round_.path.rpartition("/")[2], 1)
    _, words, (code,) = await letters(round_, people=[aino.id])
    assert "Aino resident" in words
    known = tokens.actor((await let_in(site, round_, code)).token)
    signed_in, roles = tokens.actor(aino.token), {Role.CODE_HOLDER: (AREA,)}
    assert _without_session(known) == Actor(aino.id, roles, signed_in.born, AREA, "pyoro", vote)
    _, _, (code,) = await letters(round_, count=1, home="jynkka")
    somebody = tokens.actor((await let_in(site, round_, code)).token)
    assert _without_session(somebody) == Actor(somebody.id, roles, home="jynkka", admission=vote)
    assert somebody.id.startswith("code:")


def _without_session(actor: Actor) -> Actor:
    assert actor.admission
    return replace(actor, admission=replace(actor.admission, session=""))


async def test_a_letter_and_signing_in_are_the_same_persons_one_ballot(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    aino, niko = await site.sign_in("resident", "Aino"), await site.sign_in("resident", "Niko")
    _, _, codes = await letters(round_, people=[aino.id, niko.id, aino.id])
    assert len(codes) == 2
    await aino.did("PUT", f"{round_.path}/ballot", ballot(proposal))
    assert (await type_in(site, round_, codes[0])).outcome == (409, "already_voted")
    await (await let_in(site, round_, codes[1])).did("PUT", f"{round_.path}/ballot", ballot(proposal))
    assert (await niko.put(f"{round_.path}/ballot", ballot(proposal))).outcome == (409, "already_voted")


async def test_a_code_does_nothing_but_vote(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    aino = await site.sign_in("resident", "Aino")
    idea = await aino.made(f"{round_.path}/ideas", {"title": "Penkki", "text": ""})
    await round_.opened(await site.sign_in("resident"), 100)
    _, _, (code,) = await letters(round_, people=[aino.id])
    holder = await let_in(site, round_, code)
    assert (await aino.get(f"/areas/{AREA}/ideas/{idea}")).status == 200
    assert (await holder.get(f"/areas/{AREA}/ideas/{idea}")).outcome == (404, "unknown_idea")
    assert (await holder.get(f"{round_.path}/codes")).outcome == (403, "not_your_role")
    other = await Round.planned(site, Phase.IDEAS)
    assert (await holder.post(f"{other.path}/ideas", {"title": "x", "text": ""})).outcome == (403, "not_your_role")
    (proposal,) = await other.opened(aino, 100)
    assert (await holder.put(f"{other.path}/ballot", ballot(proposal))).outcome == (403, "other_vote")
    await aino.did("PUT", f"{other.path}/ballot", ballot(proposal))
    assert (await holder.get(f"{other.path}/ballot")).outcome == (404, "no_ballot")


async def test_a_voided_batch_lets_nobody_in_and_the_list_says_why(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    batch, _, (code, _) = await letters(round_, count=2)
    await let_in(site, round_, code)
    position = await round_.coordinator.did("POST", f"{round_.path}/codes/{batch}/void", {"reason": "Kirje katosi"})
    assert (await type_in(site, round_, code)).outcome == (404, "unknown_code")
    (listed,) = (await round_.coordinator.get(f"{round_.path}/codes?wait_for={position}")).body["items"]
    assert (listed["id"], listed["label"], listed["size"], listed["voided"]) == (batch, "6 B", 2, "Kirje katosi")
    assert {"used", "codes"} & listed.keys() == set()


async def test_letters_are_printed_before_the_opening_and_never_twice(site: Site) -> None:
    round_ = await Round.planned(site, Phase.PLANNING)
    _, _, (code,) = await letters(round_, count=1)
    assert (await type_in(site, round_, code)).outcome == (409, "vote_not_open")
    order: Json = {"label": "6 B", "count": 1}
    headers = {"Authorization": f"Bearer {round_.coordinator.token}", "Idempotency-Key": "k1"}
    async with site.http.post(f"/api/v1{round_.path}/codes", json=order, headers=headers) as first:
        assert first.status == 201
    again = await round_.coordinator.post(f"{round_.path}/codes", order, Idempotency_Key="k1")
    assert again.outcome == (409, "codes_issued_before")


async def test_an_order_that_cannot_be_is_refused(site: Site) -> None:
    round_ = await Round.planned(site, Phase.PLANNING)
    aino, codes = await site.sign_in("resident", "Aino"), f"{round_.path}/codes"
    stranger = await round_.coordinator.post(codes, {"label": "x", "people": [aino.id, "nobody"]})
    assert (stranger.outcome, stranger.body["values"]) == ((404, "unknown_person"), {"person": "nobody"})
    orders: list[Json] = [{}, {"count": 0}, {"count": 2001}, {"people": []}, {"count": 1, "people": [aino.id]}]
    for order in orders:
        assert (await round_.coordinator.post(codes, {"label": "x", **order})).outcome == (422, "malformed")
    assert (await aino.post(codes, {"label": "x", "people": ["nobody"]})).outcome == (403, "not_your_role")
    nowhere = f"/areas/{AREA}/rounds/none/codes"
    assert (await round_.coordinator.post(nowhere, {"label": "x", "count": 1})).outcome == (404, "unknown_round")


async def test_at_a_desk_a_clerk_lets_in_who_is_on_the_roll(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS, roll={"min_age": 12, "homes": [AREA]})
    (proposal,) = await round_.opened(await site.sign_in("resident"), 100)
    clerk, desk = await site.sign_in("clerk"), f"{round_.path}/desk"
    aino = await site.sign_in("resident", "Aino")
    away = await site.sign_in("resident", "Niko", home="jynkka")
    first = (await clerk.post(desk, {"person": aino.id})).body["code"]
    second = (await clerk.post(desk, {"person": aino.id})).body["code"]
    assert (await type_in(site, round_, first)).outcome == (404, "unknown_code")
    await (await let_in(site, round_, second)).did("PUT", f"{round_.path}/ballot", ballot(proposal))
    assert (await clerk.post(desk, {"person": aino.id})).outcome == (409, "already_voted")
    assert (await aino.put(f"{round_.path}/ballot", ballot(proposal))).outcome == (409, "already_voted")
    assert (await clerk.post(desk, {"person": away.id})).outcome == (403, "not_on_roll")
    assert (await clerk.post(desk, {"person": "nobody"})).outcome == (404, "unknown_person")
    assert (await clerk.post(desk, {"person": away.id, "home": AREA})).outcome == (400, "unknown_field")
    assert (await aino.post(desk, {"person": "nobody"})).outcome == (403, "not_your_role")


async def test_who_tries_codes_is_stopped_and_who_has_one_never_is(site: Site) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    _, _, codes = await letters(round_, count=1)
    for _ in range(FAILURES + 5):
        await let_in(site, round_, codes[0])
    told = {(await type_in(site, round_, WRONG)).outcome for _ in range(FAILURES)}
    assert told == {(404, "unknown_code")}
    stopped = await type_in(site, round_, codes[0])
    assert stopped.outcome == (429, "too_fast")
    assert int(stopped.headers["Retry-After"]) <= 60


async def test_no_line_of_the_log_tells_a_code(tmp_path: Path) -> None:
    path = "/areas/petonen/rounds/petonen-2027"
    with instance(tmp_path) as running:
        async with aiohttp.ClientSession(running.url, headers={"traceparent": SAMPLED}) as http:
            who = {"name": "Kaisa", "area": "petonen", "role": "coordinator"}
            kaisa = Person(http, (await Person(http).post("/demo/sign-in", who)).body["token"])
            await until(kaisa, path, "id", "petonen-2027")
            _, _, (code,) = await letters(Round(path, kaisa, kaisa, kaisa), count=1)
            await kaisa.post(f"{path}/code-sign-in", {"code": code})
            async with http.get(f"{path}/code", params={"code": code}) as shown:
                assert shown.status == 200
    log = (tmp_path / "lahio.log").read_text()
    assert [word in log for word in ("cmd.voting.IssueCodes", "qry.voting.CheckCode", f"{path}/code")] == [True] * 3
    assert [word for word in (code, read_code(code)) if word in log] == []


async def test_a_code_signs_in_for_two_hours(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = await Round.planned(site, Phase.IDEAS)
    await round_.opened(await site.sign_in("resident"), 100)
    _, _, (code,) = await letters(round_, count=1)
    answer = await type_in(site, round_, code)
    assert answer.body["seconds"] == LIFETIME == 2 * 3600
    later = time.time() + LIFETIME + 1
    monkeypatch.setattr("services.gateway.tokens.time", lambda: later)
    with pytest.raises(Refused, match="sign_in_expired"):
        Tokens(site.settings.secret).actor(answer.body["token"])
