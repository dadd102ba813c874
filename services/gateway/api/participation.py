"""Who took part."""

from services.gateway.operations import query
from shared.contracts.analytics import GetParticipation, ListParticipation

OPERATIONS = (
    query("/areas/{area}/participation", ListParticipation, "Participation in all rounds of an area"),
    query("/areas/{area}/rounds/{round}/participation", GetParticipation, "Participation in a round"),
)
