"""What the recipes of CONTRIBUTING.md say to write, to change and to run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from copdesk.store.versions import SCHEMA_VERSION

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TITLES = re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"`([^`\n]+)`")
NUMBERS = {"<old>": str(SCHEMA_VERSION), "<new>": str(SCHEMA_VERSION + 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block of a recipe, and the file that the words above it name last."""

    kind: str
    text: str
    file: str


def pieces(title: str) -> Iterator[Piece]:
    """Yield what one recipe says to write, to change and to run, in order."""
    recipe = re.split(r"^##+ .+$", PAGE.split(f"### {title}\n")[1], flags=re.MULTILINE)[0]
    for placeholder, number in NUMBERS.items():
        recipe = recipe.replace(placeholder, number)
    done, file = 0, ""
    for found in BLOCK.finditer(recipe):
        file = [file, *NAME.findall(recipe[done : found.start()])][-1]
        done = found.end()
        indented = found[3].replace("\n\n", f"\n{found[1]}\n")
        yield Piece(kind=found[2], text=dedent(indented), file=file)
