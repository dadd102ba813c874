import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack

import pytest

from shared.views import ViewStore
from shared.views.opening import open_views
from tests.standins import MongoServer, mongodb

_rooms = (f"room{number}" for number in itertools.count())
_ran_on: list[str] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for kind in _ran_on:
        terminalreporter.write_line(f"MongoDB views ran on: {kind}")


@pytest.fixture(scope="session")
def mongo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MongoServer]:
    with mongodb(tmp_path_factory.mktemp("mongo")) as server:
        _ran_on.append(server.kind)
        yield server


@pytest.fixture(params=["sqlite", "mongodb"])
def views_url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return f"sqlite:{request.getfixturevalue('tmp_path')}"
    server: MongoServer = request.getfixturevalue("mongo")
    return server.url


@pytest.fixture
async def open_store(views_url: str) -> AsyncIterator[Callable[[], ViewStore]]:
    """Opens one more store on the same room, as another process of it would."""
    room = next(_rooms)
    async with AsyncExitStack() as stores:

        def open_one() -> ViewStore:
            store = open_views(views_url, room)
            stores.push_async_callback(store.close)
            return store

        yield open_one


@pytest.fixture
def store(open_store: Callable[[], ViewStore]) -> ViewStore:
    return open_store()
