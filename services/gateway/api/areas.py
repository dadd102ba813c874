"""Areas, their programmes and rounds."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.areas import GetArea, ListAreas, ListProgrammes, RegisterArea, SetAreaBoundary, StartProgramme
from shared.contracts.rounds import GetRound, ListRounds, PlanRound, RescheduleRound
from shared.contracts.timetables import CheckTimetable

OPERATIONS = (
    query("/areas", ListAreas, "All areas"),
    command(HttpMethod.PUT, "/areas/{area}", RegisterArea, "Register an area"),
    query("/areas/{area}", GetArea, "An area with its boundary"),
    command(HttpMethod.PUT, "/areas/{area}/boundary", SetAreaBoundary, "Draw the boundary of an area on the map"),
    command(HttpMethod.POST, "/areas/{area}/programmes", StartProgramme, "Start a programme", new="programme"),
    query("/areas/{area}/programmes", ListProgrammes, "The programmes of an area, the newest first"),
    query("/areas/{area}/timetable-check", CheckTimetable, "What is wrong with a timetable, before it is planned"),
    query("/rounds", ListRounds, "Rounds of all areas, or of one"),
    command(HttpMethod.POST, "/areas/{area}/rounds", PlanRound, "Plan a round", new="round"),
    query("/areas/{area}/rounds", ListRounds, "The rounds of an area"),
    query("/areas/{area}/rounds/{round}", GetRound, "A round with its phase, budget and rules"),
    command(HttpMethod.PUT, "/areas/{area}/rounds/{round}/timetable", RescheduleRound, "Move the phases of a round"),
)
