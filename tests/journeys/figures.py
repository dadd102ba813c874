"""What the analytics room makes of the programme, and the report in its other forms."""

from tests.gateway.front_door import Json
from tests.journeys.pilot import Pilot


async def assert_money_adds_up(pilot: Pilot) -> None:
    """50 000 euros were given; the golf course alone is sport, and was built for less than its price."""
    money = (await pilot.staff["resident"].get(f"{pilot.path}/money")).body
    given = {"allocated": 5_000_000, "costed": 5_800_000, "funded": 4_900_000, "spent": 4_850_000}
    assert money["together"] == given
    sport = {"allocated": 0, "costed": 2_900_000, "funded": 2_900_000, "spent": 2_850_000}
    assert {"of": "sport", "amounts": sport} in money["categories"]


async def assert_funnel(pilot: Pilot) -> None:
    """Six supported and voted; two people gave ideas, too few to be told by group."""
    steps: dict[str, Json] = {
        step["step"]: step for step in (await pilot.staff["resident"].get(f"{pilot.in_round}/funnel")).body["steps"]
    }
    assert {name: steps[name]["people"] for name in ("supported", "voted")} == {"supported": 6, "voted": 6}
    assert all(count["people"] is None for count in steps["commented"]["ages"] if count["people"] != 0)


async def assert_lead_times(pilot: Pilot) -> None:
    """From an idea in November to the thing in July."""
    times = (await pilot.staff["resident"].get(f"{pilot.in_round}/lead-times")).body
    assert {each["days"]["implemented"] for each in times["projects"]} == {254.0}


async def assert_report_in_other_forms(pilot: Pilot) -> None:
    path = f"/api/v1{pilot.path}/programmes/{pilot.programme}/report"
    async with pilot.site.http.get(f"{path}.csv") as answer:
        assert "Frisbeegolfrata" in (await answer.read()).decode()
    async with pilot.site.http.get(f"{path}.pdf") as answer:
        assert (await answer.read()).startswith(b"%PDF")
