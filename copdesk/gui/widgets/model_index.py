"""A place in a model, as Qt hands it to models and delegates."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
ROOT: Final = QModelIndex()
"""The parent of everything in a list or a table."""
