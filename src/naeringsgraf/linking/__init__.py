"""Names become known things: municipalities on a date, people within a document, themes of a turn."""
