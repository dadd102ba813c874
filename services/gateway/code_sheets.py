"""Personal voting codes on paper, for letters and school classes: eight slips of the size A7 on a page."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from urllib.parse import urlencode

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from services.gateway.printing import GREEN, INK, LINE, MONO, PALE, SANS, SOFT, drawable, fonts
from shared.texts import Language, moment, text

COLUMNS, ROWS = 2, 4
WIDTH, HEIGHT = A4[0] / COLUMNS, A4[1] / ROWS
MARGIN = 24.0  # printers leave the edge of the sheet blank
INSIDE = WIDTH - 2 * MARGIN
QR = 76.0
MASK = 3
LEADING = 1.3


def sheets(language: Language, title: str, codes: Sequence[tuple[str, str]], url: str, closes: datetime) -> bytes:
    """A PDF with a slip for each (name, code); the name may be empty. `url` is where one votes."""
    fonts()
    written = BytesIO()
    canvas = Canvas(written, pagesize=A4, lang=language)
    canvas.setTitle(text(language, "Voting codes: {title}", {"title": drawable(title)}))
    canvas.setAuthor("Lähiö")
    for first in range(0, len(codes), COLUMNS * ROWS):
        _cut_lines(canvas)
        for place, (name, code) in enumerate(codes[first : first + COLUMNS * ROWS]):
            canvas.saveState()
            canvas.translate(place % COLUMNS * WIDTH, A4[1] - (place // COLUMNS + 1) * HEIGHT)
            _slip(canvas, language, name, code, title=title, url=url, closes=closes)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _slip(canvas: Canvas, language: Language, name: str, code: str, *, title: str, url: str, closes: datetime) -> None:
    beside, top = INSIDE - QR - 14, HEIGHT - MARGIN
    below = _write(canvas, title, top, size=12.5, width=beside, lines=3)
    _write(canvas, name, below - 5, size=10.5, width=beside, lines=2, colour=SOFT)
    _qr(canvas, f"{url}?{urlencode({'code': code})}", WIDTH - MARGIN - QR, top - QR)
    _code(canvas, code, top - QR - 42)
    how = text(language, "Scan the square with a phone, or type in the code at this address:")
    until = text(language, "Voting ends: {time}.", {"time": moment(language, closes)})
    once = text(language, "The code works once and is yours alone: keep it to yourself.")
    below = _write(canvas, how, top - QR - 48, size=8, lines=1, colour=SOFT)
    below = _write(canvas, url.removeprefix("https://"), below, size=11, lines=1, colour=GREEN)
    below = _write(canvas, until, below - 2, size=8, lines=1, colour=SOFT)
    _write(canvas, once, below, size=8, lines=1, colour=SOFT)


def _code(canvas: Canvas, code: str, bottom: float) -> None:
    height, size = 30.0, min(24.0, (INSIDE - 16) / stringWidth(code, MONO, 1))
    canvas.setFillColor(PALE)
    canvas.roundRect(MARGIN, bottom, INSIDE, height, 5, stroke=0, fill=1)
    canvas.setFillColor(INK)
    canvas.setFont(MONO, size)
    canvas.drawCentredString(WIDTH / 2, bottom + (height - 0.7 * size) / 2, code)


def _qr(canvas: Canvas, address: str, left: float, bottom: float) -> None:
    modules = qr_modules(address)
    side, dark = QR / len(modules), canvas.beginPath()
    for row, line in enumerate(reversed(modules)):
        for column, width in _runs(line):
            dark.rect(left + column * side, bottom + row * side, width * side, side)
    canvas.setFillColor(INK)
    canvas.drawPath(dark, stroke=0, fill=1)


def qr_modules(address: str) -> Sequence[Sequence[bool]]:
    """Always by the same mask: looking for the best of the eight takes two thirds of a slip's time."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(address)
    code.version = code.calculate_version()  # type: ignore[no-untyped-call]
    code.makeImpl(False, MASK)
    return [[*map(bool, line)] for line in code.modules]


def _runs(line: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where dark modules side by side begin, and how many they are."""
    begins = 0
    for dark, run in groupby(line):
        width = len(list(run))
        if dark:
            yield begins, width
        begins += width


def _write(
    canvas: Canvas, words: str, top: float, *, size: float, lines: int, width: float = INSIDE, colour: Color = INK
) -> float:
    """Write at most so many lines, smaller if need be; tells where they end."""
    shown = drawable(words)
    while _too_long(split := simpleSplit(shown, SANS, size, width), size, width, lines):
        size *= 0.95
    canvas.setFillColor(colour)
    canvas.setFont(SANS, size)
    for line in split:
        canvas.drawString(MARGIN, top - size, line)
        top -= LEADING * size
    return top


def _too_long(split: Sequence[str], size: float, width: float, lines: int) -> bool:
    return len(split) > lines or any(stringWidth(line, SANS, size) > width for line in split)


def _cut_lines(canvas: Canvas) -> None:
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.setDash(2, 3)
    columns = [(at * WIDTH, 0, at * WIDTH, A4[1]) for at in range(1, COLUMNS)]
    canvas.lines([*columns, *((0, at * HEIGHT, A4[0], at * HEIGHT) for at in range(1, ROWS))])
