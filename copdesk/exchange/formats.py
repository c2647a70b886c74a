"""The table of foreign formats; whoever asks what a file is, or what to call it, asks here.

A format is a module that reads or writes it, and its lines in the table. What a line names as
`module:function` is imported when it is used, so that asking for endings costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any, Final

from copdesk.domain.brings import Brings
from copdesk.errors import UserError
from copdesk.language import N_, _, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One line of the table; the first of the endings is the one that is written.

    `recognizer` takes the beginning of a text; a format without one is no text and is told by its
    media type; a loose one is satisfied by other texts too, and asked last. What has no `reader`
    is known but not imported: `instead` says what to do then. `unless` tells a text that is
    something else, even if it is named like this format.
    """

    key: str
    title: str
    brings: tuple[Brings, ...]
    endings: tuple[str, ...]
    media_type: str
    recognizer: str = ""
    reader: str = ""
    writer: str = ""
    instead: str = ""
    unless: str = ""
    is_loose: bool = False

    @property
    def is_text(self) -> bool:
        """Whether people can read it as it is."""
        return bool(self.recognizer)


_AS_TABLE: Final = N_("Open it in a spreadsheet program, save it as CSV (UTF-8), and take that.")
_AS_CONTACTS: Final = N_("Export the address book as vCard (.vcf) or as a table (.csv) instead.")
_AS_LIST: Final = N_("Export the list as RIS (.ris) or BibTeX (.bib) instead.")
_LISTS_OF_ALL: Final = (Brings.PEOPLE, Brings.READING_LIST)

# In the order in which dialogs offer them.
FORMATS: Final = (
    Format(
        key="table-of-people",
        title=N_("Table (CSV, TSV, text)"),
        brings=(Brings.PEOPLE,),
        endings=(".csv", ".tsv", ".txt"),
        media_type="text/csv",
        recognizer="people.table:is_table",
        reader="people.table:read_people",
        writer="people.table:write_people",
        is_loose=True,
    ),
    Format(
        key="vcard",
        title=N_("Address cards (vCard)"),
        brings=(Brings.PEOPLE,),
        endings=(".vcf", ".vcard"),
        media_type="text/vcard",
        recognizer="people.vcard:is_vcard",
        reader="people.vcard:read_people",
        writer="people.vcard:write_people",
    ),
    Format(
        key="ris",
        title=N_("Reference Manager (RIS)"),
        brings=(Brings.READING_LIST,),
        endings=(".ris",),
        media_type="application/x-research-info-systems",
        recognizer="reading_lists.ris:is_ris",
        reader="reading_lists.ris:read_ris",
    ),
    Format(
        key="bibtex",
        title=N_("BibTeX"),
        brings=(Brings.READING_LIST,),
        endings=(".bib",),
        media_type="application/x-bibtex",
        recognizer="reading_lists.bibtex:is_bibtex",
        reader="reading_lists.bibtex:read_bibtex",
    ),
    Format(
        key="endnote",
        title=N_("EndNote (ENW)"),
        brings=(Brings.READING_LIST,),
        endings=(".enw",),
        media_type="application/x-endnote-refer",
        recognizer="reading_lists.endnote:is_endnote",
        reader="reading_lists.endnote:read_endnote",
    ),
    Format(
        key="pubmed",
        title=N_("PubMed (NBIB)"),
        brings=(Brings.READING_LIST,),
        endings=(".nbib",),
        media_type="application/nbib",
        recognizer="reading_lists.pubmed:is_pubmed",
        reader="reading_lists.pubmed:read_pubmed",
    ),
    Format(
        key="web-of-science",
        title=N_("Web of Science (plain text)"),
        brings=(Brings.READING_LIST,),
        endings=(".ciw",),
        media_type="application/x-inst-for-scientific-info",
        recognizer="reading_lists.web_of_science:is_web_of_science",
        reader="reading_lists.web_of_science:read_web_of_science",
    ),
    Format(
        key="table-of-resources",
        title=N_("Table (CSV, TSV)"),
        brings=(Brings.READING_LIST,),
        endings=(".csv", ".tsv"),
        media_type="text/csv",
        recognizer="reading_lists.table:is_table_of_resources",
        reader="reading_lists.table:read_resources",
        unless="whose_table:is_table_of_people",
        is_loose=True,
    ),
    Format(
        key="protocol",
        title=N_("Protocol (TOML)"),
        brings=(Brings.PROTOCOL,),
        endings=(".toml",),
        media_type="application/toml",
        recognizer="toml.protocol_file:is_protocol",
        reader="toml.protocol_file:read_protocol_file",
        writer="toml.protocol_text:write_protocol_file",
    ),
    Format(
        key="calendar",
        title=N_("Calendar (iCalendar)"),
        brings=(Brings.MEETINGS,),
        endings=(".ics",),
        media_type="text/calendar",
        recognizer="calendar_file:is_calendar",
        writer="calendar_file:write_calendar",
        instead=N_("Meetings are not imported from calendars; type them in."),
    ),
    Format(
        key="ldif",
        title=N_("Address book (LDIF)"),
        brings=(Brings.PEOPLE,),
        endings=(".ldif",),
        media_type="text/ldif",
        recognizer="not_imported:is_ldif",
        instead=_AS_CONTACTS,
    ),
    Format(
        key="mbox",
        title=N_("Mailbox (mbox)"),
        brings=(Brings.PEOPLE,),
        endings=(".mbox",),
        media_type="application/mbox",
        recognizer="not_imported:is_mailbox",
        instead=_AS_CONTACTS,
    ),
    Format(
        key="csl-json",
        title=N_("Reading list (CSL JSON)"),
        brings=(Brings.READING_LIST,),
        endings=(".json",),
        media_type="application/vnd.citationstyles.csl+json",
        recognizer="not_imported:is_csl_json",
        instead=_AS_LIST,
    ),
    Format(
        key="endnote-xml",
        title=N_("EndNote (XML)"),
        brings=(Brings.READING_LIST,),
        endings=(".xml",),
        media_type="application/xml",
        recognizer="not_imported:is_endnote_xml",
        instead=_AS_LIST,
    ),
    Format(
        key="xlsx",
        title=N_("Excel workbook"),
        brings=_LISTS_OF_ALL,
        endings=(".xlsx",),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        instead=_AS_TABLE,
    ),
    Format(
        key="xls",
        title=N_("Excel workbook of an old kind"),
        brings=_LISTS_OF_ALL,
        endings=(".xls",),
        media_type="application/vnd.ms-excel",
        instead=_AS_TABLE,
    ),
    Format(
        key="ods",
        title=N_("OpenDocument spreadsheet"),
        brings=_LISTS_OF_ALL,
        endings=(".ods",),
        media_type="application/vnd.oasis.opendocument.spreadsheet",
        instead=_AS_TABLE,
    ),
)
TEXTS: Final = tuple(one for one in FORMATS if one.is_text)


def imported(place: str) -> Any:
    """Return the `module:function` that a line of the table names."""
    module, _colon, function = place.partition(":")
    return getattr(import_module(f"copdesk.exchange.{module}"), function)


def ending_of(name: str) -> str:
    """Return the ending of a file's name as the table has it."""
    return PurePath(name).suffix.lower()


def named_like(name: str, brings: Brings) -> Format | None:
    """Return the format that the ending of a name speaks of."""
    ending = ending_of(name)
    return next((one for one in FORMATS if brings in one.brings and ending in one.endings), None)


def check_ending(name: str, endings: Sequence[str]) -> None:
    """Raise UserError for the name of a file to write that speaks of another kind, or of none."""
    if ending_of(name) not in endings:
        raise UserError(
            _("“{name}” was not written, as its name does not end as it should.").format(name=name),
            _("Name it with one of these endings: {endings}.").format(endings=listed(endings)),
        )


def imports(brings: Brings) -> list[Format]:
    """Return the formats that are read."""
    return [one for one in FORMATS if brings in one.brings and one.reader]


def exports(brings: Brings) -> list[Format]:
    """Return the formats that are written."""
    return [one for one in FORMATS if brings in one.brings and one.writer]


def endings_of(formats: Iterable[Format]) -> list[str]:
    """Return the endings of formats, each once."""
    return list(dict.fromkeys(ending for one in formats for ending in one.endings))
