"""What I took part in, and what came of it."""

from services.gateway.operations import query
from shared.contracts.my_part import ListMyParts

OPERATIONS = (
    query("/areas/{area}/parts/mine", ListMyParts, "What I gave, said, support and follow, and what came of it"),
)
