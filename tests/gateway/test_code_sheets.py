import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from services.gateway.code_sheets import QR, qr_modules, sheets
from shared.texts import Language

CLOSES = datetime(2027, 6, 1, 9, 0, tzinfo=UTC)
TITLE = "Petonen 2027"
URL = "https://lahio.example/vote"
CODE = "K7PD-M4QX-2RTV"


def printed(*names: str, language: Language = Language.ENGLISH, title: str = TITLE, code: str = CODE) -> PdfReader:
    return PdfReader(BytesIO(sheets(language, title, [(name, code) for name in names], URL, CLOSES)))


def words(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


@pytest.mark.parametrize(("slips", "pages"), [(1, 1), (8, 1), (10, 2), (25, 4)])
def test_eight_slips_fill_a_page(slips: int, pages: int) -> None:
    pdf = printed(*["Aino"] * slips)
    assert len(pdf.pages) == pages
    assert words(pdf).count(CODE) == slips


def test_a_slip_says_what_to_do_where_and_until_when() -> None:
    assert words(printed("Aino Åkerström")).splitlines() == [
        "Petonen 2027",
        "Aino Åkerström",
        CODE,
        "Scan the square with a phone, or type in the code at this address:",
        "lahio.example/vote",
        "Voting ends: June 1, 2027, 12:00 PM.",
        "The code works once and is yours alone: keep it to yourself.",
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (Language.FINNISH, "Koodi toimii kerran ja on vain sinun: pidä se omana tietonasi."),
        (Language.SWEDISH, "Koden fungerar en gång och är bara din: visa den inte för andra."),
    ],
)
def test_slips_speak_the_language_of_their_reader(language: Language, sentence: str) -> None:
    told = words(printed("Aino", language=language))
    assert sentence in told
    assert "the" not in told.split()


def test_the_square_leads_to_the_address_with_the_code() -> None:
    modules = qr_modules(f"{URL}?code={CODE}")
    dark = sum(map(sum, modules))
    drawn = printed("Aino").pages[0].get_contents()
    assert drawn is not None
    widths = map(float, re.findall(rb"([\d.]+) [\d.]+ re\s", drawn.get_data()))
    assert sum(widths) * len(modules) / QR == pytest.approx(dark, abs=0.5)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Žofia Šimková-Wiśniewska", "Žofia Šimková-Wiśniewska"),
        ("Ște\N{COMBINING ACUTE ACCENT}fan Őry Þórr", "Ștéfan Őry Þórr"),
        ("Наталія Шевченко", "Наталія Шевченко"),
        ("Ali علي", "Ali \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"),
        ("Li 李\n\tWei", "Li \N{REPLACEMENT CHARACTER} Wei"),
        ("a & <b>", "a & <b>"),
    ],
)
def test_a_name_is_printed_with_a_mark_for_letters_that_the_font_lacks(name: str, shown: str) -> None:
    assert words(printed(name)).splitlines()[1] == shown


@pytest.mark.parametrize("name", ["", " \n", "\x00", "\ud800", "🌱" * 50])
def test_no_name_spoils_a_slip(name: str) -> None:
    assert CODE in words(printed(name))


@pytest.mark.parametrize("long", ["Wolfe" * 200, "Wolfe Otto " * 100])
def test_whatever_is_too_long_is_written_smaller(long: str) -> None:
    told = "".join(words(printed(long, title=long)).split())
    assert told.count("".join(long.split())) == 2


def test_the_document_names_the_vote_and_its_language_and_no_person() -> None:
    pdf = printed("Aino Åkerström", language=Language.FINNISH)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Äänestyskoodit: Petonen 2027"
    assert str(pdf.root_object["/Lang"]) == "fi"
    assert not any("Aino" in str(entry) or CODE in str(entry) for entry in pdf.metadata.values())
