"""The API's description (OpenAPI 3.1), made from the table of operations and the contracts' own types."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import FieldInfo

from services.gateway.operations import API, Operation
from services.gateway.problems import MEDIA_TYPE, Problem
from shared.room import WAIT_FOR_VIEW

Json = dict[str, Any]
SECURITY = "signIn"
INTRODUCTION = (
    "Everything Lähiö does, as JSON over HTTP. Changes answer with a log position; a query that is to see a change "
    f"takes it as wait_for, waits for it up to {WAIT_FOR_VIEW:g} s and then answers with what there is. Errors are "
    "problem documents (RFC 9457) with a stable code and a sentence in the language of Accept-Language (fi, sv, en)."
)
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same request with the same key is done once; another body makes it another request.",
    "schema": {"type": "string", "maxLength": 200},
}


def describe(operations: Sequence[Operation], public_url: str) -> Json:
    schemas, components = _schemas(operations)
    paths: dict[str, Json] = {}
    for operation in operations:
        paths.setdefault(API + operation.path, {})[operation.method.lower()] = _operation(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lähiö", "version": "1", "description": INTRODUCTION, "license": {"name": "EUPL-1.2"}},
        "servers": [{"url": public_url}],
        "tags": [{"name": tag} for tag in dict.fromkeys(operation.tag for operation in operations)],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {SECURITY: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _schemas(operations: Sequence[Operation]) -> tuple[dict[Any, Json], Json]:
    """The schema of each type that goes in or out, and the named schemas they refer to."""
    types: list[Any] = [Problem]
    for operation in operations:
        types += [operation.answer, *filter(None, [operation.body]), *(field.type for field in operation.parameters)]
    made, components = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    for operation in operations:
        if operation.body and operation.body.__name__ in components:  # what it does not know is refused
            components[operation.body.__name__]["additionalProperties"] = False
    return dict(zip(map(_key, types), made, strict=True)), components


def _key(type_: Any) -> str:
    return repr(type_)


def _operation(operation: Operation, schemas: dict[Any, Json]) -> Json:
    described: Json = {
        "operationId": _operation_id(operation),
        "summary": operation.summary,
        "tags": [operation.tag],
        "parameters": [*_in_path(operation), *(_in_query(field, schemas) for field in operation.parameters)],
        "responses": {
            str(operation.status): _content("Done", operation.answer_media, schemas[_key(operation.answer)]),
            "default": _content("A problem", MEDIA_TYPE, schemas[_key(Problem)]),
        },
    }
    if operation.retries:
        described["parameters"].append(IDEMPOTENCY_KEY)
    if operation.body:
        described["requestBody"] = {"required": True} | _content(
            "", operation.body_media, schemas[_key(operation.body)]
        )
        del described["requestBody"]["description"]
    if operation.signed_in:
        described["security"] = [{SECURITY: []}]
    return described


def _operation_id(operation: Operation) -> str:
    words = [part.strip("{}") for part in operation.path.split("/") if part]
    return "-".join([operation.method.lower(), *words])


def _in_path(operation: Operation) -> list[Json]:
    names = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _in_query(field: FieldInfo, schemas: dict[Any, Json]) -> Json:
    return {"name": field.name, "in": "query", "required": field.required, "schema": schemas[_key(field.type)]}


def _content(description: str, media_type: str, schema: Json) -> Json:
    return {"description": description, "content": {media_type: {"schema": schema}}}
