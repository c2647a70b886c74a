"""A list of resources in any format that is understood, told by its content."""

from __future__ import annotations

from copdesk.errors import UserError
from copdesk.exchange.chosen_file import Source
from copdesk.exchange.file_kinds import FileKind, recognize
from copdesk.exchange.reading_lists import bibtex, ris
from copdesk.exchange.reading_lists import table as csv_resources
from copdesk.exchange.reading_lists.resource_file import RESOURCE_FILE_LIMIT, ResourceFile
from copdesk.language import _


def read_resources(source: Source, name: str = "") -> ResourceFile:
    """Read a RIS, BibTeX or table file, or raise UserError when it is none of them."""
    recognized = recognize(source, name, RESOURCE_FILE_LIMIT)
    match recognized.kind:
        case FileKind.RIS:
            return ris.read_ris(source, name=name)
        case FileKind.BIBTEX:
            return bibtex.read_bibtex(source, name=name)
        case FileKind.TABLE | FileKind.TEXT:
            return csv_resources.read_resources(source, name=name)
        case _:
            raise UserError(
                _("“{name}” is not a reading list.").format(name=recognized.name),
                _("Choose a .ris, .bib or .csv file."),
            )
