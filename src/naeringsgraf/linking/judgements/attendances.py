"""Which attendance of a document a judgement means: by its number, or by the name as printed."""

from collections.abc import Mapping, Sequence

from naeringsgraf.linking.judgements.judgement import Reference, join_blanks
from naeringsgraf.linking.judgements.quotes import tell_near

_NUMBERED = "attendance-"

Forms = tuple[Sequence[str], Sequence[str]]
"""Names of one attendance: those printed in its place, and the other forms of it in the document."""


class NobodyError(Exception):
    """No attendance is meant, or it is not told which; the text says what stands there now."""


def find_attendance(reference: Reference, quote: str, people: Mapping[int, Forms]) -> int:
    """Give the number of the attendance that is meant, where the quote is still a name printed for it.

    Raises:
        NobodyError: nobody or several go by that name, or the one of that number goes by another than the quote.
    """
    number = find_by_name(reference, people)
    printed = list(dict.fromkeys((*people[number][0], *people[number][1])))
    if quote and join_blanks(quote).casefold() not in {join_blanks(form).casefold() for form in printed}:
        raise NobodyError(
            f"«{quote}» is gone from {_NUMBERED}{number} of {reference.document}; it says {_list(printed)} now"
        )
    return number


def find_by_name(reference: Reference, people: Mapping[int, Forms]) -> int:
    """Give the number of the attendance that a reference names.

    Raises:
        NobodyError: nobody or several go by that name.
    """
    part = reference.part
    number = part.removeprefix(_NUMBERED)
    if part.startswith(_NUMBERED) and number.isdecimal():
        if int(number) in people:
            return int(number)
        raise NobodyError(f"{reference.document} has no {part}; its last is {_NUMBERED}{max(people, default=0)}")
    for which in (0, 1):
        found = [number for number, forms in people.items() if part.casefold() in _fold(forms[which])]
        if len(found) == 1:
            return found[0]
        if found:
            choices = " or ".join(f"#{_NUMBERED}{number}" for number in found)
            raise NobodyError(f"{len(found)} go by «{part}» in {reference.document}; name one by its number: {choices}")
    names = [name for forms in people.values() for which in forms for name in which]
    near = tell_near(part, names) or f"those who met are {_list(dict.fromkeys(f[0][0] for f in people.values()))}"
    raise NobodyError(f"nobody goes by «{part}» in {reference.document} now; {near}")


def _fold(forms: Sequence[str]) -> set[str]:
    return {join_blanks(form).casefold() for form in forms}


def _list(names: Sequence[str] | Mapping[str, object]) -> str:
    return ", ".join(f"«{name}»" for name in names) or "nobody"
