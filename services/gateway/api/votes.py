"""Votes, and one's own ballot."""

import msgspec
import nats.errors
import nats.js.errors
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp
from msgspec.structs import fields

from services.gateway.operations import Operation, check, command, encode, query
from services.gateway.results import ExplainedResult, explained, told_vote
from services.gateway.visit import Visit
from shared.contracts.ballot_check import CheckBallot
from shared.contracts.ballots import CastVote, FindBallot, GetMyBallot, GetMyDraft, KeepDraft
from shared.contracts.certification import NOT_PUBLISHED, AnnulVote, CertifyVote, PublishVote, ReopenVote, ReviewVote
from shared.contracts.vote_steps import GetVoteSteps
from shared.contracts.voting import AnnounceVote, ExtendVote, GetVote, NameRivals
from shared.log import BUNDLES
from shared.messages import UNAVAILABLE, Refused
from shared.texts import Language

ZIP = "application/zip"


class InLanguage(msgspec.Struct, frozen=True):
    lang: Language | None = None


async def fetch_bundle(visit: Visit) -> ASGIApp:
    area, round_ = visit.path_params["area"], visit.path_params["round"]
    try:
        store = await visit.instance.nc.jetstream().object_store(BUNDLES)
        found = await store.get(f"{area}/{round_}")
    except nats.js.errors.NotFoundError as error:
        raise Refused(NOT_PUBLISHED) from error
    except (nats.errors.Error, TimeoutError) as error:
        raise Refused(UNAVAILABLE) from error
    headers = {"Content-Disposition": f'attachment; filename="{area}-{round_}.zip"'}
    return ASGIResponse(body=found.data or b"", media_type=ZIP, headers=headers)


async def show_result(visit: Visit) -> ASGIApp:
    headers = {"Vary": "Accept-Language"}
    return ASGIResponse(body=encode(explained(visit.language, await told_vote(visit))), headers=headers)


ROUND = "/areas/{area}/rounds/{round}"

OPERATIONS = (
    query(f"{ROUND}/vote", GetVote, "What is voted on, until when, and the result once published"),
    query(f"{ROUND}/vote/steps", GetVoteSteps, "How far the vote has come, and its ballot before that is fixed"),
    Operation(
        HttpMethod.GET,
        f"{ROUND}/result",
        "The result, and in plain words why each proposal won or not (in the language of Accept-Language)",
        "voting",
        show_result,
        ExplainedResult,
        parameters=fields(InLanguage),
    ),
    command(
        HttpMethod.POST, f"{ROUND}/vote/announce", AnnounceVote, "Announce the vote: its ballot is fixed and shown"
    ),
    command(HttpMethod.PUT, f"{ROUND}/ballot", CastVote, "Cast my ballot, or replace it"),
    query(f"{ROUND}/ballot", GetMyBallot, "My ballot"),
    check(f"{ROUND}/ballot/check", CheckBallot, "Would these choices do? Nothing is kept"),
    command(HttpMethod.PUT, f"{ROUND}/ballot/draft", KeepDraft, "Keep my unfinished ballot"),
    query(f"{ROUND}/ballot/draft", GetMyDraft, "My unfinished ballot"),
    command(HttpMethod.PUT, f"{ROUND}/vote/rivals", NameRivals, "Name groups of which one at most is funded"),
    command(HttpMethod.POST, f"{ROUND}/vote/extend", ExtendVote, "Give an open vote that is held anew more time"),
    command(HttpMethod.POST, f"{ROUND}/vote/review", ReviewVote, "Sign the count as the first of two coordinators"),
    command(HttpMethod.POST, f"{ROUND}/vote/certify", CertifyVote, "Sign the count as the second one: it stands"),
    command(
        HttpMethod.POST, f"{ROUND}/vote/publish", PublishVote, "Let everybody have the result and the anonymous ballots"
    ),
    Operation(
        HttpMethod.GET,
        f"{ROUND}/vote/bundle",
        "The anonymous ballots and the count of a published vote, to check and recount (ZIP)",
        "voting",
        fetch_bundle,
        bytes,
        answer_media=ZIP,
    ),
    query(f"{ROUND}/vote/ballots/{{receipt}}", FindBallot, "What the published ballot of this receipt says"),
    command(HttpMethod.POST, f"{ROUND}/vote/annul", AnnulVote, "Annul the vote, for a reason everybody is told"),
    command(HttpMethod.POST, f"{ROUND}/vote/reopen", ReopenVote, "Hold an annulled vote anew"),
)
