"""The vocabulary as one HTML file: every term with what it means, an example, and what the shapes ask of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from naeringsgraf import __version__
from naeringsgraf.checking.vocabulary import Name, Rule, Term, Vocabulary
from naeringsgraf.mapping.iri import BASE
from naeringsgraf.views.pages import load_page, read_asset, write_policy
from naeringsgraf.views.texts import LANGUAGES, load_texts

_KINDS = {"class": "classes", "property": "properties", "individual": "individuals"}


def write_ontology_page(vocabulary: Vocabulary, language: str = "nb") -> str:
    """Write the page; the same vocabulary gives the same text. It has no script and asks nobody for anything.

    The fragment of a term's IRI is its place on the page, so that the page can stand where those IRIs lead.

    Args:
        vocabulary: what it tells.
        language: of the page's own words, "nb", "nn" or "en"; labels and definitions are told in all three.

    Raises:
        CallError: there are no texts in that language.
    """
    texts = load_texts(language, "ontology")
    style = read_asset("base.css") + read_asset("ontology.css")
    groups = [(kind, [term for term in vocabulary.terms if term.kind == kind]) for kind in _KINDS]
    counted = {_KINDS[kind]: len(terms) for kind, terms in groups}
    return load_page("ontology.html.j2").render(
        language=language,
        texts=texts,
        version=__version__,
        policy=write_policy([], style),
        style=style,
        vocabulary=vocabulary,
        counted=texts["counted"].format(**counted),
        how=texts["how_text"].format(base=f"{BASE}minutes/example"),
        groups=[
            (kind, texts[_KINDS[kind]], [_lay_out(term, vocabulary, texts, language) for term in terms])
            for kind, terms in groups
        ],
    )


def _lay_out(term: Term, vocabulary: Vocabulary, texts: Mapping[str, str], language: str) -> dict[str, Any]:
    has = [other.name for other in vocabulary.terms if term.name in other.of]
    leads = [other.name for other in vocabulary.terms if term.name in other.gives]
    gives: Sequence[Name | str] = term.gives or ([texts["anything"]] if term.kind == "property" else [])
    facts: list[tuple[str, Sequence[Name | str]]] = [
        (texts["one_of" if term.kind == "individual" else "of"], term.of),
        (texts["gives"], gives),
        (texts["under"], term.under),
        (texts["like"], term.like),
        (texts["has"], [name for name in has if _is_property(name, vocabulary)]),
        (texts["members"], [name for name in has if not _is_property(name, vocabulary)]),
        (texts["used_in"], leads),
    ]
    return {
        "term": term,
        "anchor": term.name.own,
        "label": term.labels[language],
        "definition": term.definitions[language],
        "others": [(each, term.labels[each], term.definitions[each]) for each in LANGUAGES if each != language],
        "facts": [(name, values) for name, values in facts if values],
        "rules": [_tell_rule(rule, term, texts, language) for rule in term.rules],
    }


def _is_property(name: Name, vocabulary: Vocabulary) -> bool:
    return any(term.name == name and term.kind == "property" for term in vocabulary.terms)


def _tell_rule(rule: Rule, term: Term, texts: Mapping[str, str], language: str) -> dict[str, Any]:
    told = "en" if language == "en" else "nb"
    return {
        "about": rule.path if term.kind == "class" else rule.of,
        "count": _tell_count(rule, texts),
        "values": rule.values,
        "literals": rule.literals,
        "severity": texts.get(f"severity_{rule.severity}"),
        "language": told,
        "message": rule.messages[told],
    }


def _tell_count(rule: Rule, texts: Mapping[str, str]) -> str:
    """Say how many values there are to be."""
    if rule.most is None:
        key = "count_least" if rule.least else "count_any"
    elif rule.least == rule.most:
        key = "count_exact"
    else:
        key = "count_between" if rule.least else "count_most"
    return texts[key].format(least=rule.least, most=rule.most)
