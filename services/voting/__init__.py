"""Votes, ballots and their count."""

from services.voting.code_register import CODE_VIEWS
from services.voting.commands import COMMANDS
from services.voting.projections import VOTES
from services.voting.queries import QUERIES
from services.voting.reactions import REACTIONS, on_time
from shared.service import Service

service = Service(
    "voting", commands=COMMANDS, queries=QUERIES, views=(VOTES, *CODE_VIEWS), reactions=REACTIONS, on_time=on_time
)
