"""What the documents say about files is held against the files."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOW_TO_ADD = (ROOT / "docs/how-to-add.md").read_text()


def example(section: str) -> tuple[str, set[str]]:
    """The example's name and the files its list names first."""
    text = HOW_TO_ADD.partition(f"## {section} ")[2].partition("\n## ")[0]
    name = re.search(r"Example: `(\w+)`", text)
    assert name
    return name[1], set(re.findall(r"^\d\. .*?`([\w/.]+\.py)`", text, re.MULTILINE))


def files_naming(word: str) -> set[str]:
    """Without pages: how those are added stands in docs/web.md."""
    sources = [*ROOT.glob("services/**/*.py"), *ROOT.glob("shared/**/*.py")]
    sources = [path for path in sources if "pages" not in path.parts]
    return {str(path.relative_to(ROOT)) for path in sources if re.search(rf"\b{word}\b", path.read_text())}


@pytest.mark.parametrize("section", ["A command", "An event"])
def test_adding_touches_exactly_the_files_the_guide_names(section: str) -> None:
    name, files = example(section)
    named = files_naming(name)
    assert files <= named
    assert len(named) <= 4
    assert named <= files or section == "An event"  # an event may have reactions of its own


def test_every_path_in_the_documents_exists() -> None:
    documents = [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]
    named = {path for document in documents for path in re.findall(r"`([a-z]+/[\w/.-]*\.\w+)`", document.read_text())}
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_module_the_house_names_exists() -> None:
    named = set(re.findall(r"\b(\w+\.py)\b", (ROOT / "docs/house.md").read_text()))
    there = {path.name for folder in ("services", "shared") for path in (ROOT / folder).rglob("*.py")}
    assert sorted(named - there) == []


def test_every_link_between_documents_leads_somewhere() -> None:
    for document in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name} → {target}"


def test_each_decision_is_in_the_list() -> None:
    listed = (ROOT / "docs/adr/README.md").read_text()
    assert all(path.name in listed for path in ROOT.glob("docs/adr/0*.md"))
