"""Nothing at a path: said as a page, or as one line to a program."""

from naeringsgraf.web.pages.asked import TEXT, Reply
from naeringsgraf.web.pages.negotiate import PAGE, VARY, choose_form
from naeringsgraf.web.pages.view import View


def tell_missing(view: View) -> Reply:
    """Say that there is nothing at the path that is asked for (404)."""
    told = view.tell("missing", path=view.asked.path)
    if choose_form(view) != PAGE:
        return Reply(404, TEXT, f"{told}\n".encode(), (VARY,))
    reply = view.render("problem.html.j2", title=view.texts["missing_title"], status=404, problem=(told, view.language))
    return Reply(reply.status, reply.media, reply.body, (VARY,))
