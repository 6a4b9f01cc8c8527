"""Offices and functions beside names: "ordfører", "klyngeleder VRINN", "MEDL"."""

import re
from functools import cache, lru_cache

from naeringsgraf.parsing.names import NAME_TOKEN
from naeringsgraf.parsing.vocabulary import load_vocabulary

JOINTS = frozenset(["for", "i", "av", "ved", "på", "hos", "fra", "frå", "og", "med", "innen", "innan", "til"])

_LONGEST_SHORT = 40
"""Characters that no short form reaches, with what may stand between its parts."""


@lru_cache(maxsize=2048)
def read_office(text: str) -> tuple[str | None, str]:
    """Part a leading office from the rest: "Klyngeleder VRINN" gives "klyngeleder" and "VRINN"."""
    found = _office_pattern().match(text)
    if not found:
        return None, text
    words = text[found.end() :].split(" ")
    taken = 0
    for word in words:
        if word and not (word[0].islower() or word[0] in "-–&"):
            break
        taken += 1
    middle = words[:taken]
    while middle and (not middle[-1] or middle[-1].strip(",") in JOINTS):
        middle.pop()
    role = f"{found.group()}{' '.join(['', *[w for w in middle if w]])}".strip()
    return spell_office(role), " ".join(words[taken:]).strip()


def spell_office(printed: str) -> str:
    """Give an office as it stands inside a sentence: "Ordfører" is "ordfører", "MEDL" and "Medl." are "medlem"."""
    short, point, rest = printed.partition(". ") if not _is_short(printed) else (printed, "", "")
    whole = _spell_short(short.strip(" ."), short.endswith(".") or bool(point))
    if whole:
        return f"{whole} {rest}".strip()
    if printed[:2].isupper() and not printed.isupper():
        return printed
    return printed.lower() if printed.isupper() and len(printed) > 4 else printed[0].lower() + printed[1:]


def _is_short(printed: str) -> bool:
    return printed.strip(" .").casefold() in load_vocabulary().office_shorts


def _spell_short(short: str, pointed: bool) -> str | None:
    """The whole word of a short form; by its end only where a point stands behind it: "fylkesdir."."""
    vocabulary = load_vocabulary()
    folded = short.casefold()
    if folded in vocabulary.office_shorts:
        return vocabulary.office_shorts[folded]
    endings = (e for e in vocabulary.office_short_endings if pointed and folded.endswith(e) and " " not in folded)
    ending = max(endings, key=len, default=None)
    return folded.removesuffix(ending) + vocabulary.office_short_endings[ending] if ending else None


def ends_in_short_office(text: str) -> bool:
    """Tell whether a text ends in a short form whose point ends no sentence: "... Drammen, ordf."."""
    # Its end alone, for it is asked of each point of a long line.
    end = text[-_LONGEST_SHORT:]
    return end.endswith(".") and re.search(rf"(?<!\w){_short_forms()}\Z", end, re.IGNORECASE) is not None


@lru_cache(maxsize=1024)
def fold_office(office: str) -> frozenset[str]:
    """The forms in which two spellings of an office meet: definite or not, bokmål or nynorsk."""
    folded = office.casefold().replace("leiar", "leder").replace("dagleg", "daglig").replace("gjevar", "giver")
    bare = {folded, *(folded.removesuffix(ending) for ending in ("en", "n", "a"))}
    return frozenset({*bare, *(re.sub("ar$", "er", form) for form in bare)})


@cache
def _short_forms() -> str:
    """Short forms and the point behind them; one with a point inside may do without: "avd.leder"."""
    vocabulary = load_vocabulary()
    longest_first = sorted(vocabulary.office_shorts, key=len, reverse=True)
    pointed = "|".join(re.escape(short) for short in longest_first if "." in short)
    shorts = "|".join(re.escape(short) for short in longest_first if "." not in short)
    endings = "|".join(sorted(vocabulary.office_short_endings, key=len, reverse=True))
    return rf"(?:(?:{pointed})\.?|(?:{shorts}|[a-zæøå]*(?:{endings}))\.)"


@cache
def _office_pattern() -> re.Pattern[str]:
    offices = sorted(load_vocabulary().offices, key=lambda office: (-len(office), office))
    endings = "|".join(map(re.escape, load_vocabulary().office_endings))
    listed = "|".join(map(re.escape, offices))
    whole = rf"(?:{listed}|[a-zæøå-]*(?:{endings}))(?:en|a|n)?(?![\w-])"
    return re.compile(rf"{_short_forms()}(?=[\s,;)/]|\Z)|{whole}", re.IGNORECASE)


@cache
def office_before_name() -> re.Pattern[str]:
    """Matches the blanks before a capitalised office that is followed by a name of two words."""
    offices = sorted((o for o in load_vocabulary().offices if len(o) > 3), key=lambda office: (-len(office), office))
    capital = "|".join(re.escape(o[0].upper() + o[1:]) for o in offices)
    return re.compile(rf"(?<=[\w)])\s+(?=(?:{capital})\s+{NAME_TOKEN}\s+{NAME_TOKEN})")
