"""Where things came from, how long they took, and where the money went."""

from services.gateway.operations import query
from shared.contracts.funnel import GetFunnel
from shared.contracts.lead_times import GetLeadTimes
from shared.contracts.lineage import GetLineage
from shared.contracts.money import GetMoney

OPERATIONS = (
    query("/areas/{area}/projects/{project}/lineage", GetLineage, "What a project came from, step by step"),
    query("/areas/{area}/rounds/{round}/funnel", GetFunnel, "How far people came in a round, in groups"),
    query("/areas/{area}/rounds/{round}/lead-times", GetLeadTimes, "How long projects took from the first idea on"),
    query("/areas/{area}/money", GetMoney, "What was allocated, costed, funded and spent in an area"),
    query("/money", GetMoney, "What was allocated, costed, funded and spent in all areas"),
)
