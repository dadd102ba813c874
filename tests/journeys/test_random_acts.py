"""Random commands and questions in random order by people of random roles: each is done, or refused in words."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from services.gateway.api.demo import DemoRole
from services.gateway.app import OPERATIONS
from services.gateway.operations import JSON, Operation
from shared.messages import Role
from tests.gateway.conftest import ROOMS
from tests.gateway.front_door import Person
from tests.journeys.bodies import Pooled, Strategy, body_of, pooled
from tests.journeys.conftest import City
from tests.journeys.pilot import Pilot
from tests.journeys.rebuilt import assert_views_follow_from_the_log

T = TypeVar("T")
EXAMPLES, STEPS = 20, 60
CROWD = 8  # people of a role: each may ask for 60 changes a minute
ELSEWHERE = {"/events", "/indicators/fetch"}  # a stream; other people's services
ACTS = tuple(one for one in OPERATIONS if one.path not in ELSEWHERE and {one.body_media, one.answer_media} == {JSON})
Request = tuple[Operation, dict[str, Any], Any]


def request_to(operation: Operation) -> st.SearchStrategy[Request]:
    names = [part.split("}")[0] for part in operation.path.split("{")[1:]]
    path: dict[str, Strategy] = {name: pooled(name) for name in names}
    body = body_of(operation.body) if operation.body else st.none()
    return st.tuples(st.just(operation), st.fixed_dictionaries(path), body)


def roles(operation: Operation) -> st.SearchStrategy[DemoRole]:
    """Mostly one that may."""
    may = [role for role in DemoRole if Role(role) in (operation.allowed or {*Role})]
    return st.one_of(*[st.sampled_from(may or [*DemoRole])] * 4, st.sampled_from(DemoRole))


COMMANDS = [one for one in ACTS if one.retries]
ACT = st.one_of(*[st.sampled_from(COMMANDS)] * 3, st.sampled_from(ACTS)).flatmap(
    lambda operation: st.tuples(roles(operation), request_to(operation))
)


@dataclass
class Acts:
    """What random people did so far, and what they know of by its id."""

    city: City
    people: dict[DemoRole, list[Person]]
    known: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    outcomes: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    async def take(self, role: DemoRole, request: Request) -> None:
        operation, places, body = request
        path = operation.path.format(**{name: self._filled(place) for name, place in places.items()})
        person = self.people[role][self.outcomes.total() % CROWD]
        answer = await person.ask(operation.method, path, self._filled(body), {})
        said = answer.body
        if answer.status < 400:
            self.outcomes["done"] += 1
            self.done[f"{operation.method} {operation.path}"] += 1
            self._learn(operation, said)
            return
        self.outcomes[str(said.get("code"))] += 1
        if answer.status >= 500 or not said.get("code") or not said.get("title"):
            self.wrong.append(f"{answer.status} {said} to {operation.method} {path} {self._filled(body)} by {role}")

    def _learn(self, operation: Operation, said: dict[str, Any]) -> None:
        if operation.status == 201:
            self.known[_made_at(operation)].append(said["id"])

    def _filled(self, drawn: Any) -> Any:
        match drawn:
            case Pooled():
                return self._id(drawn)
            case dict():
                return {key: self._filled(value) for key, value in drawn.items()}
            case list():
                return [self._filled(value) for value in drawn]
            case _:
                return drawn

    def _id(self, drawn: Pooled) -> str:
        everything = [id_ for ids in self.known.values() for id_ in ids]
        pool = everything if drawn.anywhere else self.known.get(drawn.field) or everything
        return pool[drawn.number % len(pool)]


def _made_at(operation: Operation) -> str:
    """ "/areas/{area}/rounds/{round}/ideas" makes an idea."""
    return operation.path.rpartition("/")[2].removesuffix("s")


async def test_whatever_anybody_does_in_any_order_is_done_or_refused_in_words(city: City, tmp_path: Path) -> None:
    acts = await _begun(city)
    loop = asyncio.get_running_loop()

    def wait(doing: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(doing, loop).result()

    class Neighbourhood(RuleBasedStateMachine):
        @rule(act=ACT)
        def somebody_acts(self, act: tuple[DemoRole, Request]) -> None:
            wait(acts.take(*act))

        @rule(days=st.sampled_from([1, 20, 60]))
        def time_passes(self, days: int) -> None:
            if acts.outcomes.total() % 7 == 0:
                wait(city.calendar.move_to(city.calendar.now + timedelta(days=days), city.site.nc))

    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    how = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=checks)
    await asyncio.to_thread(run_state_machine_as_test, Neighbourhood, settings=how)

    assert acts.wrong == []
    assert acts.outcomes["done"] > 25
    assert len(acts.done) > 15
    await assert_views_follow_from_the_log(city.site.nc, ROOMS, tmp_path / "views", tmp_path / "anew")


async def _begun(city: City) -> Acts:
    pilot = await Pilot.in_area(city.site, "petonen", "Petonen", 100)
    await pilot.start_programme(None)
    await pilot.plan_round()
    people = {
        role: [await city.site.sign_in(role, f"{number}", area="petonen") for number in range(CROWD)]
        for role in DemoRole
    }
    acts = Acts(city, people)
    await city.wait_until("2022-11-02")
    await pilot.phase("ideas")
    idea = await pilot.give_idea(people[DemoRole.RESIDENT][0], "Penkki")
    seen = {"area": "petonen", "programme": pilot.programme, "round": pilot.round, "idea": idea}
    for name, id_ in seen.items():
        acts.known[name].append(id_)
    acts.known["indicator"] += ["unemployment", "low_income"]
    assert {*Role} - {*DemoRole} <= {Role.CODE_HOLDER, Role.DESK_VOTER, Role.SYSTEM}
    return acts
