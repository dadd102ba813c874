"""What an instance is told from outside: flags first, then the environment."""

from dataclasses import dataclass, field
from pathlib import Path

from shared.clock import Clock, utc_now


class Unusable(Exception):  # noqa: N818 - it reads as what the folder, port or server is
    """Says in one sentence, meant for the person who starts Lähiö, why it cannot start."""


@dataclass(frozen=True)
class OpenId:
    """The provider of sign-ins, and who we are there."""

    issuer: str
    client_id: str
    secret: str = field(default="", repr=False)
    roles_claim: str = "roles"


@dataclass(frozen=True)
class Settings:
    nats_url: str
    views_url: str  # sqlite:<folder> or mongodb://…
    smtp_url: str  # smtp://host:port
    mail_from: str
    public_url: str
    port: int
    secret: bytes  # signs sign-ins
    ballot_secret: bytes  # wraps the keys of votes
    survey_secret: bytes  # wraps the keys of surveys
    host: str = "127.0.0.1"  # the address to listen on
    demo: bool = False
    statfin_url: str = ""  # the folder of tables in Statistics Finland's PxWeb; empty: not asked
    sotkanet_url: str = ""  # its REST service; empty: not asked
    open_id: OpenId | None = None
    brand_folder: Path | None = None  # with the city's own tokens.css and logo.svg
    clock: Clock = utc_now
    mail_folder: Path | None = None  # where the demo's own mail server keeps what it receives
