"""How alike two names of people are, in points and in words.

Points are decimal logarithms of odds: how much likelier two appearances of one person are to agree so than two
appearances of different people. A name in the shipped list of surnames is borne by roughly one in 200 or fewer, one
that is not by far fewer; the figures were set on the generated corpus of `naeringsgraf.testing`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from naeringsgraf.registers.folding import fold_name
from naeringsgraf.registers.names import given_names, surnames

_COMMON_GIVEN, _RARE_GIVEN = 2.0, 2.7
_COMMON_SURNAME, _RARE_SURNAME = 2.3, 3.6
_MIDDLE = 1.7
_INITIAL = 1.0
_SPELLING, _SLIP = -0.2, -0.8
_MISSING = -0.2
_NEW_SURNAME, _CONFLICT = -1.0, -4.0
_SHORTEST_SLIP = 5
"""Letters; a slip of one letter in a shorter word is as likely another name."""

_RULES = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        ("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("ph", "f"), ("th", "t"), ("ch", "k"), ("ck", "k"), ("qu|qv", "kv"),
        ("gh?j|hj", "j"), ("[cq]", "k"), ("w", "v"), ("z", "s"), ("x", "ks"), ("ie|y|ii|ij|j", "i"), ("ou", "o"),
        ("d(?=t|$)", ""), ("(?<=[rln])d", ""), ("h(?=[rlnjv])", ""), ("(?<=[td])h", ""),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: "Ragnhild Solbakken-Lie" has three tokens."""

    tokens: tuple[str, ...]
    """Casefolded, without accents, in the order of the name; hyphens part them. A token of one letter is an initial."""
    skeletons: tuple[str, ...]
    """The same, reduced to what is left when usual ways of spelling fall together."""


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """What two names say about being one person's."""

    points: float
    reasons: tuple[str, ...]
    conflict: bool = False
    """They speak against it: another middle name, another surname, too little in common."""


@lru_cache(maxsize=262_144)
def read_name(name: str) -> Name:
    """Take a name apart."""
    tokens = tuple(token for token in (re.sub(r"[^\w]", "", part) for part in fold_name(name).split()) if token)
    return Name(tokens, tuple(_reduce(token) for token in tokens))


def is_form(form: str, name: str) -> bool:
    """Tell whether a form is made of words of a name, so that it may be told as another form of it.

    A description ("the undersigned", "the mayor of Flå") is none; initials alone ("MSO") are.
    """
    short, whole = read_name(form), read_name(name)
    initials = "".join(token[0] for token in whole.tokens)
    known = {*whole.tokens, *whole.skeletons, *(token[0] for token in whole.tokens)}
    fits = all(
        token in known or skeleton in known for token, skeleton in zip(short.tokens, short.skeletons, strict=True)
    )
    return bool(short.tokens) and (fits or short.tokens == (initials,))


@lru_cache(maxsize=65_536)
def _reduce(token: str) -> str:
    for pattern, by in _RULES:
        token = pattern.sub(by, token)
    return token


def compare_names(one: str, other: str) -> NameEvidence:
    """Tell what two names say about being one person's, the same whichever comes first."""
    return _compare(*sorted((one, other)))


@lru_cache(maxsize=262_144)
def _compare(one: str, other: str) -> NameEvidence:
    a, b = read_name(one), read_name(other)
    pairs = list(_align(a, b))
    if len(pairs) < 2 or not any(len(a.tokens[i]) > 1 and len(b.tokens[j]) > 1 for i, j, _, _ in pairs):
        return NameEvidence(_CONFLICT, ("too little of the names in common",), conflict=True)
    points = sum(_weigh(a, b, i, j, way) for i, j, way, _ in pairs)
    reasons = [reason for *_, reason in pairs if reason]
    left_a = [i for i in range(len(a.tokens)) if i not in {pair[0] for pair in pairs}]
    left_b = [j for j in range(len(b.tokens)) if j not in {pair[1] for pair in pairs}]
    rest, why, conflict = _weigh_rest(a, b, left_a, left_b)
    if not reasons and not why:
        same_order = a.tokens == b.tokens
        reasons.append("same name" if same_order else "same name in another order")
    return NameEvidence(points + rest, (*reasons, *why), conflict)


def _align(a: Name, b: Name) -> Iterator[tuple[int, int, float, str]]:
    """Pair the tokens that stand for each other, the surest way first: (in a, in b, points for the way, reason)."""
    left_a, left_b = list(range(len(a.tokens))), list(range(len(b.tokens)))
    for fits in (_is_equal, _is_spelling, _is_slip, _is_initial):
        for i in list(left_a):
            # Of several that fit, the one in the same place counts.
            j = min((j for j in left_b if fits(a, b, i, j)), key=lambda j: abs(i - j), default=None)
            if j is None:
                continue
            left_a.remove(i)
            left_b.remove(j)
            yield i, j, _WAYS[fits.__name__], _tell(fits.__name__, a.tokens[i], b.tokens[j])


_WAYS = {"_is_equal": 0.0, "_is_spelling": _SPELLING, "_is_slip": _SLIP, "_is_initial": _INITIAL}


def _tell(way: str, one: str, other: str) -> str:
    shown = f"{one.capitalize()} / {other.capitalize()}"
    words = {"_is_spelling": "spelt differently", "_is_slip": "one letter differs", "_is_initial": "initial"}
    return f"{words[way]}: {shown}" if way in words else ""


def hide_names(reason: str) -> str:
    """Give a reason that is told of two names without them."""
    return next((told for words, told in _WITHOUT_NAMES.items() if reason.startswith(words)), reason)


_WITHOUT_NAMES = {
    "spelt differently: ": "spelt differently",
    "one letter differs: ": "one letter differs",
    "initial: ": "initial",
    "only one has ": "only one has a further name",
    "another surname: ": "another surname",
    "another name: ": "another name",
}
"""How a reason begins that tells names → what is told without them."""


def _is_equal(a: Name, b: Name, i: int, j: int) -> bool:
    return a.tokens[i] == b.tokens[j]


def _is_spelling(a: Name, b: Name, i: int, j: int) -> bool:
    return len(a.tokens[i]) > 2 < len(b.tokens[j]) and a.skeletons[i] == b.skeletons[j]


def _is_slip(a: Name, b: Name, i: int, j: int) -> bool:
    one, other = a.tokens[i], b.tokens[j]
    return min(len(one), len(other)) >= _SHORTEST_SLIP and OSA.distance(one, other, score_cutoff=1) <= 1


def _is_initial(a: Name, b: Name, i: int, j: int) -> bool:
    one, other = a.tokens[i], b.tokens[j]
    return (len(one) == 1) != (len(other) == 1) and one[0] == other[0]


def _weigh(a: Name, b: Name, i: int, j: int, way: float) -> float:
    """Points of one pair of tokens: rare names tell more; an initial tells little; another spelling takes some off."""
    if len(a.tokens[i]) == 1 or len(b.tokens[j]) == 1:
        return _INITIAL if way == _INITIAL or a.tokens[i] == b.tokens[j] else 0.0
    last = i == len(a.tokens) - 1 or j == len(b.tokens) - 1
    first = i == 0 or j == 0
    token = a.tokens[i]
    if last and not (i == 0 and j == 0):
        points = _COMMON_SURNAME if token in surnames() or b.tokens[j] in surnames() else _RARE_SURNAME
    elif first:
        points = _COMMON_GIVEN if token in given_names() or b.tokens[j] in given_names() else _RARE_GIVEN
    else:
        points = _MIDDLE
    return points + way


def _weigh_rest(a: Name, b: Name, left_a: Sequence[int], left_b: Sequence[int]) -> tuple[float, tuple[str, ...], bool]:
    """Points of what is in only one of the names, why, and whether it speaks against their being one person's."""
    if not left_a and not left_b:
        return 0.0, (), False
    shown_a = " ".join(a.tokens[i] for i in left_a).title()
    shown_b = " ".join(b.tokens[j] for j in left_b).title()
    if not left_a or not left_b:
        count = len(left_a) + len(left_b)
        return _MISSING * count, (f"only one has {shown_a or shown_b}",), False
    if left_a[-1] == len(a.tokens) - 1 and left_b[-1] == len(b.tokens) - 1 and 0 not in (*left_a, *left_b):
        return _NEW_SURNAME, (f"another surname: {shown_a} / {shown_b}",), True
    return _CONFLICT, (f"another name: {shown_a} / {shown_b}",), True
