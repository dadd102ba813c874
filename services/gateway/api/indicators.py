"""Indicators and their figures: one by one, out of a file, or fetched."""

import msgspec
from litestar import HttpMethod
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp
from msgspec.structs import fields

from services.gateway.operations import Accepted, Handle, Operation, command, encode, query, read_strings
from services.gateway.visit import Visit, told
from shared.contracts.imports import (
    MOST_UPLOAD,
    FetchFigures,
    FoundFigure,
    ImportFigures,
    ImportPreview,
    PreviewImport,
    RowProblem,
)
from shared.contracts.indicators import DefineIndicator, ListFigures, ListIndicators, RecordFigures, Source
from shared.requests import send
from shared.texts import Language, text


class ToldProblem(msgspec.Struct, frozen=True):
    """`row` 1 is the heading; `text` says what is wrong, in the language of the request."""

    row: int
    column: str
    code: str
    text: str


class Preview(msgspec.Struct, frozen=True):
    """What an import would record. It records nothing while there are problems."""

    figures: tuple[FoundFigure, ...]
    problems: tuple[ToldProblem, ...]


def previewed(language: Language, preview: ImportPreview) -> Preview:
    return Preview(preview.figures, tuple(_told(language, one) for one in preview.problems))


def _told(language: Language, problem: RowProblem) -> ToldProblem:
    said = text(language, problem.reason.text, problem.values)
    return ToldProblem(problem.row, problem.column, problem.reason.code, said)


async def _preview(visit: Visit) -> ASGIApp:
    asked = PreviewImport(content=await visit.body(), by=visit.signed_in())
    return ASGIResponse(body=encode(previewed(visit.language, await told(visit, asked))))


async def _import(visit: Visit) -> ASGIApp:
    source = read_strings(visit.asked, Source)
    importing = ImportFigures(content=await visit.body(), source=source, by=visit.signed_in())
    done = await send(visit.instance.nc, importing, await visit.command_id(visit.key))
    return ASGIResponse(body=encode(Accepted(done.id, done.position)))


def _upload(
    path: str, summary: str, handle: Handle, answer: type[msgspec.Struct], asks: type[ImportFigures | PreviewImport]
) -> Operation:
    stores = asks is ImportFigures
    return Operation(
        HttpMethod.POST,
        path,
        summary,
        ImportFigures.service,
        handle,
        answer,
        body=bytes,
        body_media="application/octet-stream",
        most_body=MOST_UPLOAD,
        parameters=fields(Source) if stores else (),
        signed_in=True,
        allowed=ImportFigures.allowed,
        retries=stores,
        asks=asks,
    )


OPERATIONS = (
    query("/indicators", ListIndicators, "The indicators that come along, and the city's own"),
    command(HttpMethod.PUT, "/indicators/{indicator}", DefineIndicator, "Define an indicator of the city's own"),
    _upload("/indicators/preview", "Look through a table of figures (CSV or XLSX)", _preview, Preview, PreviewImport),
    _upload("/indicators/import", "Record a table of figures (CSV or XLSX)", _import, Accepted, ImportFigures),
    command(HttpMethod.POST, "/indicators/fetch", FetchFigures, "Fetch figures from Statistics Finland or Sotkanet"),
    query("/figures", ListFigures, "Figures of all areas, with all that was said of each"),
    query("/areas/{area}/figures", ListFigures, "The figures of an area"),
    command(HttpMethod.POST, "/areas/{area}/figures", RecordFigures, "Record figures of an area"),
)
