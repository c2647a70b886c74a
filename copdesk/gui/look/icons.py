"""Our own line icons, drawn in the text color of the theme."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from copdesk.resources import resource, resource_folder

SIZES: Final = (20, 32)
RATIOS: Final = (1.0, 2.0)
_MIRRORED: Final = frozenset({"left", "right", "undo", "redo", "next", "back", "play"})
_ICON_PROPERTY: Final = "iconName"


def icon(name: str, color: QColor | None = None) -> QIcon:
    """Return an icon; without a color, in those of the palette in force."""
    chosen = color or QGuiApplication.palette().color(QPalette.ColorRole.ButtonText)
    drawn = QIcon()
    for size in SIZES:
        for ratio in RATIOS:
            drawn.addPixmap(picture(name, size, chosen, ratio))
    return drawn


def picture(name: str, size: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """Return one icon as a picture of `size` logical pixels; Qt keeps those drawn before."""
    mirrored = name in _MIRRORED and QGuiApplication.isRightToLeft()
    key = f"{name} {size} {color.name()} {ratio} {mirrored}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    drawn = _drawn(name, size, color, ratio, mirrored=mirrored)
    QPixmapCache.insert(key, drawn)
    return drawn


def has_icon(name: str) -> bool:
    """Whether there is a picture of this name."""
    return (resource_folder("icons") / f"{name}.svg").is_file()


def _warn_of(name: str) -> None:
    import logging  # seldom needed, and the window is painted before

    logging.getLogger(__name__).warning("There is no icon “%s” in resources/icons.", name)


def _drawn(name: str, size: int, color: QColor, ratio: float, *, mirrored: bool) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(QColor(0, 0, 0, 0))
    if not has_icon(name):
        _warn_of(name)
        return pixmap
    source = resource(f"icons/{name}.svg").read_bytes()
    tinted = source.replace(b"currentColor", color.name().encode())
    painter = QPainter(pixmap)
    if mirrored:
        painter.translate(pixmap.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(tinted)).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def app_icon() -> QIcon:
    """Return the picture of the program itself."""
    return QIcon(str(resource_folder("icons") / "app.svg"))


def set_icon(target: QAbstractButton | QAction, name: str) -> None:
    """Give a button or an action an icon that follows the theme."""
    target.setProperty(_ICON_PROPERTY, name)
    target.setIcon(icon(name, _color_for(target)))


def name_icon(action: QAction, name: str) -> None:
    """Say which icon an action has; it is drawn when its menu is first opened."""
    action.setProperty(_ICON_PROPERTY, name)


def draw_named_icons(menu: QMenu) -> None:
    """Draw the icons of a menu that have only been named so far."""
    for action in menu.actions():
        if action.icon().isNull() and action.property(_ICON_PROPERTY):
            set_icon(action, str(action.property(_ICON_PROPERTY)))


def redraw_icons() -> None:
    """Draw every icon given by `set_icon` again, after the theme has changed."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.property(_ICON_PROPERTY):
            set_icon(widget, str(widget.property(_ICON_PROPERTY)))
        for action in widget.actions():
            if action.property(_ICON_PROPERTY) and not action.icon().isNull():
                set_icon(action, str(action.property(_ICON_PROPERTY)))


def _color_for(target: QAbstractButton | QAction) -> QColor | None:
    if target.property("primary"):
        return QGuiApplication.palette().color(QPalette.ColorRole.HighlightedText)
    return None
