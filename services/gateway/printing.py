"""What all paper shares: fonts, colours, and letters that the fonts can draw."""

from functools import cache
from importlib.resources import files
from unicodedata import normalize

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

INK, SOFT, GREEN, PALE, LINE = map(HexColor, ("#17211e", "#52605c", "#0b5c4b", "#e0efe9", "#b9b6ac"))
SANS, MONO = "IBMPlexSans", "IBMPlexMono-SemiBold"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def drawable(words: str) -> str:
    """In one line, with a visible mark for what the font has no sign for."""
    signs = fonts().face.charToGlyph
    return "".join(sign if ord(sign) in signs else UNKNOWN for sign in " ".join(normalize("NFC", words).split()))


@cache
def fonts() -> TTFont:
    """IBM Plex has Latin, Greek and Cyrillic letters and tells 0 from O; its parts that are used go into the file."""
    sans = TTFont(SANS, str(files("fontpkg_ibm_plex_sans") / "files" / "IBMPlexSans[wdth,wght].ttf"))
    registerFont(sans)
    registerFont(TTFont(MONO, str(files("fontpkg_ibm_plex_mono") / "files" / "IBMPlexMono-SemiBold.ttf")))
    return sans
