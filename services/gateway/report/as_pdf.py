"""The report on paper: A4, as many pages as it takes, no words cut."""

from collections.abc import Iterable, Mapping
from functools import partial
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from services.gateway.printing import GREEN, INK, LINE, PALE, SANS, SOFT, drawable, fonts
from services.gateway.report import ProgrammeReport
from services.gateway.report.albums import Album, albums_of
from services.gateway.report.in_words import tables_of, title_of
from services.gateway.report.tables import Cell, Table
from shared.texts import Language, moment, text

MARGIN = 18 * mm
INSET = 6.0  # of the frame around the words
WIDTH = A4[0] - 2 * (MARGIN + INSET)
BODY = ParagraphStyle("body", fontName=SANS, fontSize=10, leading=14, textColor=INK, spaceAfter=4)
SMALL = ParagraphStyle("small", BODY, fontSize=8.5, leading=11.5, spaceAfter=0)
HEAD = ParagraphStyle("head", SMALL, textColor=GREEN)
SECTION = ParagraphStyle(
    "section", BODY, fontSize=13.5, leading=17, textColor=GREEN, spaceBefore=14, spaceAfter=6, keepWithNext=1
)
TITLE = ParagraphStyle("title", BODY, fontSize=20, leading=25, spaceAfter=4)
UNDER = ParagraphStyle("under", SMALL, textColor=SOFT, spaceAfter=8)
PHOTO = (90 * mm, 90 * mm)  # one of its sides
SHORT = 12  # rows that stand together on a page where they fit
LINES = TableStyle(
    [
        ("BACKGROUND", (0, 0), (-1, 0), PALE),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
)


def as_pdf(language: Language, report: ProgrammeReport, photos: Mapping[str, bytes]) -> bytes:
    """`photos`: the pictures of its albums, by their ids."""
    fonts()
    written, title = BytesIO(), drawable(title_of(language, report))
    document = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=title,
        author="Lähiö",
        lang=language,
        displayDocTitle=1,
        initialFontName=SANS,
    )
    foot = partial(_foot, title)
    document.build(list(_story(language, report, photos)), onFirstPage=foot, onLaterPages=foot)
    return written.getvalue()


def _story(language: Language, report: ProgrammeReport, photos: Mapping[str, bytes]) -> Iterable[Flowable]:
    _, evaluation = partial(text, language), report.evaluation
    yield Paragraph(_marked(title_of(language, report)), TITLE)
    yield Paragraph(_marked(_("Published {time}.", {"time": moment(language, evaluation.published_at)})), UNDER)
    yield from _words(_("Summary"), evaluation.summary)
    yield from _words(_("The next steps"), evaluation.next_steps)
    for table in tables_of(language, report):
        yield from _table(table)
    for album in albums_of(report):
        yield from _album(_("Pictures: {project}", {"project": album.title}), album, photos)


def _album(heading: str, album: Album, photos: Mapping[str, bytes]) -> Iterable[Flowable]:
    """The heading stays with the first picture, and each picture with its words."""
    head = [Paragraph(_marked(heading), SECTION)]
    for one in album.pictures:
        if one.id in photos:
            yield KeepTogether([*head, _photo(photos[one.id]), Paragraph(_marked(one.alt), UNDER)])
            head = []


def _photo(content: bytes) -> Image:
    return Image(BytesIO(content), *PHOTO, kind="proportional", hAlign="LEFT")


def _words(heading: str, words: str) -> Iterable[Flowable]:
    yield Paragraph(_marked(heading), SECTION)
    for line in words.splitlines():
        yield Paragraph(_marked(line), BODY)


def _table(table: Table) -> Iterable[Flowable]:
    """The heading stays with the table's beginning."""
    heading = Paragraph(_marked(table.title), SECTION)
    grid = _grid(table)
    yield from [KeepTogether([heading, grid])] if len(table.rows) <= SHORT else [heading, grid]
    yield Paragraph(_marked(table.note), UNDER) if table.note else Spacer(0, 4)


def _grid(table: Table) -> Grid:
    head = [Paragraph(_marked(one), HEAD) for one in table.headings]
    rows = [[Paragraph(_linked(cell), SMALL) for cell in row] for row in table.rows]
    widths = [WIDTH * one / sum(table.widths) for one in table.widths]
    return Grid([head, *rows], widths, style=LINES, repeatRows=1, splitInRow=1)


def _linked(cell: Cell) -> str:
    words = "<br/>".join(_marked(line) for line in cell.words.splitlines())
    return f'<a href={quoteattr(cell.address)} color="#0b5c4b">{words}</a>' if cell.address else words


def _marked(words: str) -> str:
    return escape(drawable(words))


def _foot(title: str, canvas: Canvas, _: SimpleDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont(SANS, 8)
    canvas.setFillColor(SOFT)
    canvas.drawRightString(A4[0] - MARGIN - INSET, MARGIN / 2, str(canvas.getPageNumber()))
    canvas.drawString(MARGIN + INSET, MARGIN / 2, _fitting(title, canvas))
    canvas.restoreState()


def _fitting(title: str, canvas: Canvas) -> str:
    """Whole where there is room, else the name of the software alone."""
    return title if canvas.stringWidth(title, SANS, 8) < WIDTH - MARGIN else "Lähiö"
