"""Pages of things: what they tell, in which forms they are given, and what they do with names that try to be more."""

import csv
import io
import json
import re
from xml.etree.ElementTree import Element

import pytest
import rdflib

from hostile import make_hostile, spoil
from naeringsgraf.analysis.choosing import gather_by_theme
from naeringsgraf.analysis.evidence import read_evidence
from naeringsgraf.analysis.people import who_met
from naeringsgraf.analysis.salience import salience
from naeringsgraf.analysis.uptake import uptake
from naeringsgraf.api import Graph
from naeringsgraf.views.characters import keep_xml
from naeringsgraf.web.pages.answer import answer
from naeringsgraf.web.pages.asked import Asked
from naeringsgraf.web.pages.negotiate import choose_accepted
from reading_pages import Ask, read

pytest_plugins = ("asking_pages",)
# rdflib warns of its own use of these.
pytestmark = pytest.mark.filterwarnings(r"ignore:(Dataset\.|ConjunctiveGraph).* deprecated:DeprecationWarning")

BODY = "body/osloregionens-faggruppe-naeringssamarbeidet"
THINGS = (
    "theme/hydrogen",
    "municipality/3005-2020",
    "county/30-2020",
    "region/osloregionen",
    "person/dag-aanensen",
    BODY,
)
FORMS = {"turtle": "turtle", "jsonld": "json-ld", "nt": "nt", "rdfxml": "xml"}
DRAMMEN = {"municipality/0602-1838", "municipality/0602-1964", "municipality/3005-2020", "municipality/3301-2024"}


def tell(element: Element) -> str:
    """Give all text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def heading(page: Element) -> str:
    """Give the heading of a page."""
    return tell(next(page.iter("h1")))


def section(page: Element, id: str) -> Element:
    """Give the section of a page that is named by the heading with an id."""
    return next(each for each in page.iter("section") if each.get("aria-labelledby") == id)


def rows(page: Element, id: str) -> list[list[str]]:
    """Give the rows of the table of a section."""
    return [[tell(cell) for cell in row] for row in section(page, id).findall(".//tbody/tr")]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "html"),
        ("*/*", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "turtle"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml, text/turtle;q=0.5", "rdfxml"),
        ("text/html;q=0.1, text/turtle;q=0.9", "turtle"),
        ("text/*", "html"),
        ("text/*;q=0.3, text/html;q=0.2", "turtle"),
        ("*/*;q=0.1, application/ld+json", "jsonld"),
        ("text/turtle;q=0", None),
        ("text/turtle;q=0, */*", "html"),
        ("application/pdf", None),
        ("TEXT/TURTLE ; charset=utf-8", "turtle"),
        ("text/turtle;q=nonsense", None),
        ("nonsense", "html"),
    ],
)
def test_what_is_accepted_most_is_given(accept: str, form: str | None) -> None:
    """The most special range that names a type weighs it; nothing that fits is nothing."""
    assert choose_accepted(accept) == form


@pytest.fixture(scope="module")
def whole(graph: Graph) -> rdflib.Graph:
    """All that the graph says."""
    return rdflib.Graph().parse(data=graph.export("nt"), format="nt")


@pytest.mark.parametrize("thing", THINGS)
def test_all_forms_of_a_thing_say_the_same(ask: Ask, graph: Graph, whole: rdflib.Graph, thing: str) -> None:
    """Turtle, JSON-LD, N-Triples and RDF/XML are one graph, read without a network, that is about the thing."""
    graphs = []
    for form, parser in FORMS.items():
        reply = ask(f"/{thing}?format={form}")
        assert reply.status == 200
        assert "Accept" in dict(reply.headers)["Vary"]
        graphs.append(rdflib.Graph().parse(data=reply.body, format=parser))
    about = rdflib.URIRef(f"{graph.base}{thing}")

    assert all(set(each) == set(graphs[0]) for each in graphs)
    assert {(about, p, o) for p, o in graphs[0].predicate_objects(about)} == {
        (about, p, o) for p, o in whole.predicate_objects(about)
    }


def test_the_header_chooses_the_form_of_one_address(ask: Ask) -> None:
    """A page, Turtle and JSON-LD have one address; the query string goes before the header."""
    assert ask("/theme/hydrogen", accept="text/turtle").media.startswith("text/turtle")
    assert ask("/theme/hydrogen", accept="application/ld+json").media == "application/ld+json"
    assert ask("/theme/hydrogen").media.startswith("text/html")
    assert dict(ask("/theme/hydrogen").headers)["Vary"] == "Accept, Accept-Language"
    assert ask("/theme/hydrogen?format=jsonld", accept="text/turtle").media == "application/ld+json"
    assert ask("/theme/hydrogen?format=ttl").media.startswith("text/turtle")


def test_what_cannot_be_given_is_refused(ask: Ask) -> None:
    """The refusal names what is to be had."""
    reply = ask("/theme/hydrogen", accept="application/pdf")

    assert reply.status == 406
    assert b"text/turtle" in reply.body


def test_jsonld_fetches_nothing(ask: Ask) -> None:
    """The context stands in the file."""
    document = json.loads(ask("/person/dag-aanensen?format=jsonld").body)

    assert isinstance(document["@context"], dict)


@pytest.mark.parametrize(
    "path",
    ["/theme/nothing", "/municipality/0000-1800", "/person/nobody", "/body/none", "/theme", "/theme/", "/county/x/y"],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_a_path_that_names_nothing_is_told(ask: Ask, path: str, accept: str) -> None:
    """A program gets a line, a reader a page."""
    reply = ask(path, accept=accept)

    assert reply.status == 404
    assert path.encode() in reply.body
    assert reply.media.startswith("text/html" if accept == "text/html" else "text/plain")


def test_a_document_is_its_graph(ask: Ask, graph: Graph) -> None:
    """What follows from one document alone, in every form, at the address of its meeting."""
    name = "minutes/2022-11-04-osloregionen-naeringssamarbeidet"
    alone = rdflib.Graph().parse(data=graph.export("nt", name), format="nt")

    for form, parser in FORMS.items():
        data = rdflib.Dataset().parse(data=ask(f"/{name}?format={form}").body, format=parser)
        assert set(alone) == {(s, p, o) for s, p, o, _ in data.quads()}
    assert ask(f"/{name}", accept="text/turtle").media.startswith("text/turtle")
    assert ask("/minutes/none", accept="text/turtle").media.startswith("text/plain")


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("/theme/gront-industriloft", "who"),
        ("/theme/hydrogen", "who"),
        ("/municipality/3005-2020", "themes"),
        ("/region/hamarregionen", "themes"),
        ("/company/havbris-rederi-as", "themes"),
        ("/network?select=municipality/3301-2024", "rows"),
    ],
)
def test_every_number_leads_to_as_many_sentences(ask: Ask, path: str, id: str) -> None:
    """Those of what is narrower among them on the page of a theme, and not on that of an actor."""
    page = read(ask(path).body)
    ways = [(tell(cell), cell.get("href") or "") for cell in section(page, id).iterfind(".//td[@class='amount']/a")]
    if id == "rows":
        ways = [(number, find_evidence(ask, place)) for number, place in ways[:8]]

    assert ways
    for number, place in ways:
        told = tell(read(ask(place).body))
        assert f" {number} setning" in told, place


def find_evidence(ask: Ask, place: str) -> str:
    """Give the way from a chosen line to all its sentences."""
    panel = next(each for each in read(ask(place).body).iter("section") if each.get("id") == "panel")
    return next(each.get("href") or "" for each in panel.iter("a") if (each.get("href") or "").startswith("/evidence"))


def test_theme_tells_who_raises_it_with_what_is_narrower(ask: Ask, graph: Graph) -> None:
    """The numbers are those of the sentences on it; the order is that of the uptake."""
    page = read(ask("/theme/gront-industriloft").body)
    evidence = read_evidence(graph)
    quotes = gather_by_theme(evidence, evidence.quotes, ["theme/gront-industriloft"])["theme/gront-industriloft"]
    steps = uptake(graph, theme="theme/gront-industriloft").to_dicts()

    assert sum(int(row[1]) for row in rows(page, "who")) == sum(quote.actor is not None for quote in quotes)
    assert [tell(each) for each in section(page, "uptake").iterfind(".//li/p/span[@class='name']")] == [
        row["actor"] for row in steps
    ]


def test_theme_is_told_in_three_languages_and_matched(ask: Ask) -> None:
    """Labels, what it stands under, what it comprises, and the same concept in EuroVoc."""
    page = read(ask("/theme/hydrogen?lang=en").body)
    facts = page.find(".//dl")

    assert facts is not None
    told = tell(facts)
    assert all(each in told for each in ("Bokmål Hydrogen", "Nynorsk Hydrogen", "English Hydrogen", "Green"))
    assert page.find(".//a[@href='http://eurovoc.europa.eu/1275']") is not None


def test_municipality_counts_what_was_said_under_its_other_numbers(ask: Ask, graph: Graph) -> None:
    """Drammen of 2020 and of 2024 are told apart, and have the same sentences."""
    then, now = (read(ask(f"/municipality/{id}?all=themes").body) for id in ("3005-2020", "3301-2024"))
    quotes = [quote for quote in read_evidence(graph).quotes if quote.actor in DRAMMEN]

    assert rows(then, "themes") == rows(now, "themes")
    assert sum(int(row[1]) for row in rows(now, "themes")) == sum(len(quote.themes) for quote in quotes) > 0
    assert heading(then) == "Drammen (2020–2023)"
    assert heading(now) == "Drammen"


def test_few_meetings_are_told_beside_the_groups_share(ask: Ask, graph: Graph) -> None:
    """Three meetings give no rank, and the page says so; the shares are those of the question."""
    page = read(ask("/municipality/3005-2020?lang=en&all=salience").body)
    found = [row for row in salience(graph, municipality="municipality/3005-2020").to_dicts() if row["meetings_raised"]]

    assert "only 3 meetings" in tell(section(page, "salience"))
    assert {(row[0], row[1], row[4]) for row in rows(page, "salience")} == {
        (str(row["theme"]), f"{row['meetings_raised']} / {row['meetings']}", "–")
        for row in salience(
            graph, municipality=sorted(DRAMMEN & set(read_evidence(graph).actors)), language="en"
        ).to_dicts()
        if row["meetings_raised"]
    }
    assert len(found) > 0


def test_person_tells_for_whom_and_the_rights(ask: Ask, graph: Graph) -> None:
    """For whom over time, every attendance, and whom to ask for access, correction and removal."""
    page = read(ask("/person/dag-aanensen?lang=en&all=visits").body)
    met = who_met(graph, person="person/dag-aanensen")

    assert [row[0] for row in rows(page, "spells")] == ["Drammen"]
    assert len(rows(page, "visits")) == len(met.rows)
    assert all(
        word in tell(section(page, "rights")) for word in ("Responsible", "taken from", "access, correction or removal")
    )


def test_person_tells_why_attendances_are_of_one(ask: Ask) -> None:
    """Those under two names or for two are listed in pairs, each with how sure that is and why."""
    page = read(ask("/person/bjorn-erik-tangerud?lang=en").body)
    told = section(page, "doubts")

    assert len(told.findall(".//ul[@class='lines']/li")) == 2
    assert tell(next(each for each in told.iter("span") if each.get("class") == "tag")).startswith(
        "taken for the same, "
    )


def test_person_is_found_by_id(graph: Graph) -> None:
    """The name of a person's thing stands for that person alone."""
    assert {row["person_id"] for row in who_met(graph, person="person/dag-aanensen").to_dicts()} == {
        "person/dag-aanensen"
    }


def test_body_tells_its_meetings_and_those_whose_minutes_are_missing(ask: Ask) -> None:
    """Three meetings of the group are here; one that is cited is not."""
    page = read(ask(f"/{BODY}?lang=en&all=people").body)

    assert len(rows(page, "meetings")) == 4
    assert all(int(row[2]) > 0 for row in rows(page, "people") if not row[3])
    assert section(page, "missing").find(".//li") is not None


def test_long_lists_are_cut_and_whole_when_asked_for(ask: Ask) -> None:
    """The way to all of a list is a link, and leads back to its place."""
    page = read(ask("/municipality/3005-2020").body)
    ways = [each.get("href") or "" for each in section(page, "themes").iterfind(".//p[@class='more']/a")]

    assert len(rows(page, "themes")) == 12
    assert ways == ["/municipality/3005-2020?all=themes#themes"]
    assert len(rows(read(ask(ways[0].partition("#")[0]).body), "themes")) == 21


@pytest.mark.parametrize("thing", THINGS)
def test_rows_of_a_thing_are_to_be_had(ask: Ask, thing: str) -> None:
    """CSV, JSON, the query and the page as one file, besides the graph."""
    found = list(csv.DictReader(io.StringIO(ask(f"/{thing}?format=csv").body.decode())))

    assert len(found) == len(json.loads(ask(f"/{thing}?format=json").body))
    assert ask(f"/{thing}?format=rq").body.startswith(b"#")
    assert ask(f"/{thing}?format=file").body.startswith(b"<!doctype html>")


def test_themes_are_a_tree(ask: Ask, graph: Graph) -> None:
    """Each stands under what is broader; a search keeps the way down to what it finds."""
    page = read(ask("/themes?show=all").body)
    names = [each.get("href") for each in page.iterfind(".//div[@class='tree']//a")]
    found = read(ask("/themes?find=hydrogenfabrikk").body)

    assert len(names) == len(set(names)) == len(read_evidence(graph).themes.ids())
    assert [tell(each) for each in found.iterfind(".//div[@class='tree']//a")] == [
        "Grønn omstilling",
        "Hydrogen",
        "Hydrogenfabrikk",
    ]
    assert len(rdflib.Graph().parse(data=ask("/themes", accept="text/turtle").body, format="turtle")) > 8


def test_actors_are_listed_by_kind_and_size(ask: Ask) -> None:
    """The numbers go down, the kinds narrow, and the whole register is to be had."""
    page = read(ask("/actors").body)
    numbers = [int(row[3]) for row in rows(page, "list")]
    counties = rows(read(ask("/actors?kind=county&show=all&sort=name").body), "list")

    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 0
    assert {row[1] for row in counties} == {"Fylke"}
    assert len(counties) > 15
    assert ask("/actors?kind=nothing").status == 400


def test_people_are_listed_with_those_they_met_for(ask: Ask) -> None:
    """A name is found by the beginnings of its words."""
    found = rows(read(ask("/people?find=aan+dag").body), "list")

    assert [row[:2] for row in found] == [["Dag Aanensen", "Drammen"]]


@pytest.fixture(scope="module")
def hostile(graph: Graph) -> Graph:
    """The sample graph with names that try to be something else."""
    return make_hostile(graph)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/theme/hydrogen", "Hydrogen"),
        ("/municipality/3301-2024", "Drammen"),
        ("/region/osloregionen", "Osloregionen"),
        ("/person/dag-aanensen", "Dag Aanensen"),
        (f"/{BODY}", "Osloregionens faggruppe Næringssamarbeidet"),
        ("/themes", ""),
        ("/actors", ""),
        ("/people", ""),
        ("/network", ""),
        ("/network?kind=co-attendance", ""),
        ("/network?kind=replies&select=municipality/3301-2024", ""),
    ],
)
def test_hostile_names_are_text(hostile: Graph, path: str, name: str) -> None:
    """Nothing in a name becomes an element, an attribute that runs, or an address that does; and all of it is there."""
    where, _, query = path.partition("?")
    pairs = tuple((name, value) for name, _, value in (pair.partition("=") for pair in query.split("&") if pair))
    reply = answer(hostile, Asked(where, pairs))
    page = read(reply.body)

    assert reply.status == 200
    own = {f"/static/{name}.js" for name in ("network_view", "suggest", "taking")}
    assert {each.get("src") for each in page.iter("script")} <= {None, *own}
    assert list(page.iter("img")) == []
    assert [name for each in page.iter() for name in each.attrib if name.startswith("on") or name == "style"] == []
    assert not [each for each in page.iter() if re.match(r"\s*javascript:", each.get("href") or "", re.IGNORECASE)]
    if name:
        assert heading(page) == " ".join(keep_xml(spoil(name)).split())
