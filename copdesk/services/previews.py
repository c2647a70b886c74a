"""What an attached file looks like: its first page, the picture, the beginning of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from copdesk.domain.library import AttachedFile
from copdesk.errors import UserError
from copdesk.exchange.formats import TEXTS
from copdesk.language import _
from copdesk.store.transaction import Database

_TEXT_BYTES: Final = 16_384
_TEXT_SHOWN: Final = 2_000
_POINTS: Final = 72
_TEXTS: Final = ("text/", *(one.media_type for one in TEXTS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A PNG or JPEG, or text, or a sentence that says why there is neither."""

    picture: bytes = b""
    text: str = ""
    sentence: str = ""


class PreviewService:
    """Draws foreign files where they can do no harm; slow, so it runs in a worker."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preview(self, file: AttachedFile, width: int) -> Preview:
        """Return what to show of a file in this many pixels; it never raises for a broken one."""
        try:
            return self._preview(file, width)
        except UserError as error:
            return Preview(sentence=error.sentence)

    def _preview(self, file: AttachedFile, width: int) -> Preview:
        if file.media_type.startswith(_TEXTS):
            return self._text(file)
        if file.media_type == "application/pdf":
            return self._pdf(file, width)
        if file.media_type.startswith("image/"):
            return self._picture(file, width)
        return Preview(sentence=_("There is no preview for this kind of file."))

    def _text(self, file: AttachedFile) -> Preview:
        from copdesk.exchange.chosen_file import decoded

        head = bytearray()
        for piece in self._database.files.pieces(file.sha256):
            head += piece
            if len(head) >= _TEXT_BYTES:
                break
        cut = bytes(head[:_TEXT_BYTES])
        if len(head) > _TEXT_BYTES and b"\n" in cut and b"\x00" not in cut:
            cut = cut[: cut.rindex(b"\n")]  # so that no letter is cut in two
        text = decoded(cut).text.strip()
        return Preview(text=text[:_TEXT_SHOWN] + ("…" if len(text) > _TEXT_SHOWN else ""))

    def _pdf(self, file: AttachedFile, width: int) -> Preview:
        from copdesk.pdf.foreign.preview import render_pages

        pages = render_pages(self._database.files.read(file.sha256), width, [0])
        return (
            Preview(picture=pages[0]) if pages else Preview(sentence=_("There is no page in it."))
        )

    def _picture(self, file: AttachedFile, width: int) -> Preview:
        from copdesk.pdf.foreign.images import DOTS_PER_INCH, read_picture

        side = width * _POINTS / DOTS_PER_INCH
        data = self._database.files.read(file.sha256)
        try:
            return Preview(picture=read_picture(data, file.name, width=side, height=2 * side).data)
        except UserError as error:
            raise UserError(_("The picture cannot be shown.")) from error
