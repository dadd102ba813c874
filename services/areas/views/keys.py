"""Documents of things whose ids come from devices: kept by their area too, since those of another may be the same."""

from shared.views import Document


def key(area: str, id_: str) -> str:
    return f"{area}.{id_}"


def as_named(document: Document) -> Document:
    """With the id that the area knows the thing by."""
    return {**document, "id": document["id"].partition(".")[2]}
