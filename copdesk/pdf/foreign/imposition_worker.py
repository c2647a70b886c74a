"""The child's side of imposition: pages in, larger sheets with two of them out."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Rectangle, String

from copdesk.pdf.foreign.attachment_worker import lay, saved
from copdesk.pdf.foreign.child_process import Message


def answer(message: Message) -> Message:
    """Return sheets with the pages side by side, in the order asked for; -1 leaves a place."""
    width, height = message.fields["paper"]
    order: list[int] = message.fields["order"]
    halves = (
        (Name("/Left"), Rectangle(0, 0, width / 2, height)),
        (Name("/Right"), Rectangle(width / 2, 0, width, height)),
    )
    with pikepdf.open(io.BytesIO(message.blobs[0])) as source, pikepdf.new() as target:
        for first in range(0, len(order), 2):
            sheet = target.add_blank_page(page_size=(width, height))
            for number, (name, half) in zip(order[first : first + 2], halves, strict=True):
                if number >= 0:
                    form = target.copy_foreign(source.pages[number].as_form_xobject())
                    lay(sheet, form, name, half)
        _describe(target, source)
        return Message(blobs=(saved(target),))


def _describe(target: Pdf, source: Pdf) -> None:
    """Keep the title and the language, and say how the sheets are turned."""
    target.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge
    )
    if Name.Lang in source.Root:
        target.Root.Lang = String(str(source.Root.Lang))
    if Name.Title in source.docinfo:
        target.docinfo[Name.Title] = String(str(source.docinfo[Name.Title]))
