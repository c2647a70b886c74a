from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QLabel

CALLS = 1_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_calls_that_return_nothing_take_no_reference_from_none(qtbot):
    """PySide6 6.12.0 takes one at each call, until the process dies."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _call in range(CALLS):
        label.setText("Saved.")
    assert abs(sys.getrefcount(None) - before) < CALLS // 20
