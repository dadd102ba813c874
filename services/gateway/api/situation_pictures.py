"""Situation pictures: drawn, published version by version, and compared."""

from litestar import HttpMethod

from services.gateway.operations import command, query
from shared.contracts.situation_pictures import (
    ComparePictures,
    DraftPicture,
    GetPicture,
    GetPictureDraft,
    ListPictureDrafts,
    ListPictures,
    PublishPicture,
    RedrawFigures,
    WritePicture,
)

OF_PROGRAMME = "/areas/{area}/programmes/{programme}/situation-pictures"
OF_AREA = "/areas/{area}/situation-pictures"
ONE = f"{OF_AREA}/{{picture}}"

OPERATIONS = (
    command(HttpMethod.POST, OF_PROGRAMME, DraftPicture, "Draft a situation picture from figures", new="picture"),
    query("/areas/{area}/situation-picture-drafts", ListPictureDrafts, "The situation pictures drawn in an area"),
    query(f"{ONE}/draft", GetPictureDraft, "What the next version would be"),
    command(HttpMethod.PUT, f"{ONE}/sections", WritePicture, "Write the words of a situation picture"),
    command(HttpMethod.POST, f"{ONE}/redraw", RedrawFigures, "Read the figures again"),
    command(HttpMethod.POST, f"{ONE}/publish", PublishPicture, "Publish the next version"),
    query(OF_AREA, ListPictures, "Published situation pictures, the newest first"),
    query(f"{ONE}/versions/{{version}}", GetPicture, "A published version"),
    query(f"{OF_PROGRAMME}/compare", ComparePictures, "The start and the evaluation side by side"),
)
