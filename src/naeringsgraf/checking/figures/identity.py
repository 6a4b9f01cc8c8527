"""Who is one person across documents, held against `gold/persons.json`.

B³ (Bagga and Baldwin 1998): each labelled occurrence gets the share of the right ones among those put together with it
(precision), and the share of its own person's that were put together (recall). `identity.pure` are the persons found
that hold occurrences of one labelled person only; the others are false merges.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naeringsgraf.checking.comparing import fold
from naeringsgraf.checking.scores import Ledger, Tally
from naeringsgraf.linking.identity.appearance import Appearance, Place
from naeringsgraf.linking.identity.clusters import identify

B3 = "identity.b3"
PURE = "identity.pure"


@dataclass(frozen=True, slots=True)
class _Occurrence:
    person: str
    document: str
    form: str
    place: Place | None
    """None where nobody in the document goes by the form."""


def measure_identities(
    labels: Sequence[Mapping[str, Any]], appearances: Sequence[Appearance], affiliations: Mapping[Place, str | None]
) -> Ledger:
    """Measure the persons found in all documents together.

    Args:
        labels: content of persons.json.
        appearances: of the documents that were read.
        affiliations: whom each appeared for, by name; it tells two of one name in one document apart.
    """
    ledger = Ledger("persons", "across")
    read = {appearance.place.document for appearance in appearances}
    found = [each for each in _find_occurrences(labels, appearances, affiliations) if each.document in read]
    person_of = {a.place: at for at, person in enumerate(identify(appearances).persons) for a in person.appearances}
    answers: dict[int, list[_Occurrence]] = defaultdict(list)
    wanted: dict[str, list[_Occurrence]] = defaultdict(list)
    for each in found:
        wanted[each.person].append(each)
        if each.place:
            answers[person_of[each.place]].append(each)
    for each in found:
        if each.place is None:
            ledger.miss(B3, f"{each.form} in {each.document}")
            continue
        together = answers[person_of[each.place]]
        same = sum(other.person == each.person for other in together)
        ledger.tally(B3).add(Tally(1, same / len(wanted[each.person]), 1, same / len(together)))
    for together in answers.values():
        _measure_purity(ledger, {each.person: each.form for each in together})
    return ledger


def _measure_purity(ledger: Ledger, forms: Mapping[str, str]) -> None:
    if len(forms) == 1:
        ledger.tally(PURE).add(Tally(given=1, right=1))
    else:
        ledger.spurious(PURE, " = ".join(sorted(forms.values())))


def _find_occurrences(
    labels: Sequence[Mapping[str, Any]], appearances: Sequence[Appearance], affiliations: Mapping[Place, str | None]
) -> Iterator[_Occurrence]:
    by_document: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        by_document[appearance.place.document].append(appearance)
    for label in labels:
        for occurrence in label["occurrences"]:
            there = by_document[occurrence["doc"]]
            place = _find(occurrence["form"], occurrence.get("affiliation"), there, affiliations)
            yield _Occurrence(str(label["person"]), occurrence["doc"], occurrence["form"], place)


def _find(
    form: str, affiliation: str | None, there: Iterable[Appearance], affiliations: Mapping[Place, str | None]
) -> Place | None:
    fitting = [a.place for a in there if _words(form) in {_words(name) for name in (a.name, *a.forms)}]
    for_same = [place for place in fitting if affiliation and fold(affiliations.get(place) or "") == fold(affiliation)]
    chosen = for_same if len(fitting) > 1 else fitting
    return chosen[0] if len(chosen) == 1 else None


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(re.split(r"[\s,.]+", fold(name).strip(" ,."))))
