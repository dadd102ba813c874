"""A command out of a form, done in the name of who is signed in."""

from msgspec.structs import replace

from services.gateway.operations import read_strings
from services.gateway.pages.filled import Given
from services.gateway.visit import Visit
from shared.messages import Command, Done
from shared.requests import send


async def carry_out(request: Visit, cls: type[Command], given: Given, command_id: str) -> Done:
    """Raises `Refused`, also where the form says what no such command can say."""
    command = read_strings(given, cls)
    return await send(request.instance.nc, replace(command, by=request.signed_in()), command_id)
