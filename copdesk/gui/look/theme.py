"""Colors, text size and spacing: the same on every system."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from copdesk.gui.settings import Settings
from copdesk.language import N_
from copdesk.resources import resource

SPACE: Final = 8
"""The unit between things; margins of a page are twice it."""
TARGET: Final = 28
"""The least height of anything to press."""
TEXT_SIZES: Final = (100, 115, 130, 150, 175, 200)
SMALLEST_POINTS: Final = 10.0
STYLE: Final = ("-style", "Fusion")
"""Words for QApplication: asking it for a style later costs a seventh of a bare start."""
_THEME_PROPERTY: Final = "copdeskTheme"


class Theme(Enum):
    """What the user can choose; the values are what the settings file keeps."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


THEME_TITLES: Final = {
    Theme.SYSTEM: N_("Like the &computer"),
    Theme.LIGHT: N_("&Light"),
    Theme.DARK: N_("&Dark"),
    Theme.CONTRAST: N_("&High contrast"),
}


class Colors(NamedTuple):
    """Every color of one theme, by what it is for."""

    window: str
    base: str
    raised: str
    text: str
    muted: str
    disabled: str
    border: str
    line: str
    accent: str
    on_accent: str
    accent_hover: str
    selection: str
    on_selection: str
    hover: str
    warning: str
    on_warning: str
    danger: str
    on_danger: str
    wrong: str
    link: str
    focus: str
    tick: str


COLORS: Final = {
    Theme.LIGHT: Colors(
        window="#f6f3ee",
        base="#ffffff",
        raised="#ece7df",
        text="#26221d",
        muted="#5f584e",
        disabled="#8a8378",
        border="#8c8477",
        line="#dcd5ca",
        accent="#0f655c",
        on_accent="#ffffff",
        accent_hover="#0b524b",
        selection="#d3e8e3",
        on_selection="#14302c",
        hover="#efebe4",
        warning="#fbe6bd",
        on_warning="#4a3205",
        danger="#f9dcd6",
        on_danger="#6b1a0f",
        wrong="#b3261e",
        link="#0b5b85",
        focus="#0f655c",
        tick="light",
    ),
    Theme.DARK: Colors(
        window="#211f1c",
        base="#2a2724",
        raised="#37332f",
        text="#f0ebe3",
        muted="#beb5a8",
        disabled="#857d72",
        border="#8f8679",
        line="#423d38",
        accent="#7fcfc2",
        on_accent="#12211f",
        accent_hover="#9bdcd1",
        selection="#1f4a45",
        on_selection="#eefaf7",
        hover="#35312d",
        warning="#4d3a12",
        on_warning="#fbe3b0",
        danger="#5a241c",
        on_danger="#ffdcd5",
        wrong="#ff9c8f",
        link="#8ecdf2",
        focus="#7fcfc2",
        tick="dark",
    ),
    Theme.CONTRAST: Colors(
        window="#000000",
        base="#000000",
        raised="#1c1c1c",
        text="#ffffff",
        muted="#f2f2f2",
        disabled="#a8a8a8",
        border="#ffffff",
        line="#ffffff",
        accent="#ffe14d",
        on_accent="#000000",
        accent_hover="#fff0a0",
        selection="#ffe14d",
        on_selection="#000000",
        hover="#333333",
        warning="#ffe14d",
        on_warning="#000000",
        danger="#ffffff",
        on_danger="#8b0000",
        wrong="#ff9c8f",
        link="#8ecdf2",
        focus="#ffe14d",
        tick="dark",
    ),
}


def colors() -> Colors:
    """Return the colors in force, for widgets that are painted by hand."""
    application = QApplication.instance()
    name = application.property(_THEME_PROPERTY) if application is not None else None
    return COLORS[Theme(name) if isinstance(name, str) else Theme.LIGHT]


def palette_of(theme: Colors) -> QPalette:
    """Return the Qt palette of a theme."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for qt_role, color in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.base),
        (role.AlternateBase, theme.window),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.wrong),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Accent, theme.accent),
        (role.PlaceholderText, theme.muted),
        (role.Link, theme.link),
        (role.LinkVisited, theme.link),
        (role.Mid, theme.line),
        (role.Midlight, theme.line),
        (role.Light, theme.base),
        (role.Dark, theme.border),
        (role.Shadow, theme.border),
    ):
        palette.setColor(qt_role, QColor(color))
    for qt_role in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, qt_role, QColor(theme.disabled))
    palette.setColor(group.Disabled, role.Highlight, QColor(theme.line))
    return palette


class Appearance(QObject):
    """Dress the whole program, now and whenever the user or the computer chooses otherwise."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application, self._settings = application, settings
        self._points = max(application.font().pointSizeF(), SMALLEST_POINTS)
        dark = application.palette().color(QPalette.ColorRole.Window).lightness() < 128
        self._system = Theme.DARK if dark else Theme.LIGHT
        application.styleHints().colorSchemeChanged.connect(self.follow_system)
        self.apply()

    @property
    def theme(self) -> Theme:
        """What the user has chosen; like the computer until then."""
        known = {theme.value: theme for theme in Theme}
        return known.get(self._settings.text("theme"), Theme.SYSTEM)

    @property
    def text_size(self) -> int:
        """The size of all text in percent."""
        return min(max(self._settings.number("text_size", 100), TEXT_SIZES[0]), TEXT_SIZES[-1])

    def choose_theme(self, theme: Theme) -> None:
        """Change the colors and remember them."""
        self._settings.set_text("theme", theme.value)
        self.apply()

    def choose_text_size(self, percent: int) -> None:
        """Change the size of all text and remember it."""
        self._settings.set_number("text_size", percent)
        self.apply()

    def apply(self) -> None:
        """Dress the program in what is chosen."""
        theme = self._effective()
        chosen = COLORS[theme]
        self._application.setProperty(_THEME_PROPERTY, theme.value)
        font = QFont(self._application.font())
        font.setPointSizeF(self._points * self.text_size / 100)
        self._application.setFont(font)
        self._application.setPalette(palette_of(chosen))
        self._application.setStyleSheet(style_sheet(chosen, self.text_size))
        self._redraw_icons()
        self.changed.emit()

    def _redraw_icons(self) -> None:
        if self._application.topLevelWidgets():  # nothing has an icon before the first window
            from copdesk.gui.look.icons import redraw_icons

            redraw_icons()

    def follow_system(self) -> None:
        """Ask the computer again what it wears; called once after the first paint."""
        from PySide6.QtCore import Qt  # its enumerations take a fifth of a bare start

        hints, system = self._application.styleHints(), self._system
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            system = Theme.CONTRAST
        elif hints.colorScheme() == Qt.ColorScheme.Dark:
            system = Theme.DARK
        elif hints.colorScheme() == Qt.ColorScheme.Light:
            system = Theme.LIGHT
        if system is not self._system:
            self._system = system
            self.apply()

    def _effective(self) -> Theme:
        return self._system if self.theme is Theme.SYSTEM else self.theme


def style_sheet(theme: Colors, percent: int) -> str:
    """Return the sheet with `@color` and `@8px` filled in; lengths grow with the text."""
    text = resource("style/copdesk.qss").read_text("utf-8")
    folder = resource("style/copdesk.qss").parent.as_posix()
    names: dict[str, str] = {**theme._asdict(), "style": folder}
    text = re.sub(r"@(\d+)px", lambda found: f"{int(found[1]) * percent // 100}px", text)
    return re.sub(r"@([a-z_]+)", lambda found: names[found[1]], text)
