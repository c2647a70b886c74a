"""Words of Qt that people see, for the languages that Qt itself does not speak."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTranslator

from copdesk.language import N_, _

WORDS: Final = frozenset(
    {
        N_("Undo"),
        N_("Redo"),
        N_("Undo %1"),
        N_("Redo %1"),
        N_("&Undo"),
        N_("&Redo"),
        N_("Cu&t"),
        N_("&Copy"),
        N_("&Paste"),
        N_("Delete"),
        N_("Select All"),
        N_("&Select All"),
        N_("&Step up"),
        N_("Step &down"),
        N_("Cancel"),
        N_("OK"),
    }
)


class QtWords(QTranslator):
    """Answers Qt from the catalog of the program; what is not in it stays English."""

    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """Return a word in the language in force, nothing for one that we do not know."""
        return _(sourceText) if sourceText in WORDS else None

    def isEmpty(self) -> bool:
        """Qt asks only a translator that has words."""
        return False
