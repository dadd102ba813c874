"""Participatory budgeting: ideas, supports and comments, proposals and their price, the vote, its result."""

from tests.gateway.front_door import Json, Person, until
from tests.journeys.pilot import Pilot

PRICES = {"Frisbeegolfrata": 2_900_000, "Valot kuntopolulle": 2_000_000, "Penkit rantaan": 900_000}
WINNERS = ("Frisbeegolfrata", "Valot kuntopolulle")  # together 49 000 euros of the 50 000


async def give_ideas(pilot: Pilot, resident: Person) -> None:
    """One of them is what somebody said in the street."""
    worker = pilot.staff["outreach"]
    in_the_street = {"on_behalf": True, "contribution": pilot.ids["said"], "category": "sport"}
    pilot.ids["Frisbeegolfrata"] = await pilot.give_idea(worker, "Frisbeegolfrata", **in_the_street)
    for title in ("Valot kuntopolulle", "Penkit rantaan"):
        pilot.ids[title] = await pilot.give_idea(resident, title, category="nature")


async def talk_about_ideas(pilot: Pilot, *residents: Person) -> None:
    one = f"{pilot.path}/ideas/{pilot.ids['Frisbeegolfrata']}"
    position = max([await resident.did("PUT", f"{one}/support") for resident in residents])
    comment = await residents[0].made(f"{one}/comments", {"text": "Kori myös lapsille."})
    await residents[1].made(f"{one}/comments", {"text": "Kyllä!", "reply_to": comment})
    assert (await residents[0].get(f"{one}?wait_for={position}")).body["supports"] == len(residents)


async def put_on_ballot(pilot: Pilot) -> None:
    for title, cents in PRICES.items():
        await _propose(pilot, title, cents)


async def _propose(pilot: Pilot, title: str, cents: int) -> None:
    coordinator, expert = pilot.staff["coordinator"], pilot.staff["expert"]
    body = {"ideas": [pilot.ids[title]], "title": title, "text": "Toteutetaan kesällä."}
    proposal = await coordinator.made(f"{pilot.in_round}/proposals", body)
    one = f"{pilot.path}/proposals/{proposal}"
    assert (await coordinator.post(f"{one}/place-on-ballot")).status == 409
    await coordinator.did("PUT", f"{one}/costing/assignment", {"department": "Kunnallistekniikka"})
    vat = cents // 5
    lines = [
        {"kind": "investment", "label": "Rakentaminen", "cents": cents - vat},
        {"kind": "vat", "label": "Arvonlisävero", "cents": vat},
        {"kind": "running_yearly", "label": "Hoito", "cents": 50_000},
    ]
    estimate = {"lines": lines, "stage": "final", "feasibility": "feasible", "reason": ""}
    await expert.did("POST", f"{one}/costing/estimates", estimate)
    await coordinator.did("POST", f"{one}/costing/sign", {"version": 1})
    await until(coordinator, one, "status", "costed")
    await coordinator.did("POST", f"{one}/place-on-ballot")
    pilot.ids[f"proposal {title}"] = proposal


async def vote(pilot: Pilot, *voters: Person) -> None:
    """All want the winners, the last one the benches alone."""
    *most, last = voters
    for voter in most:
        await cast(pilot, voter, *WINNERS)
    await cast(pilot, last, "Penkit rantaan")


async def cast(pilot: Pilot, voter: Person, *titles: str) -> None:
    choices = [{"proposal": pilot.ids[f"proposal {title}"]} for title in titles]
    await voter.did("PUT", f"{pilot.in_round}/ballot", {"choices": choices})


async def publish_result(pilot: Pilot) -> Json:
    coordinator = pilot.staff["coordinator"]
    await until(coordinator, f"{pilot.in_round}/vote", "status", "counted")
    await coordinator.did("POST", f"{pilot.in_round}/vote/review")
    second = await pilot.site.sign_in("coordinator", "Toinen", area=pilot.area)
    await second.did("POST", f"{pilot.in_round}/vote/certify")
    await second.did("POST", f"{pilot.in_round}/vote/publish")
    result = await until(coordinator, f"{pilot.in_round}/vote", "status", "published")
    for title in WINNERS:
        await until(coordinator, f"{pilot.path}/proposals/{pilot.ids[f'proposal {title}']}", "status", "funded")
    return result
