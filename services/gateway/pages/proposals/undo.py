"""Undo a merging: every idea leaves the proposal, which is then given up."""

from litestar import post
from litestar.types import ASGIApp

from services.gateway.pages.carry_out import carry_out
from services.gateway.pages.filled import first
from services.gateway.pages.proposals import proposal
from services.gateway.pages.refused_fields import sent
from services.gateway.pages.rendering import see
from services.gateway.visit import Visit, told
from shared.contracts.merging import ReleaseIdea
from shared.contracts.proposals import GetProposal
from shared.ids import derived_id
from shared.messages import Refused


@post(f"{proposal.ONE}/undo")
async def undo(request: Visit) -> ASGIApp:
    """One after the other, with the same reason; sent again, it goes on where it stopped."""
    filled, path, by = await request.filled(), request.path_params, request.signed_in()
    command_id = await request.command_id(first(filled, "form"))
    merged = await told(request, GetProposal(area=path["area"], proposal=path["proposal"], by=by))
    position = 0
    try:
        for idea in merged.ideas:
            given = {**path, "idea": idea, "reason": first(filled, "reason").strip()}
            position = (await carry_out(request, ReleaseIdea, given, derived_id(command_id, idea))).position
    except Refused as refused:
        return await proposal.shown(request, sent("", "undo", filled, refused.refusal))
    return see(request, f"/areas/{path['area']}/proposals/{path['proposal']}", done="undo", position=str(position))


HANDLERS = (undo,)
