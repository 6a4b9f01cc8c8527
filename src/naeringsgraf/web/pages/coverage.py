"""What the minutes do not show: meetings that are missing, speakers and lines that stayed open."""

from naeringsgraf.analysis.coverage import coverage
from naeringsgraf.views.pages import tell_coverage
from naeringsgraf.web.pages.asked import Reply
from naeringsgraf.web.pages.downloads import give_rows, list_downloads
from naeringsgraf.web.pages.view import View


def show(view: View) -> Reply:
    """Show the page, or its rows as a file."""
    found = coverage(view.graph)
    if reply := give_rows(view, found.gaps):
        return reply
    return view.render(
        "coverage.html.j2",
        follows=(),
        title=view.texts["nav_coverage"],
        told=tell_coverage(found, view.texts, view.language),
        gaps=[
            {
                "gap": view.texts[f"gap_{str(row['gap']).replace(' ', '_')}"],
                "document": row["document"],
                "place": view.link_thing(str(row["document"])) if row["document"] else None,
                "what": row["what"],
                "number": row["number"],
            }
            for row in found.gaps.to_dicts()
        ],
        downloads=list_downloads(view),
    )
