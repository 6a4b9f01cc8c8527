"""The text of minutes in pieces that a page shows one after the other, none left out and none twice."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from naeringsgraf.analysis.segments import Segment, cut, find_paragraphs
from naeringsgraf.web.pages.minutes.marking import Marks, NameMark, SentenceMark


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the text that can be linked to."""

    at: int
    id: str
    kind: str = ""
    """"turn" or "page" for one that is shown; "" for one that is not."""
    label: str = ""
    """What is shown there."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """A sentence that begins, or goes on after a break."""

    mark: SentenceMark
    first: bool
    """It begins here."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What comes next: ends and beginnings of sentences, then text."""

    closes: int
    """Sentences that ended before it."""
    anchors: tuple[Anchor, ...]
    opens: tuple[Wrap, ...]
    text: str
    name: NameMark | None
    """The innermost name it is of."""
    others: tuple[NameMark, ...]
    """Names that ended with it and can be reached at no other place."""
    notes: tuple[NameMark, ...]
    """Unsure names that ended with it."""


@dataclass
class Paragraph:
    """Lines up to the next blank one, with the blank ones after them."""

    pieces: list[Piece] = field(default_factory=list)
    left_open: int = 0
    """Sentences to be closed at its end; they go on in the next one."""


def cut_pieces(text: str, marks: Marks, anchors: Sequence[Anchor]) -> list[Paragraph]:
    """Cut a text into paragraphs and pieces. All that the pieces hold, put together, is the text."""
    spans = find_paragraphs(text)
    places: defaultdict[int, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        places[min(max(anchor.at, 0), max(len(text) - 1, 0))].append(anchor)
    borders = [*places, *(begins for begins, _ in spans)]
    every: list[SentenceMark | NameMark] = [*marks.sentences, *marks.names]
    segments = cut(len(text), every, borders)
    owners = {id(names[0]) for segment in segments if (names := _list_names(segment))}
    waiting, seen = iter(segments), set[str]()
    paragraphs = []
    segment = next(waiting, None)
    for _, ends in spans:
        maker = _Maker(text, places, owners, seen)
        while segment is not None and segment.ends <= ends:
            maker.add(segment)
            segment = next(waiting, None)
        paragraphs.append(maker.finish())
    return paragraphs


class _Maker:
    """Makes one paragraph of its segments."""

    def __init__(self, text: str, places: dict[int, list[Anchor]], owners: set[int], seen: set[str]) -> None:
        self._text, self._places, self._owners, self._seen = text, places, owners, seen
        self._open: list[SentenceMark] = []
        self._paragraph = Paragraph()

    def add(self, segment: Segment[SentenceMark | NameMark]) -> None:
        """Take in the next segment."""
        sentences = [mark for mark in segment.marks if isinstance(mark, SentenceMark)]
        kept = _count_common(self._open, sentences)
        names = _list_names(segment)
        ending = [mark for mark in names if mark.ends == segment.ends]
        self._paragraph.pieces.append(
            Piece(
                len(self._open) - kept,
                tuple(self._places.get(segment.begins, ())),
                tuple(self._open_marks(sentences[kept:])),
                self._text[segment.begins : segment.ends],
                names[0] if names else None,
                tuple(mark for mark in ending if id(mark) not in self._owners and not _is_told(mark, names[0])),
                tuple({mark.number: mark for mark in ending if mark.number is not None}.values()),
            )
        )
        self._open = sentences

    def _open_marks(self, marks: Sequence[SentenceMark]) -> Iterator[Wrap]:
        for mark in marks:
            yield Wrap(mark, first=mark.id not in self._seen)
            self._seen.add(mark.id)

    def finish(self) -> Paragraph:
        """Give the paragraph."""
        self._paragraph.left_open = len(self._open)
        return self._paragraph


def _list_names(segment: Segment[SentenceMark | NameMark]) -> list[NameMark]:
    """Give the names that a segment is of, the innermost first."""
    names = [mark for mark in segment.marks if isinstance(mark, NameMark)]
    return sorted(names, key=lambda mark: (mark.ends - mark.begins, -mark.begins, mark.number is not None, mark.id))


def _is_told(mark: NameMark, other: NameMark) -> bool:
    """Tell whether another name leads to the same already."""
    return mark is not other and mark.things == other.things


def _count_common(one: Sequence[SentenceMark], other: Sequence[SentenceMark]) -> int:
    """Count how many two lists have in common from the start."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine is not yours:
            break
        count += 1
    return count
