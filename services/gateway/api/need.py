"""Areas compared by their need, what the city plans to build in them, and the choice of the next one."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.measures import ListMeasures, PlanMeasure
from shared.contracts.need import CompareAreas
from shared.contracts.selections import EndPilot, ListSelections, SelectArea, SetPilotLimit

OPERATIONS = (
    query("/comparison", CompareAreas, "Areas in the order of their need, by weighted indicators"),
    query("/measures", ListMeasures, "Measures of the investment programme, by when they start"),
    command(HttpMethod.PUT, "/areas/{area}/measures/{measure}", PlanMeasure, "Plan a measure, or plan it anew"),
    query("/selections", ListSelections, "The areas chosen so far, each with the comparison it was decided on"),
    command(HttpMethod.POST, "/selections", SelectArea, "Choose where the next programme begins", new="selection"),
    command(HttpMethod.POST, "/pilots/{ended}/end", EndPilot, "The pilot in an area has ended"),
    command(HttpMethod.PUT, "/pilots/limit", SetPilotLimit, "Say how many pilots may run at once"),
)
