"""The page of an answer: its words are there for every question and column, in every language."""

from html import unescape

import pytest

from naeringsgraf.analysis import people, requests, salience, silence, uptake
from naeringsgraf.analysis.finding import Finding
from naeringsgraf.views.answer_page import write_answer_page
from naeringsgraf.views.finding_table import list_shown
from naeringsgraf.views.pages import load_answer_texts

ANSWERS = {
    "requests": requests.COLUMNS,
    "people": people.COLUMNS,
    "who-met": people.VISIT_COLUMNS,
    "uptake": uptake.COLUMNS,
    "salience": salience.COLUMNS,
    "silence": silence.COLUMNS,
    "coverage": ("gap", "document", "what", "number"),
}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("question", sorted(ANSWERS))
def test_heading_and_columns_are_told_in_the_language(question: str, language: str) -> None:
    """No name that only programs know stands in a heading."""
    finding = Finding(question, ANSWERS[question], (tuple("x" for _ in ANSWERS[question]),))
    texts = load_answer_texts(language)
    page = unescape(write_answer_page(finding, language=language))

    assert f"<h1>{texts[f'question_{question}']}</h1>" in page
    for at in list_shown(finding):
        assert f">{texts[f'column_{finding.columns[at]}']}</span>" in page
