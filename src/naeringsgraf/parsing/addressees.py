"""Whom a request is put to, as printed: "Statnett", "kommunene", "Nordland fylkeskommune"."""

import re
from collections.abc import Iterator, Sequence

from naeringsgraf.parsing.cues import Token, load_cues

_LONGEST = 5
"""Words of an addressee."""

_PASSIVE = re.compile(r"\w{2,}(?:es|ast)")
"""An infinitive that tells what is done to the subject, unless it is one of [classes.deponent]."""


def find_addressee(sentence: str) -> str | None:
    """Give the addressee of a request; None where nobody is named.

    In this order: who is asked ("ber NVE svare", "Avinor oppfordres"), who is to do what is wished ("vil at staten
    legger"), who must ("Statnett bør", "da må staten"), and from whom something is wanted ("svar fra departementet").
    """
    tokens = load_cues().read(sentence)
    for find in (_find_asked, _find_wished, _find_obliged, _find_source):
        found = next(find(sentence, tokens), None)
        if found:
            first, last = found
            return sentence[tokens[first].begins : tokens[last].ends]
    return None


def is_office(printed: str) -> bool:
    """Tell whether words name an office rather than somebody's own name: "staten", "Kommunene", "departementet"."""
    return any("official" in token.labels for token in load_cues().read(printed))


_Span = tuple[int, int]
"""First and last token."""


def _find_asked(sentence: str, tokens: Sequence[Token]) -> Iterator[_Span]:
    for at, token in enumerate(tokens):
        if "asked-passive" in token.labels:
            yield from _read_before(sentence, tokens, at - ("be" in tokens[at - 1].labels if at else 0))
        if "ask" in token.labels or (token.text == "be" and at and "must" in tokens[at - 1].labels):
            yield from _read_after(sentence, tokens, at + 1)
        if "will" in token.labels and at + 1 < len(tokens) and tokens[at + 1].text == "ha":
            for first, last in _read_after(sentence, tokens, at + 2):
                if any(t.text in ("til", "med") for t in tokens[last + 1 : last + 3]):
                    yield first, last


def _find_wished(sentence: str, tokens: Sequence[Token]) -> Iterator[_Span]:
    """Find the subject of "at ..." after a verb that wishes; the verb may stand some words before."""
    wishes = False
    for at, token in enumerate(tokens):
        wishes = wishes or bool(token.labels & {"ask", "wish", "demand", "propose", "hope", "need", "will", "miss"})
        if wishes and token.text == "at":
            yield from _read_after(sentence, tokens, at + 1)


def _find_obliged(sentence: str, tokens: Sequence[Token]) -> Iterator[_Span]:
    for at, token in enumerate(tokens):
        asks_whether = at == 0 and token.text in ("kan", "kunne", "vil")
        can = token.text in ("får", "kunne") and at > 0 and "official" in tokens[at - 1].labels
        found: list[_Span] = []
        if ("must" in token.labels or can) and not _is_done_to(tokens, at + 1):
            found += _read_before(sentence, tokens, at)
        if "must" in token.labels or asks_whether:
            found += _read_after(sentence, tokens, at + 1)
        # "Sikringen må staten ta": who holds an office goes before what may be a thing.
        yield from sorted(found, key=lambda span: "official" not in tokens[span[1]].labels)


def _is_done_to(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what goes before "må" is not to do a thing, but to have it done: "Veien må bygges"."""
    while at < len(tokens) and tokens[at].labels & {"passed-over", "not"}:
        at += 1
    return at < len(tokens) and bool(_PASSIVE.fullmatch(tokens[at].text)) and "deponent" not in tokens[at].labels


def _find_source(sentence: str, tokens: Sequence[Token]) -> Iterator[_Span]:
    wishes = False
    for at, token in enumerate(tokens):
        if wishes and token.text in ("fra", "frå"):
            yield from _read_after(sentence, tokens, at + 1)
        wishes = wishes or bool(token.labels & {"ask", "wish", "demand", "need", "miss"})


def _read_after(sentence: str, tokens: Sequence[Token], at: int) -> Iterator[_Span]:
    """Give the addressee that begins here, after words such as "også" and "de øvrige"."""
    while at < len(tokens) and tokens[at].labels & {"passed-over", "not"}:
        at += 1
    if at >= len(tokens) or not tokens[at].is_word:
        return
    if "official" in tokens[at].labels:
        yield at, _end_of_name(sentence, tokens, at) if _is_capital(sentence, tokens[at]) else at
    elif _is_capital(sentence, tokens[at]):
        yield at, _end_of_name(sentence, tokens, at)


def _end_of_name(sentence: str, tokens: Sequence[Token], at: int) -> int:
    """The last token of a name that begins with a capital: "Statens vegvesen", "Høgskulen på Vestlandet"."""
    last = at
    while last + 1 < len(tokens) and last - at + 1 < _LONGEST:
        following = tokens[last + 1]
        joined = following.text in ("på", "for", "i", "og", "-") and last + 2 < len(tokens)
        if following.is_word and (_is_capital(sentence, following) or "name-end" in following.labels):
            last += 1
        elif joined and _goes_on(sentence, tokens, last + 1, following.text):
            last += 2
        else:
            break
    return last


def _goes_on(sentence: str, tokens: Sequence[Token], at: int, joint: str) -> bool:
    """Tell whether a name goes on after a small word: only that of a school or council has its place after it."""
    if joint == "-" or (joint == "og" and tokens[at - 1].text == "-"):
        return True
    has_place = bool(tokens[at - 1].labels & {"name-end", "official"})
    return joint != "og" and has_place and _is_capital(sentence, tokens[at + 1])


def _read_before(sentence: str, tokens: Sequence[Token], at: int) -> Iterator[_Span]:
    """Give the addressee that ends right before this token, but for words such as "også"."""
    last = at - 1
    while last >= 0 and "passed-over" in tokens[last].labels:
        last -= 1
    if last < 0 or not tokens[last].is_word:
        return
    first = last
    while first > 0 and last - first + 1 < _LONGEST and _holds_on(sentence, tokens, first):
        first -= 1
    while first < last and not _is_capital(sentence, tokens[first]):
        first += 1
    if first > 0 and "preposition" in tokens[first - 1].labels:
        return
    if _is_capital(sentence, tokens[first]) and _end_of_name(sentence, tokens, first) == last:
        yield first, last
    elif "official" in tokens[last].labels:
        yield last, last


def _holds_on(sentence: str, tokens: Sequence[Token], first: int) -> bool:
    """Tell whether the token before may belong to the name."""
    before = tokens[first - 1]
    small = before.text in ("på", "for", "i", "og", "-")
    return small or (before.is_word and (_is_capital(sentence, before) or "name-end" in before.labels))


def _is_capital(sentence: str, token: Token) -> bool:
    return sentence[token.begins].isupper() and not token.labels & {"passed-over", "no-addressee"}
