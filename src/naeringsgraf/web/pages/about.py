"""What this is: version, how far the data go, where they come from, licences, and how accessible the pages are."""

from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.view import View
from naeringsgraf.web.vendored import list_packages


def show(view: View) -> Reply:
    """Show the page."""
    stats = view.graph.stats()
    return view.render(
        "about.html.j2",
        title=view.texts["nav_about"],
        stats=stats,
        documents=view.graph.documents(),
        base=view.graph.base,
        vendored=list_packages(),
    )
