"""The keys of the program, as the help menu tells them."""

from __future__ import annotations

from copdesk.language import _


def keys_text() -> str:
    """Return where each key does what, one place in a paragraph."""
    everywhere = (
        _("Ctrl+1 to Ctrl+5: the pages · Ctrl+K: search everything"),
        _("Ctrl+F: search on this page · Ctrl+P: print what is in front"),
        _("Ctrl+Z: undo · Ctrl+Shift+Z: redo · F1: these keys"),
    )
    agenda = (_("Enter: add the next item · Alt+Up, Alt+Down: move an item"),)
    timer = (
        _("Space: start, pause · N or Right: next · B or Left: back · U: undo"),
        _("+ and −: a minute more, less · 3: 30 seconds more"),
        _("G: all steps · S: skip · P: pass · R: this turn again · F: finish"),
    )
    room = (_("C: calm · D: digits · B: black"),)
    return "\n\n".join(
        "\n".join((title, *lines))
        for title, lines in (
            (_("Everywhere"), everywhere),
            (_("In the agenda"), agenda),
            (_("While a discussion goes on"), timer),
            (_("In the room's window"), room),
        )
    )
