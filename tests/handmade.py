"""A meeting put together by hand, for what is tested above reading and parsing.

Every part takes its place from the text itself, so the offsets are right by construction.
"""

import datetime as dt
import hashlib
from dataclasses import replace

from naeringsgraf.linking.identity.appearance import find_appearances
from naeringsgraf.linking.identity.clusters import identify
from naeringsgraf.mapping.actors import find_unregistered, map_actors
from naeringsgraf.mapping.identities import map_identities
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.mapping.nquads import map_document
from naeringsgraf.model.document import Document, Line
from naeringsgraf.model.meeting import (
    Actor,
    ActorKind,
    AgendaItem,
    Attendance,
    Basis,
    Committee,
    Contribution,
    Decision,
    Event,
    Figure,
    Meeting,
    Mention,
    MentionKind,
    Mode,
    Reference,
    ReferenceKind,
    Statement,
    Status,
    Unread,
)
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.graph import Graph
from naeringsgraf.store.vocabulary import make_shared_graphs

TEXT = """\
Referat fra møte i Næringsgruppa 12.03.2021 kl. 09:00–11:30, Kjelleren
Konstruert referat.
Til stede: Åse Vik (Drammen), Vik Åse, "Teknoklyngen" \\ leder
Forfall: Ola Li (SP)
Sak 1 Referat fra 04.12.2020
Referatet ble godkjent.
2. Kraft og nett
Åse Vik: Nettet er fullt, og 35 % av bedriftene venter. Staten må bygge ut nettet. Se egen presentasjon.
Vik svarte at batterier hjelper. Våler er et eksempel.
Det er ønske om en felles strategi.
Det settes ned en arbeidsgruppe: Åse Vik.
Neste møte 1. juni 2021. Strategien ligger ved.
%&¤ 14
"""

DRAMMEN = Actor(ThingId("municipality/3005-2020"), "Drammen kommune", ActorKind.MUNICIPALITY, registered=True)
CLUSTER = Actor(ThingId("cluster/teknoklyngen"), "Teknoklyngen", ActorKind.CLUSTER)
BODY = Actor(ThingId("body/naeringsgruppa"), "Næringsgruppa", ActorKind.BODY)
STATE = Actor(ThingId("organisation/staten"), "Staten", ActorKind.STATE)
PARTY = Actor(ThingId("party/senterpartiet"), "Senterpartiet", ActorKind.PARTY, registered=True)
GRID = ThingId("theme/stromnett")
BATTERY = ThingId("theme/batteri")


def place(quote: str, text: str = TEXT, after: str = "") -> tuple[int, int]:
    """Say where a quote stands, the first time after another quote."""
    begins = text.index(quote, text.index(after))
    return begins, begins + len(quote)


def make_document(slug: str = "2021-03-12-naeringsgruppa", text: str = TEXT, path: str | None = None) -> Document:
    """Make the document of a text, all its lines plain."""
    lines, begins = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            lines.append(Line(line, begins, begins + len(line), number))
        begins += len(line) + 1
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(slug, path or f"{slug}.txt", sha256, "text/plain", text, tuple(lines))


def make_meeting() -> Meeting:
    """Make the meeting that `TEXT` tells of; each kind of part is there at least once."""
    return Meeting(
        body=BODY,
        date=dt.date(2021, 3, 12),
        start=dt.time(9),
        end=dt.time(11, 30),
        place="Kjelleren",
        constructed=True,
        attendees=_make_attendees(),
        agenda=_make_agenda(),
        contributions=_make_contributions(),
        decisions=(Decision("Referatet ble godkjent.", *place("Referatet ble godkjent."), item=1),),
        committees=(Committee("arbeidsgruppe", (1,), 2, *place("arbeidsgruppe")),),
        figures=(Figure("35 %", "av bedriftene venter", *place("35 % av bedriftene venter"), said_by=1),),
        events=(Event("Neste møte", dt.date(2021, 6, 1), *place("Neste møte 1. juni 2021")),),
        references=_make_references(),
        mentions=_make_mentions(),
        unread=(Unread("%&¤ 14", *place("%&¤ 14"), line=13, reason="no letters"),),
    )


def make_short(
    slug: str, day: dt.date, theme: ThingId = GRID, said: str = "Nettet er fullt."
) -> tuple[Document, Meeting]:
    """Make a meeting of one turn: Drammen raises one theme on a day."""
    text = f"Referat {day}\nTil stede: Åse Vik, Drammen\nÅse Vik: {said}\n"
    attendance = Attendance(1, "Åse Vik", "Åse Vik, Drammen", *place("Åse Vik, Drammen", text), affiliation=DRAMMEN)
    begins, ends = place(said, text)
    statement = Statement(1, said, begins, ends, Mode.PROBLEM, (theme,))
    turn = Contribution(
        1, said, begins, ends, None, 1, "Åse Vik", on_behalf_of=DRAMMEN, themes=(theme,), statements=(statement,)
    )
    meeting = Meeting(body=BODY, date=day, attendees=(attendance,), contributions=(turn,))
    return make_document(slug, text), meeting


def _make_attendees() -> tuple[Attendance, ...]:
    lead = Attendance(1, "Åse Vik", "Åse Vik", *place("Åse Vik"), "Drammen", DRAMMEN, aliases=("Vik",))
    namesake = Attendance(2, "Åse Vik", "Vik Åse", *place("Vik Åse"), '"Teknoklyngen" \\ leder', CLUSTER, role="leder")
    absent = Attendance(
        3, "Ola Li", "Ola Li (SP)", *place("Ola Li (SP)"), party_printed="SP", party=PARTY, status=Status.ABSENT
    )
    guest = Attendance(
        4, "Våler", "Våler", *place("Våler"), status=Status.SUBSTITUTE, substitute_for=3, listed=False, rule="speaks"
    )
    return lead, namesake, absent, guest


def _make_agenda() -> tuple[AgendaItem, ...]:
    first = AgendaItem(1, "Sak 1", "Referat fra 04.12.2020", *place("Referat fra 04.12.2020"))
    second = AgendaItem(2, "2", "Kraft og nett", *place("Kraft og nett"))
    return first, second, AgendaItem(3, None, "felles strategi", *place("felles strategi"), parent=2)


def _make_contributions() -> tuple[Contribution, ...]:
    problem = Statement(1, *_quote("Nettet er fullt, og 35 % av bedriftene venter."), Mode.PROBLEM, (GRID,))
    request = Statement(2, *_quote("Staten må bygge ut nettet."), Mode.REQUEST, (GRID,), STATE, "Staten")
    spoken = "Nettet er fullt, og 35 % av bedriftene venter. Staten må bygge ut nettet. Se egen presentasjon."
    first = Contribution(
        *(1, *_quote(spoken), 2, 1, "Åse Vik", "Drammen", DRAMMEN),
        themes=(GRID,),
        presentation=True,
        statements=(problem, request),
    )
    support = Statement(3, *_quote("Vik svarte at batterier hjelper."), Mode.SUPPORT, (BATTERY,))
    second = replace(
        Contribution(2, *_quote("Vik svarte at batterier hjelper. Våler er et eksempel."), 2, 2, "Vik", None, CLUSTER),
        replies_to=(1,),
        themes=(BATTERY,),
        statements=(support,),
        rule="narrated-turn",
        basis=Basis.INFERRED,
    )
    wish = Statement(4, *_quote("Det er ønske om en felles strategi."), Mode.REQUEST)
    return first, second, Contribution(3, *_quote(wish.text), 3, statements=(wish,), rule="no-speaker")


def _make_references() -> tuple[Reference, ...]:
    earlier = Reference(ReferenceKind.MINUTES, "Referat fra 04.12.2020", dt.date(2020, 12, 4), *place("Referat fra 04"))
    slides = Reference(ReferenceKind.PRESENTATION, "Se egen presentasjon", None, *place("Se egen presentasjon"))
    return Reference(ReferenceKind.POLICY, "Strategien", None, *place("Strategien")), earlier, slides


def _make_mentions() -> tuple[Mention, ...]:
    valer = (ThingId("municipality/3018-2020"), ThingId("municipality/3419-2020"))
    return (
        Mention(MentionKind.PERSON, *_quote("Åse Vik"), ThingId("#attendance-1"), "Åse Vik"),
        Mention(MentionKind.MUNICIPALITY, *_quote("Drammen"), DRAMMEN.id, "Drammen"),
        Mention(MentionKind.THEME, *_quote("Nettet"), GRID, "Strømnett", confidence=0.85, basis=Basis.INFERRED),
        Mention(MentionKind.THEME, *_quote("batterier"), BATTERY, "Batteri"),
        Mention(MentionKind.ORGANISATION, *_quote("Staten"), STATE.id, "Staten"),
        Mention(MentionKind.MUNICIPALITY, *_quote("Våler"), None, "Våler", valer, 0.5, "ambiguous-name"),
    )


def _quote(text: str) -> tuple[str, int, int]:
    return text, *place(text)


def make_graph(*pairs: tuple[Document, Meeting], base: str = BASE, identities: bool = False) -> Graph:
    """Make a graph in memory of documents and all shared graphs; with `identities`, also of who is who."""
    actors = [actor for _, meeting in pairs for actor in find_unregistered(meeting)]
    documents = [map_document(document, meeting, base) for document, meeting in pairs]
    if identities:
        people = [appearance for pair in pairs for appearance in find_appearances(*pair)]
        documents.append(map_identities(identify(people), base=base))
    return Graph.from_nquads([*make_shared_graphs(base).values(), map_actors(actors, base), *documents], base)
