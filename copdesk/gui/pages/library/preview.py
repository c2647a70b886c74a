"""What the chosen file looks like, drawn beside the window."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from copdesk.domain.library import AttachedFile
from copdesk.gui.desk.jobs import Jobs
from copdesk.gui.desk.newest import Newest
from copdesk.gui.look.theme import SPACE
from copdesk.gui.widgets.labels import plain_label
from copdesk.language import _
from copdesk.services.previews import Preview, PreviewService

DRAWN_WIDTH: Final = 800
TALLEST: Final = 520
KEPT: Final = 24


@dataclass(frozen=True, slots=True)
class _Drawn:
    preview: Preview
    image: QImage


class PreviewPane(QFrame):
    """The first page, the picture, or the beginning of the text."""

    def __init__(self, service: PreviewService, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._service = service
        self._newest = Newest(jobs)
        self._drawn: OrderedDict[str, _Drawn] = OrderedDict()
        self._shown = ""
        self.picture = _Picture()
        self.picture.setObjectName("previewPicture")
        self.words = plain_label("", wrap=True)
        self.words.setObjectName("previewWords")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        rows.addWidget(self.picture)
        rows.addWidget(self.words)

    def show_file(self, file: AttachedFile | None) -> None:
        """Show a file as soon as it is drawn; None shows nothing."""
        self.setVisible(file is not None)
        if file is None or file.sha256 == self._shown:
            if file is None:
                self._shown = ""
                self._newest.drop()
            return
        self._shown = file.sha256
        self.picture.setAccessibleName(_("Preview of {name}").format(name=file.name))
        if file.sha256 in self._drawn:
            self._newest.drop()
            self._show(self._drawn[file.sha256])
            return
        self._show(_Drawn(Preview(sentence=_("Drawing the preview …")), QImage()))
        service = self._service
        self._newest.start(lambda _report: _draw(service, file), partial(self._take, file.sha256))

    def _take(self, sha256: str, drawn: _Drawn) -> None:
        self._drawn[sha256] = drawn
        if len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        self._show(drawn)

    def _show(self, drawn: _Drawn) -> None:
        self.picture.show_image(drawn.image)
        self.picture.setVisible(not drawn.image.isNull())
        preview = drawn.preview
        self.words.setText(preview.text or preview.sentence)
        self.words.setVisible(drawn.image.isNull())
        role = "" if preview.text else "muted"
        if self.words.property("role") != role:
            self.words.setProperty("role", role)
            self.words.style().unpolish(self.words)
            self.words.style().polish(self.words)


class _Picture(QLabel):
    """An image in the width there is, never larger than it is nor taller than the window."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._width = 0
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage) -> None:
        """Show another image."""
        self._image, self._width = image, 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._image.isNull() or self._width == self.width():
            return
        self._width = self.width()
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(TALLEST * ratio))
        size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        size = size.boundedTo(self._image.size())
        smooth = Qt.TransformationMode.SmoothTransformation
        aspect = Qt.AspectRatioMode.KeepAspectRatio
        pixmap = QPixmap.fromImage(self._image.scaled(size, aspect, smooth))
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)
        self.setFixedHeight(round(size.height() / ratio))


def _draw(service: PreviewService, file: AttachedFile) -> _Drawn:  # in a worker thread
    preview = service.preview(file, DRAWN_WIDTH)
    image = QImage.fromData(preview.picture) if preview.picture else QImage()
    if preview.picture and image.isNull():
        preview = Preview(sentence=_("The preview cannot be shown."))
    return _Drawn(preview, image)
