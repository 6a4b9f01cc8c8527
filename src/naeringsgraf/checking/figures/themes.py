"""Municipalities, organisations and themes that a document mentions."""

from collections.abc import Callable, Sequence

from naeringsgraf.checking.comparing import alternatives, fold, fold_name, listed
from naeringsgraf.checking.figures.case import Case, measure_set
from naeringsgraf.checking.scores import Tally


def _bare(name: str) -> str:
    return fold_name(fold(name).removesuffix(" kommune"))


def measure_names(case: Case) -> None:
    """Municipalities by bare name, and other organisations by any of their names."""

    def same_municipality(label: str, found: str) -> bool:
        return _bare(label) == _bare(found)

    if "municipalities" in case.gold:
        optional = case.labelled("municipalities_optional")
        measure_set(
            case,
            "municipalities",
            case.labelled("municipalities"),
            optional,
            case.found("municipalities"),
            same_municipality,
        )
    if "organisations" in case.gold:
        allowed = [*case.labelled("organisations_optional"), *listed(case.gold, "body"), *listed(case.gold, "body_alt")]
        found = case.found("organisations")
        measure_set(
            case, "organisations", case.labelled("organisations"), allowed, found, _printed_or_known(case, found)
        )


def _printed_or_known(case: Case, found: Sequence[str]) -> Callable[[str, str], bool]:
    """Compare organisations by all their names; a canonical name is also met by the form printed in the text."""
    printed: dict[str, set[str]] = {}
    for mention in case.found("mentions"):
        if mention.get("name"):
            printed.setdefault(fold(mention["name"]), set()).add(fold(mention.get("text") or ""))

    def same(label: str, name: str) -> bool:
        return case.names.same(label, name) or fold(label) in printed.get(fold(name), set())

    return same


def measure_themes_of_document(case: Case) -> None:
    """The themes that the document mentions."""
    if "themes" in case.gold:
        measure_themes(case, "themes.document", case.labelled("themes"), case.found("themes"), "")


def measure_themes(case: Case, figure: str, labels: Sequence[str], found: Sequence[str], place: str) -> None:
    """Count themes: a label is met by any alternative, an answer is right when it meets any label."""
    known = {name: case.themes.labels(name) for name in found}
    met_by: dict[str, set[str]] = {}
    ledger, before = case.ledger, f"{place} " if place else ""
    for label in labels:
        wanted = {fold(alternative) for alternative in alternatives(label)}
        answers = {name for name, names in known.items() if names & wanted}
        for name in answers:
            met_by.setdefault(name, set()).add(_concept(case, label))
        count = Tally(labelled=1, met=int(bool(answers)))
        ledger.tally(figure).add(count)
        if case.complete_themes:
            ledger.concept(figure, _concept(case, label)).add(count)
        if not answers:
            ledger.remark(figure, "missed", before + label, "")
    if case.complete_themes:
        for name in found:
            _measure_theme_found(case, figure, name, met_by.get(name, set()), before)


def _measure_theme_found(case: Case, figure: str, name: str, concepts: set[str], before: str) -> None:
    """Count one answer; a false one counts against the concept that it names, under whichever of its labels."""
    ledger = case.ledger
    if not concepts:
        ledger.spurious(figure, before + name)
        ledger.concept(figure, case.themes.key(fold(name))).add(Tally(given=1))
        return
    ledger.tally(figure).add(Tally(given=1, right=1))
    for concept in concepts:
        ledger.concept(figure, concept).add(Tally(given=1, right=1))


def _concept(case: Case, label: str) -> str:
    """Give the name that all spellings of a labelled theme share: the least label of its first alternative known."""
    names = [fold(alternative) for alternative in alternatives(label)]
    known = next((name for name in names if case.themes.labels(name) != {name}), names[0])
    return case.themes.key(known)
