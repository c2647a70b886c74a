"""A small file of each format in the table, as programs write them."""

from __future__ import annotations

import io
import zipfile
from typing import Final


def zipped(*names: str, first: str = "") -> bytes:
    """Return an archive as office programs make them; `first` is the type at its head."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


CARD: Final = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lee\r\nEND:VCARD\r\n"
EVENT: Final = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
RIS: Final = b"TY  - BOOK\nTI  - Tallow\nAU  - Li, A.\nPY  - 2001\nER  - \n"
BIBTEX: Final = b"% ours\n@book{a,\n title={Tallow},\n author={Li, A.},\n year={2001}\n}\n"
ENDNOTE: Final = b"%0 Book\n%T Tallow\n%A Li, A.\n%D 2001\n"
PUBMED: Final = b"PMID- 7\nTI  - Tallow\nFAU - Li, A.\nDP  - 2001\n"
WEB_OF_SCIENCE: Final = b"FN Clarivate Analytics\nVR 1.0\nPT B\nTI Tallow\nAF Li, A.\nPY 2001\nER\n"
RESOURCES: Final = b"Title\tAuthor\tYear\nTallow\tLi, A.\t2001\n"
PEOPLE: Final = b"Name;E-mail\nAda Lee;ada@hill.example\n"
PROTOCOL: Final = (
    b'format = 1\nid = "a"\ntitle = "Tallow"\n\n'
    b'[[nodes]]\nid = "talk"\ntitle = "Talk"\ntime = "5:00"\nspeak = ["everyone"]\n'
)
LDIF: Final = b"version: 1\ndn: cn=Ada Lee\nobjectClass: person\ncn: Ada Lee\n"
MAILBOX: Final = b"From ada@hill.example Mon Jan  5 10:00:00 2026\nSubject: Hello\n\nDear all\n"
CSL: Final = b'[{"id": "a", "type": "book", "title": "Tallow"}]'
ENDNOTE_XML: Final = b'<?xml version="1.0"?><xml><records><record/></records></xml>'

SAMPLES: Final = {
    "table-of-people": PEOPLE,
    "vcard": CARD,
    "ris": RIS,
    "bibtex": BIBTEX,
    "endnote": ENDNOTE,
    "pubmed": PUBMED,
    "web-of-science": WEB_OF_SCIENCE,
    "table-of-resources": RESOURCES,
    "protocol": PROTOCOL,
    "calendar": EVENT,
    "ldif": LDIF,
    "mbox": MAILBOX,
    "csl-json": CSL,
    "endnote-xml": ENDNOTE_XML,
    "xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook\0".encode("utf-16-le"),
    "ods": zipped("content.xml", first="application/vnd.oasis.opendocument.spreadsheet"),
}
