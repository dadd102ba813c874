"""One trace leads from the browser's request through gateway, NATS and room to the projection."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from secrets import token_hex
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.faults.processes import Instance, instance

ROUND = "/api/v1/areas/petonen/rounds/petonen-2027"
Span = dict[str, Any]


class Collector:
    """Speaks OTLP over HTTP, as an OpenTelemetry collector does."""

    def __init__(self) -> None:
        self.spans: list[Span] = []

    async def receive(self, request: web.Request) -> web.Response:
        export = ExportTraceServiceRequest.FromString(await request.read())
        for resource in export.resource_spans:
            for scope in resource.scope_spans:
                self.spans += [
                    {
                        "span": span.name,
                        "trace_id": span.trace_id.hex(),
                        "span_id": span.span_id.hex(),
                        "parent_id": span.parent_span_id.hex(),
                    }
                    for span in scope.spans
                ]
        return web.Response()


@pytest.fixture
async def collector(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Collector]:
    collecting = Collector()
    app = web.Application()
    app.router.add_post("/v1/traces", collecting.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "200")  # milliseconds
    yield collecting
    await runner.cleanup()


async def give_an_idea(url: str, trace_id: str, caller: str, sampled: str = "01") -> None:
    async with aiohttp.ClientSession(url) as http:
        who = {"name": "Aino", "role": "resident", "area": "petonen"}
        async with http.post("/api/v1/demo/sign-in", json=who) as answer:
            token = (await answer.json())["token"]
        headers = {"Authorization": f"Bearer {token}", "traceparent": f"00-{trace_id}-{caller}-{sampled}"}
        await until_the_demo_is_there(http)
        async with http.post(f"{ROUND}/ideas", json={"title": "Valot polulle", "text": ""}, headers=headers) as answer:
            assert answer.status == 201


async def until_the_demo_is_there(http: aiohttp.ClientSession) -> None:
    async with asyncio.timeout(10):
        while (await http.get(ROUND)).status != 200:
            await asyncio.sleep(0.05)


def path_to(name: str, spans: list[Span]) -> list[str]:
    """The names of the spans from the outermost to the one of this name."""
    by_id = {span["span_id"]: span for span in spans}
    span: Span | None = next((span for span in spans if span["span"] == name), None)
    path: list[str] = []
    while span is not None:
        path.insert(0, span["span"])
        span = by_id.get(span["parent_id"])
    return path


async def until_whole(spans: Any, trace_id: str) -> list[Span]:
    """The request may end after the projection has."""
    async with asyncio.timeout(10):
        while not {"project", "HTTP POST"} <= set(path_to("project", found := of(trace_id, spans()))):
            await asyncio.sleep(0.05)
    return found


def of(trace_id: str, spans: list[Span]) -> list[Span]:
    return [span for span in spans if span["trace_id"] == trace_id]


def assert_leads_through_everything(spans: list[Span], caller: str) -> None:
    asked = ["HTTP POST", "cmd.ideas.SubmitIdea", "cmd.ideas.SubmitIdea", "append"]
    assert path_to("append", spans) == asked
    assert path_to("project", spans) == [*asked, "project"]
    (outermost,) = [span for span in spans if span["span"] == "HTTP POST"]
    assert outermost["parent_id"] == caller


async def test_a_trace_reaches_the_collector_whole(collector: Collector, tmp_path: Path) -> None:
    trace_id, caller = token_hex(16), token_hex(8)
    running = Instance(tmp_path)
    await asyncio.to_thread(running.start)
    try:
        await give_an_idea(running.url, trace_id, caller)
        spans = await until_whole(lambda: collector.spans, trace_id)
        assert_leads_through_everything(spans, caller)
    finally:
        await asyncio.to_thread(running.process.stop)


async def test_without_a_collector_a_trace_that_is_asked_for_is_in_the_log(tmp_path: Path) -> None:
    trace_id, caller, silent = token_hex(16), token_hex(8), token_hex(16)
    with instance(tmp_path) as running:
        await give_an_idea(running.url, silent, caller, sampled="00")
        await give_an_idea(running.url, trace_id, caller)

        def logged() -> list[Span]:
            lines = (tmp_path / "lahio.log").read_text().splitlines()
            return [json.loads(line) for line in lines if '"span"' in line]

        assert_leads_through_everything(await until_whole(logged, trace_id), caller)
        assert not [span for span in logged() if span["trace_id"] == silent]
