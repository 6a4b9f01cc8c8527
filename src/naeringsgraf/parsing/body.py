"""Which body met, as the head tells it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from naeringsgraf.model.document import Document, Line, LineKind
from naeringsgraf.parsing.dates import find_dates
from naeringsgraf.parsing.labels import find_label, fold_label
from naeringsgraf.parsing.vocabulary import load_pattern, load_vocabulary

_MEETING_OF = load_pattern("header", "meeting_of")
_LONGEST_TITLE = 400
"""Letters of a line in which the name of a body is looked for."""
_KIND = load_pattern("header", "kind_of_meeting")
_BEHIND = load_pattern("header", "behind_body")
_PARTS = re.compile(r"\s+[-–—·|•:]\s+|:\s+|,\s+")
_COMPANY_FORMS = frozenset(["as", "sa", "asa", "iks", "kf", "ba", "ks"])
"""In capitals also where the rest of a name is not."""
_TAIL = load_pattern("header", "tail")
_LEADING = load_pattern("header", "leading")
_OF_BODY = load_pattern("header", "of_body")
_BOARD = load_pattern("header", "board")
_GENERIC = load_pattern("header", "generic")
_CONSTRUCTED_LINE = load_pattern("header", "constructed_line")
_TITLE = load_pattern("header", "title")
_OWN_NAME = load_pattern("header", "own_name")
_OWNED_BY = load_pattern("header", "owned_by")
_PART_OF_MEETING = load_pattern("header", "part_of_meeting")
_HOST = load_pattern("header", "host")
_CREDIT = load_pattern("header", "credit")
_VENUE = load_pattern("header", "venue")
_MOST_TITLES = 8
"""Lines from the first among which the name of a meeting stands."""
_SPACED = re.compile(r"(?:[^\W\d_] ){2,}[^\W\d_](?:\s{2,}[^\W\d_](?: [^\W\d_])*)*\s*")
_LONGEST_SHORT_NAME = 8
"""Letters; a longer single word in capitals is no acronym, but shouted."""
_PLACE_BEFORE_DATE = re.compile(
    r",\s+(?:på |i )?(?P<place>[A-ZÆØÅ][^\s,]+(?: [A-ZÆØÅ][^\s,]+)?),?\s*(?:\w+dag,?\s+)?(?:den\s+)?\Z"
)
"""Behind who met, where: "samling i Fjellnettverket, Geilo 14. mai"."""
_BROKEN = re.compile(r"\w\s+\w+\Z")
"""A lone letter before a word: a word that was broken in two."""
_SYMBOLS = " *#_–—-🧬"
_SMALL = frozenset(["for", "og", "i", "av", "på", "til", "fra", "frå", "med"])


def find_body(document: Document, head: Sequence[Line]) -> str | None:
    """Give the body as the title or a label names it; None where nothing does."""
    titles = [
        str(document.front_matter[key])
        for key in ("subheadline", "title", "tittel", "body", "utvalg", "utval", "møte")
        if key in document.front_matter
    ]
    lines = [line for line in head if line.kind is not LineKind.FRONT_MATTER and not (line.marker or _is_aside(line))][
        :14
    ]
    for line in lines:
        label = find_label(line, ("body",))
        if label and label.rest:
            cell = label.rest.cells[0].ends - label.rest.begins if label.rest.cells else None
            value = label.rest.text[:cell]
            if fold_label(label.text) != "møte" or (_named_by_ending(value) and not _KIND.match(value.strip(" ."))):
                return _clean_body(value)
    texts = [_close_up(text[:_LONGEST_TITLE]) for text in (*titles, *(_subject(line) for line in lines))]
    sure = _find_letterhead(lines, texts)
    own = None if sure else _find_own_name(texts)
    sure = sure or (own and (_find_host(lines) or own))
    if sure:
        return sure
    named = next((name for text in texts if (name := _named_by_meeting(text)) and not names_venue(name)), None)
    ending = next((b for text in texts if not _MEETING_OF.search(text) and (b := _named_by_ending(text))), None)
    board = any(_BOARD.search(text) for text in texts)
    if named and not _GENERIC.match(named):
        return named
    below = _named_below(lines)
    if below:
        return below
    beside = next((name for line in lines[:4] if (name := _named_beside(line.text))), None)
    if beside and (ending is None or _GENERIC.match(ending)):
        return beside
    if ending and (board or named):
        owner = ending
        return (
            owner
            if _GENERIC.match(owner) or owner.casefold().startswith("styret") or owner.casefold().endswith("styret")
            else f"Styret i {owner}"
            if board
            else owner
        )
    if ending or named:
        return ending or named
    for text in texts:
        of_body = _OF_BODY.search(text)
        if of_body:
            return of_body["body"]
        listed = re.match(r"Møte,\s*([^,\d]+),", text)
        if listed:
            return listed[1].strip()
    return None


def _find_letterhead(lines: Sequence[Line], texts: Sequence[str]) -> str | None:
    """Who met, where a line above with its letters set apart names them: "V A N G   A S"."""
    spaced = (_close_up(line.text) for line in lines if _SPACED.fullmatch(line.text[:_LONGEST_TITLE]))
    name = next((name for name in spaced if not _TITLE.match(name)), None)
    return f"Styret i {name}" if name and any(_BOARD.search(text) for text in texts) else name


def _find_own_name(texts: Sequence[str]) -> str | None:
    """The name of a meeting that nobody holds alone: "Dialogmøte med vertskommunene"."""
    titles = (_before_date(text) for text in texts[:_MOST_TITLES])
    own = next((found for text in titles if (found := _OWN_NAME.fullmatch(text))), None)
    return _clean_body(own["name"]) if own else None


def _before_date(text: str) -> str:
    """A text up to the day of the week or the date in it."""
    first = next(find_dates(text), None)
    return re.sub(r"\s*(?:\w+dag,?\s*)?(?:den\s*)?\Z", "", text[: first.begins]) if first else text


def _find_host(lines: Sequence[Line]) -> str | None:
    """Who held a meeting with a name of its own, as a sentence tells: "Regionrådet for Vang inviterte til ..."."""
    hosts = (_HOST.match(line.text[:_LONGEST_TITLE]) for line in lines if line.kind is LineKind.TEXT)
    named = (found["body"] for found in hosts if found and _named_by_ending(found["body"]))
    return next((name for name in named if not _GENERIC.match(name)), None)


def _close_up(text: str) -> str:
    """A line whose letters are set apart, in the way it is written: "V A N G   A S" is "VANG AS"."""
    if not _SPACED.fullmatch(text):
        return text
    return " ".join("".join(word.split()) for word in re.split(r"\s{2,}", text.strip()))


def _named_by_meeting(text: str) -> str | None:
    """ "Referat fra gårsdagens møte i X" names X: what follows the last word for a meeting.

    A meeting that is named by who holds it names them: "Styremøte i X" is the board of X.
    """
    found = _MEETING_OF.search(text)
    if not found:
        return None
    rest = found["body"] or found["bare"] or found["plain"]
    name = _named_by_meeting(rest) or _clean_body(rest)
    holder = load_vocabulary().holders.get(found["meeting"].casefold().removesuffix("t"))
    if not name or not holder or _GENERIC.match(name) or name.casefold().startswith(holder.split()[0].casefold()):
        return name
    return f"{holder} {name}"


def _named_beside(text: str) -> str | None:
    """Who met, in a title that has the kind of meeting beside it: "Arena Fjord – styremøte #14", "ÅRSMØTE 2017 · X"."""
    parts = _PARTS.split(text[:_LONGEST_TITLE])
    kind = next((found for part in parts if (found := _KIND.match(part.strip(" .")))), None)
    names = [part for part in parts if not _KIND.match(part.strip(" .")) and not any(True for _ in find_dates(part))]
    if not kind or len(names) != 1 or _is_label(names[0]):
        return None
    return _add_holder(_clean_body(names[0].strip(_SYMBOLS)), kind["meeting"])


def _named_below(lines: Sequence[Line]) -> str | None:
    """Whose meeting it was, where a title of the kind of meeting alone stands above their name, a heading too."""
    for line, following in pairwise(lines[:4]):
        kind = _KIND.match(line.text.strip(" ."))
        headed = line.kind is LineKind.HEADING and following.kind is LineKind.HEADING
        if kind and headed and kind["meeting"].casefold() in load_vocabulary().holders:
            return _add_holder(_clean_body(following.text), kind["meeting"])
    return None


def _add_holder(name: str | None, meeting: str) -> str | None:
    holder = load_vocabulary().holders.get(meeting.casefold())
    return f"{holder} {name}" if name and holder else name


def _is_aside(line: Line) -> bool:
    """A line that only says that the text is constructed, a credit of a picture, or a label of something else."""
    if _CREDIT.match(line.text[:_LONGEST_TITLE]) or _OWNED_BY.match(line.text[:_LONGEST_TITLE]):
        return True
    if (
        _CONSTRUCTED_LINE.search(line.text)
        and not line.cells
        and len(line.text) < 90
        and not _MEETING_OF.search(line.text)
    ):
        return True
    return bool(find_label(line, ("date", "place", "present", "absent", "mail", "copy")))


def _subject(line: Line) -> str:
    label = find_label(line, ("subject",))
    text = label.rest.text if label and label.rest else line.text
    cells = [line.text[c.begins - line.begins : c.ends - line.begins] for c in line.cells]
    return cells[0] if cells and not label else text


def names_body(text: str) -> bool:
    """Tell whether a text names somebody who meets, or a meeting."""
    return _named_by_ending(text) is not None or _MEETING_OF.search(text) is not None


def names_venue(text: str) -> bool:
    """Tell whether a text names a house or room: "Lofthus, Ullensvang hotell"."""
    return _VENUE.search(text) is not None


def _named_by_ending(text: str) -> str | None:
    if len(text) > 110 or text.endswith((".", "!")) or _is_label(text):
        return None
    name = _clean_body(text)
    if not name:
        return None
    words = [word.strip(",.:").casefold() for word in name.split()]
    endings = load_vocabulary().body_endings
    return name if any(word.endswith(endings) for word in words) else None


def _ends_as_body(text: str) -> bool:
    return any(word.strip(",.:").casefold().endswith(load_vocabulary().body_endings) for word in text.split())


def _is_label(text: str) -> bool:
    """Tell whether a text is a label of the head or of a list, and so no name."""
    folded = fold_label(text)
    labels = load_vocabulary().labels
    return any(labels[kind].match(folded) for kind in ("present", "also_present", "absent", "agenda", "date", "place"))


def _clean_body(text: str) -> str | None:
    for found in find_dates(text):
        text = text[: found.begins]
        placed = _PLACE_BEFORE_DATE.search(text)
        if placed and _ends_as_body(text[: placed.start()]) and not _ends_as_body(placed["place"]):
            text = text[: placed.start()]
        break
    text = _PART_OF_MEETING.sub("", text)
    text = re.sub(r"\s*\b(?:nr\.?\s*)?\d+/\d{2,4}.*\Z", "", text)
    text = re.sub(
        r"\s+[-–—|·]\s+(?:møte|referat|protokoll|[\wæøå]*samling|styremøte|regionmøte|notat|møtebok|oppsummering|årsmøte|samlingsnotat).*\Z",
        "",
        text,
        flags=re.IGNORECASE,
    )
    text = _BEHIND.sub("", _LEADING.sub("", text))
    text = re.sub(r"\s+", " ", _TAIL.sub("", text)).strip(" .,:;–—-*·•|/")
    if not text or len(text) < 3 or not any(c.isalpha() for c in text) or _BROKEN.match(text):
        return None
    if text.isupper() and (" " in text or len(text) > _LONGEST_SHORT_NAME):
        words = text.lower().split()
        text = " ".join(_spell(word) if at else word.capitalize() for at, word in enumerate(words))
    # "iKlynga" is written so on purpose.
    return text if text[1:2].isupper() else text[0].upper() + text[1:]


def _spell(word: str) -> str:
    """A later word of a name that was printed in capitals."""
    if word in _COMPANY_FORMS:
        return word.upper()
    return word if word in _SMALL else word.capitalize()
