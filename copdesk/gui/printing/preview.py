"""See a handout before it is printed or saved: pages, paper, parts, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.text import file_stem
from copdesk.errors import UserError
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.jobs import Report
from copdesk.gui.desk.newest import Newest
from copdesk.gui.look.theme import SPACE
from copdesk.gui.printing.options import PrintOptions
from copdesk.gui.printing.pages import PagesView
from copdesk.gui.printing.paper import pages_of, print_pages
from copdesk.gui.widgets.actions import action
from copdesk.gui.widgets.banner import Banner
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.labels import plain_label
from copdesk.keys import keys_of
from copdesk.language import _
from copdesk.services.handouts.wanted import Wanted

if TYPE_CHECKING:
    from copdesk.services.handouts.service import Handout
    from copdesk.services.opening import Services

SIZE: Final = QSize(860, 900)
TITLE_BAR: Final = 40
FILE_SIGNS: Final = " -_.,"
OF_THE_PROGRAM: Final = frozenset((*keys_of("quit"), *keys_of("keys")))
"""Keys that do here what they do in the main window."""


def show_preview(parent: QWidget, services: Services, desk: Desk, wanted: Wanted) -> PrintPreview:
    """Open a window with a handout beside the main window, and return it."""
    main = parent.window()
    preview = PrintPreview(services, desk, wanted, main)
    for one in main.actions():
        if any(key.toString() in OF_THE_PROGRAM for key in one.shortcuts()):
            preview.addAction(one)
    preview.show()
    return preview


class PrintPreview(QWidget):
    """A window of its own that does not hold up the main one."""

    def __init__(
        self, services: Services, desk: Desk, wanted: Wanted, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("printPreview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services, self._desk = services, desk
        self._wanted = wanted
        self._layout, self._pictures = Newest(desk.jobs), Newest(desk.jobs)
        self.handout: Handout | None = None
        self._warnings = Banner()
        self._view = PagesView()
        self._page = plain_label(role="muted")
        self._page.setObjectName("pageOfPages")
        self._options = PrintOptions(services, desk, wanted)
        self._lay_out()
        self._connect()
        self._make()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        self._layout.drop()
        self._pictures.drop()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self.resize(SIZE.boundedTo(self.screen().availableSize() - QSize(0, TITLE_BAR)))
        self._state = plain_label(role="muted", wrap=True)
        self._state.setObjectName("previewState")
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._state)
        self._middle.addWidget(self._view)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE)
        beside.addWidget(self._options)
        beside.addWidget(self._middle, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.setSpacing(SPACE)
        rows.addLayout(self._top())
        rows.addWidget(self._warnings)
        rows.addLayout(beside, 1)

    def _top(self) -> QHBoxLayout:
        view = self._view
        self._save = button(_("Save as PDF…"), "savePdf", "export", self._save_pdf)
        self._print = button(_("Print…"), "printNow", "print", self._print_pages, primary=True)
        smaller = button("−", "zoomOut", press=lambda: view.step_zoom(-1))
        smaller.setAccessibleName(_("Smaller"))
        larger = button("+", "zoomIn", press=lambda: view.step_zoom(1))
        larger.setAccessibleName(_("Larger"))
        fit = button(_("Whole width"), "zoomFit", press=lambda: view.set_zoom(100))
        for each, name in ((smaller, "zoom-out"), (larger, "zoom-in"), (fit, "zoom-fit")):
            each.setShortcut(keys_of(name)[0])
        self._print.setShortcut(keys_of("print")[0])
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._page, 1)
        for widget in (smaller, larger, fit, self._save, self._print):
            row.addWidget(widget)
        return row

    def _connect(self) -> None:
        self._options.chosen.connect(self._make)
        self._view.pages_wanted.connect(self._draw)
        self._view.page_changed.connect(self._show_page)
        action(self, _("close the preview"), keys=keys_of("preview-close"), run=self._go_back)

    def _go_back(self) -> None:
        """Close, and give the keys to the main window, where a discussion may be going on."""
        main = self.parentWidget()
        self.close()
        if main is not None:
            main.activateWindow()

    def _make(self, *_choice: object) -> None:
        """Lay the handout out again, in a job."""
        self._desk.flush()
        self._layout.drop()
        self._may_finish(False)
        if self._options.holds_nothing():
            self._refuse(UserError(_("Nothing is chosen."), _("Tick at least one part.")))
            return
        service, wanted = self._services.handouts, self._options.applied_to(self._wanted)
        self._say(_("Laying out the pages…"))
        self._layout.start(
            partial(service.make, wanted),
            self._take,
            title=_("Laying out the pages"),
            refused=self._refuse,
        )

    def _take(self, handout: Handout) -> None:
        if self.handout is None:
            self._middle.setCurrentWidget(self._view)
            self._view.setFocus()
        self.handout = handout
        self.setWindowTitle(handout.title)
        self._warn(handout)
        self._may_finish(True)
        self._middle.setCurrentWidget(self._view)
        self._view.show_document(handout.pages)

    def _refuse(self, error: UserError) -> None:
        self.handout = None
        self._warnings.hide()
        self._say(error.sentence)

    def _say(self, text: str) -> None:
        if self.handout is None:
            self._state.setText(text)
            self._page.setText("")
            self._middle.setCurrentWidget(self._state)

    def _may_finish(self, may: bool) -> None:
        self._save.setEnabled(may)
        self._print.setEnabled(may)

    def _warn(self, handout: Handout) -> None:
        sentences = list(handout.notices)
        if handout.missing:
            letters = " ".join(handout.missing[:20])
            sentences.insert(
                0,
                _("No font has these letters, a box stands for each: {letters}").format(
                    letters=letters
                ),
            )
        if sentences:
            self._warnings.say("\n".join(sentences))
        else:
            self._warnings.hide()

    def _draw(self, pages: Sequence[int], width: int) -> None:
        handout, service = self.handout, self._services.handouts
        if handout is None:
            return

        def work(_report: Report) -> dict[int, QImage]:
            drawn = service.pictures(handout.pdf, width, pages)
            images = [QImage.fromData(data) for data in drawn]
            return dict(zip(pages, images, strict=True))

        self._pictures.start(
            work,
            partial(self._view.take_pictures, drawn_at=width),
            title=_("Drawing the pages"),
            refused=self._cannot_draw,
        )

    def _cannot_draw(self, error: UserError) -> None:
        self._warnings.say(error.sentence)

    def _show_page(self, number: int) -> None:
        pages = self.handout.pages if self.handout else 0
        self._page.setText(
            _("Page {number} of {pages}").format(number=min(number + 1, pages), pages=pages)
        )

    def _save_pdf(self) -> None:
        handout, service = self.handout, self._services.handouts
        if handout is None:
            return
        path = self._desk.ask.choose_save(
            self, _("Save as PDF"), file_name(handout.title), _("PDF (*.pdf)")
        )
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".pdf")

        def work(_report: Report) -> str:
            service.save(handout, target)
            return target.name

        self._desk.jobs.start(
            _("Saving “{title}”").format(title=handout.title),
            work,
            done=self._tell_saved,
            refused=self._cannot_save,
        )

    def _tell_saved(self, name: str) -> None:
        self._page.setText(_("Saved as {name}").format(name=name))

    def _cannot_save(self, error: UserError) -> None:
        self._warnings.say(error.sentence, grave=True)

    def _print_pages(self) -> None:
        handout, service = self.handout, self._services.handouts
        if handout is None:
            return
        paper = self._options.paper()
        printer = self._desk.ask.choose_printer(self, handout.title, handout.pages, paper)
        if printer is None:
            return
        wanted = pages_of(printer, handout.pages)

        def work(report: Report) -> Any:
            def draw(width: int, pages: Sequence[int]) -> list[bytes]:
                return service.pictures(handout.pdf, width, pages)

            def save(pdf: bytes, path: Path) -> None:
                service.save(replace(handout, pdf=pdf), path)

            return print_pages(printer, wanted, draw, report, save)

        self._desk.jobs.start(
            _("Printing “{title}”").format(title=handout.title),
            work,
            done=self._tell_printed,
            refused=self._cannot_save,
        )

    def _tell_printed(self, _pages: int) -> None:
        self._page.setText(_("Sent to the printer."))


def file_name(title: str) -> str:
    """Return a name for a file that every system takes."""
    return f"{file_stem(title, signs=FILE_SIGNS, longest=100) or 'CopDesk'}.pdf"
