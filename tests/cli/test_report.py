import json
from pathlib import Path

import pytest

from services.__main__ import main

EDUCATION = "level,share_percent,activity_percent\nbasic,34.3,34.1\nsecondary,44.5,30.3\nhigher,21.2,21.6\n"


def test_json_tells_the_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "turnout.csv"
    file.write_text("municipality,turnout_percent,entitled\nKajaani,46.50,29907\nKuopio,49.70,98909\n")
    assert main(["report", "turnout", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"][0] == {
        "rank": 1,
        "municipality": "Kuopio",
        "turnout_percent": "49.70",
        "entitled": 98909,
    }


def test_a_table_shows_each_figure(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "education.csv"
    file.write_text(EDUCATION)
    assert main(["report", "education", str(file)]) == 0
    told = capsys.readouterr().out
    assert all(figure in told for figure in ("11.7", "13.5", "4.6", "together", "29.8"))


@pytest.mark.parametrize("content", [b"nonsense", EDUCATION.replace("34.1", "many").encode()])
def test_a_file_that_makes_no_sense_is_one_clear_line(
    content: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "education.csv"
    file.write_bytes(content)
    assert main(["report", "education", str(file)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(str(file))
    assert said.count("\n") == 1


def test_a_missing_file_is_one_clear_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["report", "turnout", str(tmp_path / "none.csv")]) == 1
    assert "No such file" in capsys.readouterr().err
