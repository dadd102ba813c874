"""The front door: HTTP for people, browsers and programs; no rule of the city."""

from services.gateway import counting, experts, sending
from services.gateway.directory import get_contact
from services.gateway.public_events import publish_public_events
from services.gateway.server import serve_http
from shared.contracts.gateway import GetContact
from shared.service import Service

service = Service(
    "gateway",
    commands={**counting.COMMANDS, **sending.COMMANDS},
    queries={GetContact: get_contact, **experts.QUERIES},
    background=(serve_http, publish_public_events),
)
