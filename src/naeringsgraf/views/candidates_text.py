"""Candidate themes as rows, as objects with their quotes, and as Turtle to paste into the thesaurus."""

import json
from collections.abc import Sequence
from typing import Any, Final

from naeringsgraf.analysis.candidates import Candidate
from naeringsgraf.model.names import make_slug
from naeringsgraf.registers.themes import load_themes
from naeringsgraf.views.table import Table

_KEYS: Final = ("term", "meetings", "municipalities", "times", "group", "broader", "document", "begins", "quote")
_SCHEME: Final = "https://w3id.org/naeringsgraf/id/themes"


def tabulate_candidates(candidates: Sequence[Candidate]) -> Table:
    """Give one row a candidate, with the first sentence that holds it, for people, CSV and TSV."""
    return Table.from_dicts([_make_row(candidate) for candidate in candidates], _KEYS)


def dump_candidates(candidates: Sequence[Candidate], *, lines: bool) -> str:
    """Give one object a candidate, with all its quotes, as a JSON list or one a line."""
    objects = [_make_object(candidate) for candidate in candidates]
    if lines:
        return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def show_turtle(candidates: Sequence[Candidate]) -> str:
    """Give each candidate as a theme in the form of themes.ttl.

    The names in nynorsk and English are the term itself, for a person to mend; so is a broader theme that is missing.
    """
    return "\n".join(_show_theme(candidate) for candidate in candidates)


def _make_row(candidate: Candidate) -> dict[str, Any]:
    first = candidate.occurrences[0]
    return {
        "term": candidate.term,
        "meetings": candidate.meetings,
        "municipalities": candidate.municipalities,
        "times": len(candidate.occurrences),
        "group": candidate.group,
        "broader": _name_theme(candidate.broader),
        "document": first.passage.document,
        "begins": first.begins,
        "quote": first.passage.text,
    }


def _make_object(candidate: Candidate) -> dict[str, Any]:
    row = _make_row(candidate)
    return {
        **{key: row[key] for key in _KEYS[:6]},
        "broader_id": candidate.broader,
        "broader_by": candidate.broader_by,
        "forms": list(candidate.forms),
        "quotes": [
            {
                "document": each.passage.document,
                "begins": each.begins,
                "printed": each.printed,
                "on_behalf_of": each.passage.actor,
                "text": each.passage.text,
            }
            for each in candidate.occurrences
        ],
    }


def _show_theme(candidate: Candidate) -> str:
    name = candidate.term[:1].upper() + candidate.term[1:]
    times, meetings = len(candidate.occurrences), candidate.meetings
    lines = [
        f"# {times} times in {meetings} meetings. Mend the names in nynorsk and English, and the broader theme.",
        f"theme:{make_slug(candidate.term)} a skos:Concept , ng:Theme ;",
        *([f"    skos:broader theme:{candidate.broader.removeprefix('theme/')} ;"] if candidate.broader else []),
        f"    skos:inScheme <{_SCHEME}> ;",
        f'    skos:prefLabel "{name}"@nb ,',
        f'        "{name}"@nn ,',
        f'        "{name}"@en .',
    ]
    return "".join(f"{line}\n" for line in lines)


def _name_theme(theme: str | None) -> str | None:
    known = {each.id: each.pref["nb"] for each in load_themes().values()}
    return known.get(theme, theme) if theme else None  # type: ignore[call-overload]
