"""Labels whose words have no spaces between them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from copdesk.gui.widgets.fitted_text import cut_to, fits
from copdesk.gui.widgets.labels import plain_label
from copdesk.language import with_line_breaks

KHMER = "កិច្ចប្រជុំមានរបៀបវារៈជាមួយពេលវេលាអ្នកដែលមកកំណត់ត្រាសេចក្តីសម្រេចនិងការសន្យា"


def test_a_label_is_no_wider_than_its_longest_word(qtbot):
    one_line = plain_label(KHMER)
    wrapped = plain_label(KHMER, wrap=True)
    for label in (one_line, wrapped):
        qtbot.addWidget(label)
    assert wrapped.minimumSizeHint().width() < one_line.sizeHint().width() / 2
    assert wrapped.text().replace("\u200b", "") == KHMER
    assert one_line.text() == KHMER


def test_as_many_words_as_fit_are_shown(qtbot):
    font, place = QFont(), QRectF(0, 0, 180, 30)
    shown = cut_to(font, place, with_line_breaks(KHMER))
    assert fits(font, place, shown, one_line=False)
    assert len(shown) > 3
    assert KHMER.startswith(shown.removesuffix("…").replace("\u200b", ""))
