"""Four made-up meetings of one group over six years, small enough to know by heart, as a graph with the real registers.

Drammen speaks under three numbers (0602, 3005, 3301), two municipalities are called Våler, one turn is said for a
region, and one sentence has nobody behind it.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from naeringsgraf.mapping.actors import find_unregistered, map_actors
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import (
    Actor,
    ActorKind,
    AgendaItem,
    Attendance,
    Contribution,
    Meeting,
    Mention,
    MentionKind,
    Mode,
    Reference,
    ReferenceKind,
    Statement,
    Unread,
)
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.vocabulary import make_shared_graphs

BODY = Actor(ThingId("body/naeringsrunden"), "Næringsrunden", ActorKind.BODY)

Said = tuple[str, str, str]
"""Sentence, mode, and ids of themes set apart by blanks."""


@dataclass(frozen=True)
class Turn:
    """One turn: who, for whom ("drammen" is looked up by the year), and the sentences."""

    speaker: str | None
    actor: str | None
    said: tuple[Said, ...]
    presentation: bool = False


@dataclass(frozen=True)
class Sketch:
    """One meeting under one item."""

    day: str
    item: str
    turns: tuple[Turn, ...]
    cited: tuple[str, ...] = ()
    language: str = "nb"

    @property
    def slug(self) -> str:
        """What the document is called."""
        return f"{self.day}-naeringsrunden"


def _municipality(number: str, year: int, name: str) -> Actor:
    return Actor(ThingId(f"municipality/{number}-{year}"), f"{name} kommune", ActorKind.MUNICIPALITY, registered=True)


_BEFORE_2020 = {
    "drammen": _municipality("0602", 1838, "Drammen"),
    "kongsberg": _municipality("0604", 1838, "Kongsberg"),
    "våler": _municipality("0137", 1838, "Våler"),
}
_FROM_2020 = {
    "drammen": _municipality("3005", 2020, "Drammen"),
    "kongsberg": _municipality("3006", 2020, "Kongsberg"),
    "lillestrøm": _municipality("3030", 2020, "Lillestrøm"),
    "horten": _municipality("3801", 2020, "Horten"),
    "moss": _municipality("3002", 2020, "Moss"),
    "ringerike": _municipality("3007", 2020, "Ringerike"),
}
_FROM_2024 = {
    "drammen": _municipality("3301", 2024, "Drammen"),
    "lillestrøm": _municipality("3205", 2024, "Lillestrøm"),
    "våler": _municipality("3114", 2024, "Våler"),
    "våler i innlandet": _municipality("3419", 2020, "Våler"),
    "ålesund": _municipality("1508", 2024, "Ålesund"),
}
_REGION = Actor(ThingId("region/hamarregionen"), "Hamarregionen", ActorKind.REGION, registered=True)

SKETCHES = (
    Sketch(
        "2018-03-07",
        "Runden rundt bordet",
        (
            Turn(
                "Dag Aas",
                "drammen",
                (
                    ("Havnen trenger jernbane helt fram til kaikanten.", "request", "havn jernbane"),
                    ("Det er knapt med ferdig regulerte næringsarealer.", "problem", "naeringsareal"),
                ),
            ),
            Turn("Inga Lie", "kongsberg", (("Fagskolen vokser raskt.", "information", "fagskole"),)),
            Turn("Per Vik", "våler", (("Skogen er den største ressursen vår.", "information", "skogbruk"),)),
        ),
        cited=("2017-11-29",),
    ),
    Sketch(
        "2022-11-04",
        "Hva bør regionen spille inn om grønt industriløft?",
        (
            Turn(
                "Dag Aas",
                "drammen",
                (
                    (
                        "Veikartet for grønt industriløft blir tomt uten langsiktige midler.",
                        "problem",
                        "gront-industriloft finansiering",
                    ),
                    (
                        "Staten må dekke de ekstra kostnadene i de første prosjektene.",
                        "request",
                        "finansiering gront-industriloft",
                    ),
                    (
                        "Kommunen kartlegger næringsarealer sammen med naboene.",
                        "information",
                        "naeringsareal interkommunalt-samarbeid",
                    ),
                    ("Helseparken får ikke tak i nok helsepersonell.", "problem", "helsepersonell rekruttering"),
                ),
            ),
            Turn(
                "Inga Lie",
                "kongsberg",
                (
                    (
                        "En batterifabrikk og en hydrogenfabrikk er under planlegging.",
                        "information",
                        "batterifabrikk hydrogenfabrikk",
                    ),
                    ("Fagskolen har gått fra 16 til 80 ansatte.", "information", "fagskole"),
                ),
            ),
            Turn(
                "Maria Hoff",
                "lillestrøm",
                (
                    ("Det mangler et apparat for å gjenvinne batteriene.", "problem", "batterigjenvinning"),
                    (
                        "Næringsarealer er et stort problem, med mange innsigelser.",
                        "problem",
                        "naeringsareal innsigelse",
                    ),
                    ("Hun støtter at staten tar mer av risikoen.", "support", "finansiering"),
                    ("Fagskolen får et nytt tilbud på Romerike.", "information", "fagskole"),
                ),
            ),
            Turn(
                "Eli Bryn",
                "hamarregionen",
                (("Batterigjenvinning skal settes i drift.", "information", "batterigjenvinning"),),
            ),
            Turn(
                "Jørgen Tofte",
                "horten",
                (
                    ("Gamle bilbatterier kan drive droner.", "information", "batterigjenvinning droner"),
                    ("De maritime næringene har mye å gi i veikartet.", "information", "maritim gront-industriloft"),
                ),
            ),
            Turn(
                None,
                None,
                (("Det er ønske om en felles strategi for talenter.", "request", "internasjonale-talenter strategi"),),
            ),
        ),
        cited=("2022-08-24", "2018-03-07"),
    ),
    Sketch(
        "2023-03-10",
        "Runden: kva bør takast opp med Stortinget?",
        (
            Turn(
                "Inga Lie",
                "kongsberg",
                (
                    ("Køen for nettilknyting er atten månader.", "problem", "stromnett krafttilgang"),
                    ("Industri for forsvaret må gå først.", "request", "forsvarsindustri stromnett"),
                ),
            ),
            Turn(
                "Dag Aas",
                "drammen",
                (("Eg er usamd i at éi næring skal gå framfor dei andre.", "opposition", "stromnett"),),
            ),
            Turn(
                "Maria Hoff",
                "lillestrøm",
                (
                    (
                        "Det finst ikkje ei ferdig regulert tomt til gjenvinning av batteri.",
                        "problem",
                        "batterigjenvinning naeringsareal",
                    ),
                    ("Enova må dekkje delar av risikoen.", "request", "finansiering batterigjenvinning"),
                ),
            ),
            Turn(
                "Pål Aune",
                "moss",
                (
                    ("Ei avgift på besøk må prøvast ut.", "request", "reiseliv"),
                    ("Dobbeltsporet treng ein ny dato.", "request", "jernbane"),
                ),
            ),
            Turn(
                "Kari Hov",
                "ringerike",
                (("Byutviklinga står på vent så lenge banen gjer det.", "problem", "jernbane byutvikling"),),
            ),
        ),
        language="nn",
    ),
    Sketch(
        "2024-05-15",
        "Runden rundt bordet",
        (
            Turn(
                "Dag Aas",
                "drammen",
                (("Strømnettet er fortsatt fullt.", "problem", "stromnett"), ("Havnen vokser.", "information", "havn")),
            ),
            Turn("Per Vik", "våler", (("Massevirket bør foredles her.", "request", "skogbruk industri"),)),
            Turn(
                "Oda Moe",
                "våler i innlandet",
                (("Flyplassen trenger droner til brannvakt.", "request", "droner lufthavn"),),
            ),
            Turn("Liv Å", "ålesund", (("Havvind gir verftene arbeid.", "information", "havvind maritim"),)),
            Turn(
                "Maria Hoff",
                "lillestrøm",
                (("Se egen presentasjon.", "information", "batterigjenvinning"),),
                presentation=True,
            ),
        ),
    ),
)


def make_sketch(sketch: Sketch) -> tuple[Document, Meeting]:
    """Write the minutes of a sketch, and what should be read from them."""
    writer = _Writer(sketch)
    return writer.document(), writer.meeting()


@cache
def load_roundtable() -> Graph:
    """Give the graph of all four meetings, the registers and the thesaurus."""
    return load_meetings(make_sketch(sketch) for sketch in SKETCHES)


def load_meetings(meetings: Iterable[tuple[Document, Meeting]]) -> Graph:
    """Give the graph of some meetings, the registers and the thesaurus."""
    documents, unregistered = [], set[Actor]()
    for document, meeting in meetings:
        documents.append(map_document(document, meeting))
        unregistered.update(find_unregistered(meeting))
    actors = sorted(unregistered, key=lambda actor: (actor.id, actor.name))
    return Graph.from_nquads([*_load_shared().values(), *documents, map_actors(actors)])


@cache
def _load_shared() -> Mapping[ThingId, bytes]:
    return make_shared_graphs()


class _Writer:
    """Writes the text line by line, noting where everything stands."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch
        self.text = f"Referat Næringsrunden {sketch.day}\n"
        for cited in sketch.cited:
            self._add(f"Referat fra {cited}\n")
        self.item = AgendaItem(1, "4", sketch.item, *self._add(sketch.item))
        self._add("\n")
        self.turns = [self._write_turn(order, turn) for order, turn in enumerate(sketch.turns, 1)]
        self.unread = Unread("§§ 77", *self._add("§§ 77"), line=99, reason="no letters")

    def document(self) -> Document:
        """Give the document."""
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        slug = self.sketch.slug
        return Document(slug, f"{slug}.md", sha256, "text/markdown", self.text, ())

    def meeting(self) -> Meeting:
        """Give the meeting, its statements numbered through."""
        valer = (ThingId("municipality/3114-2024"), ThingId("municipality/3419-2020"))
        cited = [f"Referat fra {day}" for day in self.sketch.cited]
        return Meeting(
            body=BODY,
            date=dt.date.fromisoformat(self.sketch.day),
            language=self.sketch.language,
            constructed=True,
            attendees=self._make_attendees(),
            agenda=(self.item,),
            contributions=tuple(self._number_statements()),
            references=tuple(
                Reference(ReferenceKind.MINUTES, title, dt.date.fromisoformat(title[-10:]), *self._find(title))
                for title in cited
            ),
            mentions=(Mention(MentionKind.MUNICIPALITY, "Våler", 0, 5, None, "Våler", valer, 0.5, "ambiguous-name"),),
            unread=(self.unread,),
        )

    def _add(self, text: str) -> tuple[int, int]:
        begins = len(self.text)
        self.text += text
        return begins, len(self.text)

    def _find(self, text: str) -> tuple[int, int]:
        begins = self.text.index(text)
        return begins, begins + len(text)

    def _actor(self, turn: Turn) -> Actor | None:
        if turn.actor is None or turn.actor == "hamarregionen":
            return _REGION if turn.actor else None
        year = int(self.sketch.day[:4])
        return (_BEFORE_2020 if year < 2020 else _FROM_2020 if year < 2024 else _FROM_2024)[turn.actor]

    def _make_attendees(self) -> tuple[Attendance, ...]:
        speakers = [turn for turn in self.sketch.turns if turn.speaker]
        return tuple(
            Attendance(number, turn.speaker or "", turn.speaker or "", 0, 1, affiliation=self._actor(turn))
            for number, turn in enumerate(speakers, 1)
        )

    def _write_turn(self, order: int, turn: Turn) -> Contribution:
        if turn.speaker:
            self._add(f"{turn.speaker}: ")
        start = len(self.text)
        statements = []
        for sentence, mode, themes in turn.said:
            ids = tuple(sorted(ThingId(f"theme/{theme}") for theme in themes.split()))
            statements.append(Statement(0, sentence, *self._add(sentence), Mode(mode), ids))
            self._add(" ")
        ends = len(self.text) - 1
        self._add("Slik var det.\n")
        raised = tuple(sorted({theme for each in statements for theme in each.themes}))
        number = sum(1 for each in self.sketch.turns[: order - 1] if each.speaker) + 1 if turn.speaker else None
        return Contribution(
            order,
            self.text[start:ends],
            start,
            ends + 14,
            item=1,
            speaker=number,
            speaker_printed=turn.speaker,
            on_behalf_of=self._actor(turn),
            themes=raised,
            presentation=turn.presentation,
            statements=tuple(statements),
        )

    def _number_statements(self) -> Iterable[Contribution]:
        number = 0
        for turn in self.turns:
            numbered = []
            for statement in turn.statements:
                number += 1
                numbered.append(replace(statement, order=number))
            yield replace(turn, statements=tuple(numbered))
