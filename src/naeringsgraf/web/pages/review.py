"""What is uncertain, for a person to say yes or no to; each answer is a form of its own."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from naeringsgraf.analysis.uncertain import Case, find_uncertain
from naeringsgraf.linking.judgements.judgement import Judgements, Kind
from naeringsgraf.linking.judgements.table import read_judgements
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.view import Told, View

_FOLD: Final = 20
"""Cases on one page."""

_DETAILED: Final = re.compile(
    r"(?P<what>taken for one person|left apart|speaker concluded by)(?:, | )(?P<detail>.+)", re.DOTALL
)
"""Doubts that say more than what they are."""


def show(view: View) -> Reply:
    """Show the cases that nobody decided, the weightiest first; 404 where the server takes no answers."""
    if view.asked.offers.review is None:
        told = view.texts["review_closed"]
        return view.render("problem.html.j2", title=view.texts["nav_review"], status=404, problem=(told, view.language))
    judged = _read_judged(Path(view.asked.offers.review), view.graph.base)
    cases = find_uncertain(view.graph, judged.every)
    kind = view.choice.one("kind", among=Kind)
    chosen = [case for case in cases if case.kind == kind] if kind else cases
    first = view.choice.number("from", 0, 0, max(0, len(chosen) - 1))
    return view.render(
        "review.html.j2",
        title=view.texts["nav_review"],
        cases=[_lay_out(view, case) for case in chosen[first : first + _FOLD]],
        total=len(chosen),
        kinds=[
            (each, view.texts[f"review_kind_{each}"], sum(case.kind is each for case in cases), view.here(kind=each))
            for each in Kind
            if any(case.kind is each for case in cases)
        ],
        kind=kind,
        all_kinds=view.here(kind=None),
        file=view.asked.offers.review,
        decided=len(judged.every),
        back=view.here(),
        earlier=view.here(**{"from": first - _FOLD if first > _FOLD else None}) if first else None,
        later=view.here(**{"from": first + _FOLD}) if first + _FOLD < len(chosen) else None,
        shown=(first + 1, min(first + _FOLD, len(chosen))),
    )


def _read_judged(file: Path, base: str) -> Judgements:
    return read_judgements(file, base) if file.exists() else Judgements(str(file))


def _lay_out(view: View, case: Case) -> dict[str, Any]:
    slug = case.subject.partition("#")[0]
    return {
        "case": case,
        "kind": view.texts[f"review_kind_{case.kind}"],
        "doubt": _tell_doubt(view, case.doubt),
        "weight": view.count("statements", case.statements),
        "place": view.link_thing(f"minutes/{slug}/text"),
        "document": slug,
        "accept": view.texts["review_same" if case.kind is Kind.PERSON else "review_yes"],
        "options": [(thing, label.removesuffix(" spoke")) for thing, label in case.options],
        "reject": view.texts[_choose_no(case)] if case.reject else None,
    }


def _choose_no(case: Case) -> str:
    return {Kind.PERSON: "review_different", Kind.MUNICIPALITY: "review_no_municipality"}.get(case.kind, "review_no")


def _tell_doubt(view: View, doubt: str) -> tuple[str, list[Told]]:
    """Give the doubt in the language of the page, and its details: how sure it is and why, or by which rule."""
    found = _DETAILED.fullmatch(doubt)
    what, detail = (found["what"], found["detail"]) if found else (doubt, "")
    key = f"doubt_{what.replace(' ', '_')}"
    return view.texts.get(key, what), list(_tell_details(view, detail))


def _tell_details(view: View, detail: str) -> Iterator[Told]:
    sure, colon, reasons = detail.partition(": ")
    if colon:
        yield view.tell("sure_of", n=view.number(float(sure))), view.language
    for each in (reasons or sure).split("; ") if detail else ():
        yield (view.texts[f"rule_{each}"], view.language) if f"rule_{each}" in view.texts else view.tell_reason(each)
