"""What the endings of attached files say: which become pages, which go to the system's viewer."""

from __future__ import annotations

from typing import Final

PDF: Final = ".pdf"
PLAIN_TEXTS: Final = frozenset({".txt", ".text", ".md", ".markdown"})
PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif"})
# What LibreOffice makes a PDF of.
OFFICE: Final = frozenset({".docx", ".odt", ".pptx", ".odp", ".xlsx", ".ods"})
# Text for programs, which nobody wants to read on paper.
MARKUPS: Final = frozenset({".svg", ".html", ".htm", ".xhtml", ".xml", ".eps", ".ps"})
_OTHER_PAPERS: Final = frozenset({".doc", ".xls", ".ppt", ".rtf", ".epub"})
_SOUNDS: Final = frozenset({".mp3", ".ogg", ".oga", ".opus", ".m4a", ".wav", ".flac"})
_FILMS: Final = frozenset({".mp4", ".m4v", ".webm", ".mov", ".mkv", ".avi"})
SHOWN_ELSEWHERE: Final = (
    frozenset({PDF}) | PLAIN_TEXTS | PICTURES | OFFICE | _OTHER_PAPERS | _SOUNDS | _FILMS
)
