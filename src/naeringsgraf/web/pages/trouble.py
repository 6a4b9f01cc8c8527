"""What a reader sees where no page could be made: the question took too long, or the server would not answer."""

from naeringsgraf.web.pages.texts import choose_language, load_web_texts
from naeringsgraf.web.pages.view import find_templates


def write_trouble(reason: str, message: str, language: str, accepted: str) -> bytes:
    """Write a page that needs no graph.

    Args:
        reason: in one word, by which the languages have a text for it.
        message: in English, with what that text leaves out.
        language: that the address asks for; "" where it asks for none.
        accepted: the header Accept-Language.
    """
    chosen = choose_language(language, accepted)
    texts = load_web_texts(chosen)
    told = texts.get(f"trouble_{reason}", "")
    page = find_templates().get_template("trouble.html.j2")
    return page.render(language=chosen, texts=texts, told=told, message=message).encode("utf-8")
