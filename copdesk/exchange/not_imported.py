"""Texts that are known for what they are, so that a refusal can say what to export instead."""

from __future__ import annotations

import re
from typing import Final

_LDIF: Final = re.compile(r"(?:[^\n]{0,200}\n){0,5}dn::? ?\w+ ?=")
_MAILBOX: Final = re.compile(r"From \S+ .{0,100}\d{4}\n[A-Z][\w-]*: ?")
_CSL_KIND: Final = re.compile(r'"type"\s*:\s*"[a-z][a-z_-]*"')
_CSL_REST: Final = re.compile(r'"(?:title|issued|author)"\s*:')
_ENDNOTE_XML: Final = re.compile(r"(?:<\?xml[^>]*>)?\s*(?:<!DOCTYPE[^>]*>)?\s*<xml>\s*<records>")


def is_ldif(text: str) -> bool:
    """Whether an entry of an address book begins in one of the first lines."""
    return bool(_LDIF.match(text))


def is_mailbox(text: str) -> bool:
    """Whether a text begins with a letter as mailboxes keep it."""
    return bool(_MAILBOX.match(text))


def is_csl_json(text: str) -> bool:
    """Whether a text is a list of records that have a type and a title, author or date."""
    bare = text.lstrip()
    return bare.startswith("[") and bool(_CSL_KIND.search(bare)) and bool(_CSL_REST.search(bare))


def is_endnote_xml(text: str) -> bool:
    """Whether a text begins as EndNote's own export does."""
    return bool(_ENDNOTE_XML.match(text.lstrip()))
