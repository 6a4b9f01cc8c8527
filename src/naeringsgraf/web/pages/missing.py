"""The page for a path where there is nothing."""

from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.view import View


def tell_missing(view: View) -> Reply:
    """Say that there is nothing at this path."""
    told = view.tell("missing", path=view.asked.path)
    return view.render("problem.html.j2", title=view.texts["missing_title"], status=404, problem=told)
