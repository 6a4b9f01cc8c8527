"""Whole documents: every span is its text, every theme has its sentence."""

from pathlib import Path

import pytest

from naeringsgraf.errors import SourceError
from naeringsgraf.linking.extract import extract_file
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Basis, Contribution, Decision, Meeting, Mention, Unread

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "minutes"
TEXTS = sorted(
    path
    for folder in (ROOT / "data" / "referat", ROOT / "tests" / "quality" / "minutes" / "text", *SHARED.glob("*/"))
    for path in folder.glob("*")
    if path.suffix in (".md", ".txt") and path.name != "README.md"
)


@pytest.fixture(scope="module", params=TEXTS, ids=lambda path: path.stem)
def read(request: pytest.FixtureRequest) -> tuple[Document, Meeting]:
    """Each document, read and linked."""
    (only,) = extract_file(request.param, request.param.parent)
    return only


def test_every_quote_is_the_text_it_stands_on(read: tuple[Document, Meeting]) -> None:
    """`text[begins:ends]` is exactly what is quoted."""
    document, meeting = read
    quoted: list[Contribution | Decision | Mention | Unread] = []
    quoted += [*meeting.contributions, *meeting.decisions, *meeting.mentions, *meeting.unread]
    statements = [s for turn in meeting.contributions for s in turn.statements if s.rule != "item-title"]

    assert [q for q in quoted if document.text[q.begins : q.ends] != q.text] == []
    assert [s for s in statements if document.text[s.begins : s.ends] != s.text] == []
    assert [f for f in meeting.figures if document.text[f.begins : f.ends] != f.value] == []


def test_every_number_refers_to_somebody_or_something(read: tuple[Document, Meeting]) -> None:
    """People and items that are referred to exist."""
    _, meeting = read
    people = {person.number for person in meeting.attendees}
    items = {item.order for item in meeting.agenda} | {None}

    assert people == set(range(1, len(people) + 1))
    for turn in meeting.contributions:
        assert {n for n in (turn.speaker, *turn.replies_to) if n} <= people
        assert turn.item in items


def test_a_turn_raises_exactly_what_its_statements_raise(read: tuple[Document, Meeting]) -> None:
    """So that every number has its sentence."""
    _, meeting = read

    for turn in meeting.contributions:
        assert set(turn.themes) == {theme for statement in turn.statements for theme in statement.themes}


def test_what_is_inherited_from_a_title_is_marked(read: tuple[Document, Meeting]) -> None:
    """A theme that no sentence of the turn names is inferred."""
    _, meeting = read
    inherited = [s for turn in meeting.contributions for s in turn.statements if s.rule == "item-title"]

    assert all(statement.basis is Basis.INFERRED for statement in inherited)


def test_nobody_unnamed_speaks_for_anybody(read: tuple[Document, Meeting]) -> None:
    """A turn without a label or a name is for no municipality."""
    _, meeting = read

    assert [t for t in meeting.contributions if t.rule == "nobody-named" and (t.speaker or t.on_behalf_of)] == []


def test_a_file_that_is_no_minutes_is_refused(tmp_path: Path) -> None:
    """One line, with the next step."""
    path = tmp_path / "handleliste.md"
    path.write_text("Melk\nBrød\nSmør\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"no minutes recognised.*take the file away"):
        extract_file(path, tmp_path)
