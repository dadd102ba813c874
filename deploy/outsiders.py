"""What outsiders may read: a mirror of the stream PUBLIC in an account of their own (deploy/nats/server.conf)."""

import logging

import nats.errors
from nats.aio.client import Client
from nats.js.api import ExternalStream, StreamConfig, StreamConsumerLimits, StreamSource

log = logging.getLogger(__name__)

MONTH = 30 * 24 * 3600  # seconds

MIRROR = StreamConfig(
    name="PUBLIC",
    description="Public events, for subscribers from outside",
    mirror=StreamSource(name="PUBLIC", external=ExternalStream(api="$JS.LAHIO.API", deliver="mirror.public")),
    allow_direct=True,
    deny_delete=True,
    deny_purge=True,
    consumer_limits=StreamConsumerLimits(inactive_threshold=MONTH),
)


async def open_to_outsiders(rooms: Client) -> None:
    """Declares the mirror; PUBLIC has to be declared before, or the mirror waits ten seconds for it.

    A NATS server of others may have no account for outsiders: they then have SSE alone.
    """
    try:
        await rooms.jetstream(domain="OUTSIDERS").add_stream(MIRROR)
    except (nats.errors.Error, TimeoutError) as error:
        log.warning("No outsider can subscribe over NATS: %r", error)
