"""Voting without signing in: codes in letters, codes at a desk, and what is done with them."""

import msgspec
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp

from services.gateway.at_desk import AtDesk, admit
from services.gateway.bodies import reader
from services.gateway.code_letters import BATCH, PDF, Letters, as_pdf, write_letters
from services.gateway.code_sign_in import LIFETIME, let_in
from services.gateway.operations import Operation, command, encode, query
from services.gateway.visit import Visit
from shared.contracts.codes import AdmitAtDesk, IssueCodes, ListCodes, VoidCodes
from shared.ids import derived_id


class TypedCode(msgspec.Struct, frozen=True):
    code: str


class CodeSignedIn(msgspec.Struct, frozen=True):
    """The token casts one ballot in this vote and does nothing else; it is good for `seconds`."""

    token: str
    seconds: int


class DeskCode(msgspec.Struct, frozen=True):
    code: str


_read_letters = reader(Letters)
_read_typed = reader(TypedCode)
_read_at_desk = reader(AtDesk)


async def sign_in_with_code(visit: Visit) -> ASGIApp:
    voter = await let_in(visit, _read_typed(await visit.body()).code)
    return ASGIResponse(body=encode(CodeSignedIn(visit.instance.tokens.sign(voter, LIFETIME), LIFETIME)))


async def issue_codes(visit: Visit) -> ASGIApp:
    letters, command_id = _read_letters(await visit.body()), await visit.command_id(visit.key)
    batch = derived_id(command_id)
    return as_pdf(batch, await write_letters(visit, letters, batch, command_id))


async def admit_at_desk(visit: Visit) -> ASGIApp:
    _, code = await admit(visit, _read_at_desk(await visit.body()).person)
    return ASGIResponse(body=encode(DeskCode(code)))


ROUND = "/areas/{area}/rounds/{round}"

OPERATIONS = (
    Operation(
        HttpMethod.POST,
        f"{ROUND}/code-sign-in",
        "Sign in with a voting code",
        "voting",
        sign_in_with_code,
        CodeSignedIn,
        body=TypedCode,
    ),
    Operation(
        HttpMethod.POST,
        f"{ROUND}/codes",
        f"Make voting codes to hand out (PDF, once; the header {BATCH} names the batch)",
        "voting",
        issue_codes,
        bytes,
        201,
        Letters,
        answer_media=PDF,
        signed_in=True,
        allowed=IssueCodes.allowed,
        retries=True,
        asks=IssueCodes,
    ),
    query(f"{ROUND}/codes", ListCodes, "The batches of voting codes"),
    command(HttpMethod.POST, f"{ROUND}/codes/{{batch}}/void", VoidCodes, "Let nobody in any more with these codes"),
    Operation(
        HttpMethod.POST,
        f"{ROUND}/desk",
        "Admit somebody who has come to a desk: a code to vote with at once",
        "voting",
        admit_at_desk,
        DeskCode,
        body=AtDesk,
        signed_in=True,
        allowed=AdmitAtDesk.allowed,
        asks=AdmitAtDesk,
    ),
)
