"""One line of `judgements.csv`: what somebody decided, about which text."""

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from naeringsgraf.model.names import ThingId

PAIR_MARK = "|"
"""Between the two texts that a judgement on two attendances quotes."""


class Kind(StrEnum):
    """What is decided."""

    PERSON = "person"
    """That two attendances are of one person, or of two."""
    AFFILIATION = "affiliation"
    """Whom somebody met for."""
    NAME = "name"
    """What somebody's name is, where the minutes have it wrong."""
    ROLE = "role"
    """As what somebody met."""
    MUNICIPALITY = "municipality"
    """Which municipality a name stands for in a document."""
    THEME = "theme"
    """Whether a sentence raises a theme."""
    SPEAKER = "speaker"
    """Who spoke."""
    MINUTES = "minutes"
    """That a file holds no minutes."""


class Verdict(StrEnum):
    """What was decided."""

    YES = "yes"
    NO = "no"
    SAME = "same"
    DIFFERENT = "different"


VERDICTS: Mapping[Kind, tuple[Verdict, ...]] = {
    Kind.PERSON: (Verdict.SAME, Verdict.DIFFERENT),
    Kind.MINUTES: (Verdict.NO,),
    Kind.NAME: (Verdict.YES,),
    Kind.ROLE: (Verdict.YES,),
}
"""What may be decided; of the kinds left out, yes and no."""


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A document, and a part of it where one is named."""

    document: str
    """Slug."""
    part: str = ""
    """"attendance-3", or a name as printed; empty for the whole document."""

    def __str__(self) -> str:
        return f"{self.document}#{self.part}" if self.part else self.document


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody decided."""

    kind: Kind
    subject: Reference
    object: str
    """As the kind asks for: an attendance, an actor, a municipality, a theme. Empty where there is none."""
    verdict: Verdict
    quote: str
    """What the document says, blanks made one; empty only for a file that holds no minutes."""
    who: str
    when: dt.date
    why: str = ""
    line: int = 0
    """Of the file, the header is 1; does not tell judgements apart."""
    file: str = ""
    """The file, where it is another than the one that is read."""

    @property
    def place(self) -> str:
        """Say on which line it stands."""
        return f"line {self.line} of {self.file}" if self.file else f"line {self.line}"

    @property
    def other(self) -> Reference:
        """The second attendance, of a judgement on persons."""
        return read_reference(self.object)

    def list_documents(self) -> tuple[str, ...]:
        """Give the slugs of the documents it is about: two, of a judgement on persons."""
        if self.kind is Kind.PERSON:
            return self.subject.document, self.other.document
        return (self.subject.document,)

    @property
    def key(self) -> str:
        """Name of the judgement: the same wherever it stands in the file, whoever made it, and whatever the reason."""
        parts = (self.kind, str(self.subject), self.object, self.verdict, self.quote)
        return f"{self.kind}-{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Judgements:
    """All judgements of one file."""

    path: str = ""
    """Of the file, as given; empty where there is none."""
    every: tuple[Judgement, ...] = ()
    """In the order of the file."""
    by_document: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    """Slug → those on that document alone."""

    @classmethod
    def gather(cls, path: str, every: Sequence[Judgement]) -> "Judgements":
        """Sort them by document."""
        found: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in every:
            if judgement.kind is not Kind.PERSON:
                found[judgement.subject.document].append(judgement)
        return cls(path, tuple(every), {slug: tuple(each) for slug, each in found.items()})

    @property
    def on_persons(self) -> tuple[Judgement, ...]:
        """Those on who is who across documents."""
        return tuple(judgement for judgement in self.every if judgement.kind is Kind.PERSON)

    def hash_of(self, slug: str) -> str:
        """Give a hash of all that was decided about a document, in any order; empty where nothing was."""
        return hash_judgements(self.by_document.get(slug, ()))


def hash_judgements(judgements: Sequence[Judgement]) -> str:
    """Give a hash of what was decided, whoever decided it and in any order; empty where nothing was."""
    keys = sorted(judgement.key for judgement in judgements)
    return hashlib.sha256("\n".join(keys).encode()).hexdigest() if keys else ""


def read_reference(text: str) -> Reference:
    """Read "2022-11-04-moete#Kari Nordmann", also with "minutes/" before it."""
    document, _, part = text.removeprefix("minutes/").partition("#")
    return Reference(document.strip(), join_blanks(part))


def strip_base(text: str, base: str) -> ThingId:
    """Give the path of a thing that may be named by its whole IRI."""
    return ThingId(text.removeprefix(base))


def join_blanks(text: str) -> str:
    """Make every stretch of blanks one, since a sentence goes on over lines in some files and not in others."""
    return re.sub(r"\s+", " ", text).strip()
