"""Traces, metrics and logs. Exporters are chosen by OpenTelemetry's own environment variables."""

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from time import perf_counter

import structlog
from opentelemetry import trace
from opentelemetry.context import Context, attach, detach
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from prometheus_client import Counter, Gauge, Histogram

log: structlog.stdlib.BoundLogger = structlog.get_logger()
_tracer = trace.get_tracer("lahio")
_propagator = TraceContextTextMapPropagator()

MESSAGES = Counter("lahio_messages", "Commands and queries answered", ["service", "message", "outcome"])
SECONDS = Histogram(
    "lahio_message_seconds",
    "Time to answer a command or query",
    ["service", "message"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
PROJECTED = Counter("lahio_projected_events", "Events applied to a view", ["view"])
POSITION = Gauge("lahio_view_position", "The log position a view has reached", ["view"])
PARKED = Counter("lahio_parked_events", "Events set aside because a view or reaction failed on them", ["view"])


def start(service: str, *, console: bool = sys.stderr.isatty()) -> None:
    """Configure logs and traces for this process."""
    _start_logs(console=console)
    _start_traces(service)


def _start_logs(*, console: bool) -> None:
    renderer = structlog.dev.ConsoleRenderer() if console else structlog.processors.JSONRenderer()
    level = logging.getLevelNamesMapping()[os.environ.get("LAHIO_LOG", "info").upper()]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _add_trace_id,
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _add_trace_id(_: object, __: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = trace.format_trace_id(context.trace_id)
    return event


def _start_traces(service: str) -> None:
    """With a collector, a share of all requests is traced; without, what asks for it (a sampled traceparent)."""
    collector = any(name.startswith("OTEL_EXPORTER_OTLP") and name.endswith("ENDPOINT") for name in os.environ)
    os.environ.setdefault("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    os.environ.setdefault("OTEL_TRACES_SAMPLER_ARG", "0.05" if collector else "0")
    provider = TracerProvider(resource=Resource.create({"service.name": service}))
    provider.add_span_processor(_to_collector() if collector else SimpleSpanProcessor(_LogExporter()))
    trace.set_tracer_provider(provider)


def _to_collector() -> SpanProcessor:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # slow to import

    return BatchSpanProcessor(OTLPSpanExporter())


class _LogExporter(SpanExporter):
    """Where there is no collector, a span is a line in the log."""

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        for item in spans:
            milliseconds = ((item.end_time or 0) - (item.start_time or 0)) / 1e6
            identity = item.get_span_context()
            log.info(
                "span",
                span=item.name,
                milliseconds=round(milliseconds, 2),
                trace_id=trace.format_trace_id(identity.trace_id) if identity else "",
                span_id=trace.format_span_id(identity.span_id) if identity else "",
                parent_id=trace.format_span_id(item.parent.span_id) if item.parent else "",
                **{key.replace(".", "_"): value for key, value in (item.attributes or {}).items()},
            )
        return SpanExportResult.SUCCESS


def span(name: str, parent: str = "", **attributes: str | int) -> AbstractContextManager[object]:
    """A span below the current one, or below the W3C `parent` where it came in a message.

    Below one that is not sampled nothing will be recorded, so the trace is only carried on: most ballots.
    """
    if parent:
        context = _propagator.extract({"traceparent": parent})
        if not is_sampled(parent):
            return _carried(context)
        return _tracer.start_as_current_span(name, context, attributes=attributes)
    current = trace.get_current_span().get_span_context()
    if current.is_valid and not current.trace_flags.sampled:
        return nullcontext()
    return _tracer.start_as_current_span(name, attributes=attributes)


@contextmanager
def _carried(context: Context) -> Iterator[None]:
    token = attach(context)
    try:
        yield
    finally:
        detach(token)


def is_sampled(traceparent: str) -> bool:
    return traceparent.endswith("1")


def trace_headers() -> dict[str, str]:
    """The current trace as message headers; empty when there is none."""
    headers: dict[str, str] = {}
    _propagator.inject(headers)
    return headers


@contextmanager
def measured(service: str, message: str) -> Iterator[list[str]]:
    """Count and time one answer; the caller puts its outcome into the list."""
    outcome: list[str] = []
    began = perf_counter()
    try:
        yield outcome
    finally:
        SECONDS.labels(service, message).observe(perf_counter() - began)
        MESSAGES.labels(service, message, outcome[0] if outcome else "broken").inc()
