"""The graphs that no document owns: registers, unregistered actors, thesaurus, ontology."""

from collections.abc import Mapping
from functools import cache

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from handmade import make_meeting
from naeringsgraf.mapping.actors import find_unregistered, map_actors
from naeringsgraf.mapping.iri import BASE, mint_iri
from naeringsgraf.model.meeting import Actor, ActorKind
from naeringsgraf.model.names import ThingId
from naeringsgraf.store.vocabulary import make_shared_graphs, sort_lines

GRAPHS = ("graph/ontology", "graph/registers", "graph/themes")


@cache
def shared() -> Mapping[ThingId, bytes]:
    return make_shared_graphs()


def say(data: bytes, subject: str) -> list[str]:
    """Give what is said of a thing, with short names."""
    short = {"https://w3id.org/naeringsgraf/ns#": "ng:", BASE: "id:", "http://www.w3.org/2001/XMLSchema#": "xsd:"}
    short |= {"http://www.w3.org/2000/01/rdf-schema#": "rdfs:", "http://www.w3.org/2004/02/skos/core#": "skos:"}
    lines = []
    for quad in parse(data, format=RdfFormat.N_QUADS):
        if str(quad.subject) == f"<{mint_iri(ThingId(subject))}>":
            line = f"{quad.predicate} {quad.object}".replace("<", "").replace(">", "")
            for namespace, prefix in short.items():
                line = line.replace(namespace, prefix)
            lines.append(line)
    return sorted(line for line in lines if "rdf-syntax" not in line)


def test_municipality_tells_its_days_and_what_came_after() -> None:
    """Old Drammen ended in 2020 and leads to today's."""
    assert say(shared()[ThingId("graph/registers")], "municipality/0602-1838") == [
        "ng:county id:county/06-1972",
        "ng:currentMunicipality id:municipality/3301-2024",
        'ng:distinctName "Drammen"',
        "ng:lastOfName id:municipality/3301-2024",
        'ng:number "0602"',
        "ng:successionKind ng:merged",
        "ng:successor id:municipality/3005-2020",
        'ng:validFrom "1838-01-01"^^xsd:date',
        'ng:validTo "2020-01-01"^^xsd:date',
        'rdfs:label "Drammen"@nb',
    ]


def test_a_split_municipality_has_no_current_one() -> None:
    """Ålesund 1507 became two in 2024."""
    said = say(shared()[ThingId("graph/registers")], "municipality/1507-2020")

    assert [line for line in said if "successor" in line] == [
        "ng:successor id:municipality/1508-2024",
        "ng:successor id:municipality/1580-2024",
    ]
    assert not any("currentMunicipality" in line for line in said)


def test_split_county_has_no_current_one() -> None:
    """Viken became three in 2024; Hordaland is Vestland today."""
    viken, hordaland = (
        say(shared()[ThingId("graph/registers")], thing) for thing in ("county/30-2020", "county/12-1972")
    )

    assert "ng:successionKind ng:split" in viken
    assert not any("currentCounty" in line for line in viken)
    assert "ng:currentCounty id:county/46-2020" in hordaland


@pytest.mark.parametrize(
    ("thing", "last", "name", "split"),
    [
        ("municipality/0231-1838", "municipality/0231-1838", "Skedsmo", None),
        ("municipality/3030-2020", "municipality/3205-2024", "Lillestrøm", None),
        ("municipality/0137-1838", "municipality/3114-2024", "Våler (Østfold)", None),
        ("municipality/3419-2020", "municipality/3419-2020", "Våler (Innlandet)", None),
        ("municipality/1504-1977", "municipality/1507-2020", "Ålesund (–2023)", "municipality/1507-2020"),
        ("municipality/1508-2024", "municipality/1508-2024", "Ålesund (2024–)", None),
        ("municipality/1523-1977", "municipality/1523-1977", "Ørskog", "municipality/1507-2020"),
        ("county/02-1972", "county/02-1972", "Akershus (–2019)", "county/30-2020"),
        ("county/32-2024", "county/32-2024", "Akershus (2024–)", None),
    ],
)
def test_place_tells_how_far_its_name_goes_and_where_it_was_split(
    thing: str, last: str, name: str, split: str | None
) -> None:
    """Under one name as long as one took over; homonyms differ by county, or by years where they share that."""
    said = say(shared()[ThingId("graph/registers")], thing)
    expected = [f'ng:distinctName "{name}"', f"ng:lastOfName id:{last}", *([f"ng:splitAt id:{split}"] if split else [])]

    assert [line for line in said if line.startswith(("ng:distinct", "ng:lastOf", "ng:splitAt"))] == expected


def test_no_two_lines_of_places_have_one_name() -> None:
    """So a row is known by its name alone, in whatever answer it stands."""
    names: dict[tuple[str, str], set[str]] = {}
    for quad in parse(shared()[ThingId("graph/registers")], format=RdfFormat.N_QUADS):
        if str(quad.predicate).endswith(("#distinctName>", "#lastOfName>")):
            names.setdefault((str(quad.subject)[: len(BASE) + 5], str(quad.subject)), set()).add(str(quad.object))
    lines = {(kind, *sorted(told)) for (kind, _), told in names.items()}

    assert len(lines) == len({(kind, name) for kind, name, _ in lines}) > 400


def test_theme_tells_its_level() -> None:
    """One at the top, one more for each theme above."""
    themes = shared()[ThingId("graph/themes")]
    levels = [
        line
        for theme in ("gronn-omstilling", "hydrogen", "ammoniakk")
        for line in say(themes, f"theme/{theme}")
        if line.startswith("ng:level")
    ]

    assert levels == [f'ng:level "{level}"^^xsd:integer' for level in (1, 2, 3)]


def test_region_tells_the_day_of_its_members() -> None:
    """Members are municipalities of one day, and none are told where they are not known."""
    registers = shared()[ThingId("graph/registers")]
    known, unknown = say(registers, "region/drammensregionen"), say(registers, "region/bergensregionen")

    assert [line for line in known if "ember" in line] == [
        "ng:member id:municipality/3301-2024",
        "ng:member id:municipality/3312-2024",
        "ng:member id:municipality/3314-2024",
        "ng:member id:municipality/3903-2024",
        'ng:membersAsOf "2024-01-01"^^xsd:date',
    ]
    assert not any("ember" in line for line in unknown)


def test_former_names_are_other_labels() -> None:
    """A cluster is found in the graph by a name it went by before, a department by its successor."""
    registers = shared()[ThingId("graph/registers")]

    assert 'skos:altLabel "Oslo Medtech"' in say(registers, "cluster/norway-health-tech")
    assert 'skos:altLabel "VR-klyngen på Hamar"' in say(registers, "cluster/vrinn")
    assert "ng:successor id:organisation/kommunal-og-distriktsdepartementet" in say(
        registers, "organisation/kommunal-og-moderniseringsdepartementet"
    )


def test_county_council_and_county_are_one() -> None:
    """The council's name is another label of its county."""
    said = say(shared()[ThingId("graph/registers")], "county/30-2020")

    assert 'rdfs:label "Viken"@nb' in said
    assert 'skos:altLabel "Viken fylkeskommune"' in said


@pytest.mark.parametrize("graph", GRAPHS)
def test_shared_graphs_are_shards(graph: str) -> None:
    """Sorted, canonical, without blank nodes: the engine's dump is the same bytes."""
    data = shared()[ThingId(graph)]
    store = Store()
    store.bulk_load(data, format=RdfFormat.N_QUADS)

    assert list(store.named_graphs()) == [NamedNode(mint_iri(ThingId(graph)))]
    assert sort_lines(store.dump(format=RdfFormat.N_QUADS) or b"") == data
    assert not any(line.startswith(b"_:") for line in data.splitlines())


def test_no_triple_stands_in_two_graphs() -> None:
    """The engine's union counts a triple once for each graph, so a second one would double rows."""
    graphs = [*shared().values(), map_actors(find_unregistered(make_meeting()))]
    triples = [{quad.triple for quad in parse(graph, format=RdfFormat.N_QUADS)} for graph in graphs]

    assert sum(map(len, triples)) == len(set.union(*triples))


def test_another_base_moves_every_thing() -> None:
    """Themes in Turtle are named under our base, and go with it."""
    moved = make_shared_graphs("https://data.example.org/")

    assert BASE.encode() not in b"".join(moved.values())
    assert b"<https://data.example.org/theme/hydrogen>" in moved[ThingId("graph/themes")]


def test_actors_of_several_documents_are_told_once() -> None:
    """The most usual name is the label, the others stand beside it."""
    names = ["Dal AS", "DAL AS", "Dal AS"]
    actors = [Actor(ThingId("company/dal"), name, ActorKind.COMPANY) for name in names]

    assert say(map_actors(actors), "company/dal") == ['rdfs:label "Dal AS"', 'skos:altLabel "DAL AS"']


def test_registered_actors_are_not_told_again() -> None:
    """Drammen's label stands in the registers."""
    assert [actor.id for actor in find_unregistered(make_meeting())] == [
        "body/naeringsgruppa",
        "cluster/teknoklyngen",
        "organisation/staten",
    ]
