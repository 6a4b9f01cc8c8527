"""The page about the graph tells every term as the vocabulary does."""

import re

from graph_page import MARK, PAGE, write_tables
from rdflib import Graph

from naeringsgraf.mapping.iri import NAMESPACE
from naeringsgraf.resources import find_resource


def test_page_has_the_tables_of_the_vocabulary() -> None:
    """When this fails, `python tests/ontology/graph_page.py` writes the tables again."""
    _, mark, tables = PAGE.read_text("utf-8").partition(MARK)

    assert mark == MARK
    assert tables == "\n" + write_tables()


def test_page_names_every_term_and_no_other() -> None:
    """Also what is written by hand uses terms that exist."""
    ontology = Graph().parse(find_resource("ontology", "naeringsgraf.ttl"))
    own = {str(s).removeprefix(NAMESPACE) for s in ontology.subjects() if str(s).startswith(NAMESPACE)}

    assert set(re.findall(r"\bng:(\w+)", PAGE.read_text("utf-8"))) == own
