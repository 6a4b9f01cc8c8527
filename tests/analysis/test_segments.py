"""A text cut at the borders of marks."""

from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.analysis.segments import Mark, cut, find_paragraphs

TEXTS = st.text(alphabet="ab \n", max_size=60)
SPANS = st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=12)


def make_marks(spans: list[tuple[int, int]]) -> list[Mark]:
    """Make a mark of each span."""
    return [Mark(begins, ends, "kind", f"mark-{number}") for number, (begins, ends) in enumerate(spans)]


@given(st.integers(0, 60), SPANS, st.lists(st.integers(-5, 70), max_size=5))
def test_segments_are_the_text_and_know_their_marks(
    length: int, spans: list[tuple[int, int]], borders: list[int]
) -> None:
    """They follow each other without gaps, and each character has exactly the marks that lie over it."""
    marks = make_marks(spans)

    segments = cut(length, marks, borders)

    assert [at for each in segments for at in range(each.begins, each.ends)] == list(range(length))
    assert all(each.begins < each.ends for each in segments)
    for each in segments:
        for at in (each.begins, each.ends - 1):
            assert {mark.id for mark in each.marks} == {m.id for m in marks if m.begins <= at < m.ends}
    assert {at for at in borders if 0 < at < length} <= {each.begins for each in segments}


def test_nested_and_adjoining_marks_are_told_apart() -> None:
    """The outer one comes first, and where one ends another begins."""
    outer, inner, after = Mark(0, 6, "a", "outer"), Mark(2, 4, "a", "inner"), Mark(6, 8, "a", "after")

    segments = cut(9, [after, inner, outer])

    assert [(each.begins, each.ends, [mark.id for mark in each.marks]) for each in segments] == [
        (0, 2, ["outer"]),
        (2, 4, ["outer", "inner"]),
        (4, 6, ["outer"]),
        (6, 8, ["after"]),
        (8, 9, []),
    ]


@given(TEXTS)
def test_paragraphs_are_the_text(text: str) -> None:
    """Together they are all of it, and only the end of one holds blank lines."""
    spans = find_paragraphs(text)

    assert "".join(text[begins:ends] for begins, ends in spans) == text
    assert all("\n\n" not in text[begins:ends].strip("\n") for begins, ends in spans)
