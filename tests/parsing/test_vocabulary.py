"""The word lists that give minutes their form."""

import re

from hypothesis import given
from hypothesis import strategies as st

from naeringsgraf.parsing.vocabulary import load_vocabulary, load_words

BY_LETTER = load_vocabulary().speech
VERBS = load_words("speech.toml")["verbs"]
ANY_VERB = re.compile(rf"(?:{'|'.join(VERBS)})\b")
WORDS = sorted(set(re.findall("[a-zæøå]+", " ".join(VERBS))))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), st.integers(0, 1))
def test_verbs_by_first_letter_are_all_verbs(text: str, skipped: int) -> None:
    """A verb is looked for among those of its first letter alone; the others cannot match."""
    text = text[skipped:] or "ø"
    verbs = BY_LETTER.get(text[0])

    assert bool(verbs and verbs.match(text)) == bool(ANY_VERB.match(text))
