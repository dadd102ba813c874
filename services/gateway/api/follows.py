"""Following an idea, a proposal or a project."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.follows import FollowThing, GetFollow, UnfollowThing

ONE = "/areas/{area}/follows/{thing}/{about}"

OPERATIONS = (
    query(ONE, GetFollow, "How many follow it, and whether I do"),
    command(HttpMethod.PUT, ONE, FollowThing, "Follow it"),
    command(HttpMethod.DELETE, ONE, UnfollowThing, "Follow it no more"),
)
