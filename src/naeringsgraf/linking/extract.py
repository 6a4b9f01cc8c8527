"""From a file to a meeting: the one call that reads, parses, finds and links."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from naeringsgraf.errors import SourceError
from naeringsgraf.linking.judgements.judgement import Judgement
from naeringsgraf.linking.lexicon import load_lexicon
from naeringsgraf.linking.link import link_meeting
from naeringsgraf.model.document import Document
from naeringsgraf.model.meeting import Meeting
from naeringsgraf.parsing.minutes import parse_minutes
from naeringsgraf.parsing.split import is_titled_minutes, split_minutes
from naeringsgraf.reading.files import SourceFile
from naeringsgraf.reading.read import read_bytes

NO_JUDGEMENTS: Mapping[str, Sequence[Judgement]] = MappingProxyType({})


def extract_source(
    file: SourceFile, judgements: Mapping[str, Sequence[Judgement]] = NO_JUDGEMENTS
) -> tuple[tuple[Document, Meeting], ...]:
    """Read a file of minutes under the name it was given. Most files hold one meeting, some several.

    What people decided about a document, by its slug, is carried out.

    Raises:
        SourceError: the file cannot be read, or holds nothing that minutes hold.
    """
    document = read_bytes(file.load(), file.name, file.slug)
    return tuple((part, extract_meeting(part, judgements.get(part.slug, ()))) for part in split_minutes(document))


def extract_file(path: Path, root: Path) -> tuple[tuple[Document, Meeting], ...]:
    """Read one file alone; its path in the graph is relative to `root`. Otherwise as `extract_source`."""
    return extract_source(SourceFile(path, root))


def extract_meeting(document: Document, judgements: Sequence[Judgement] = ()) -> Meeting:
    """Parse and link a document that was read, and carry out what people decided about it.

    Raises:
        SourceError: nothing in it was recognised as part of minutes.
    """
    meeting = parse_minutes(document, load_lexicon())
    found = meeting.attendees or meeting.contributions or meeting.decisions or (meeting.date and meeting.agenda)
    if not (found or is_titled_minutes(document)):
        raise SourceError(
            document.path,
            "no minutes recognised: no title, attendance list, agenda, turn or decision; "
            "take the file away, or report the layout if these are minutes",
        )
    return link_meeting(document, meeting, judgements)
