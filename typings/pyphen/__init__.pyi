from collections.abc import Mapping
from pathlib import Path

LANGUAGES: Mapping[str, Path]

class DataInt(int):
    data: tuple[str, int, int] | None

class Pyphen:
    def __init__(self, *, lang: str, left: int = ..., right: int = ...) -> None: ...
    def positions(self, word: str) -> list[DataInt]: ...

def language_fallback(language: str) -> str | None: ...
