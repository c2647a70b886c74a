"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the tree.

What is tested is the text: files, changes and commands are taken from the page.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import connect

import pytest

from copdesk.store.versions import SCHEMA_VERSION
from tests.pdf.printed_text import text
from tests.recipes import TITLES, Piece, pieces

ROOT = Path(__file__).resolve().parents[1]
TREE = ("copdesk", "docs", "packaging", "resources", "tests", "ui", "pyproject.toml")
QUICK_CHECKS = ".venv/bin/ruff check\n.venv/bin/ruff format --check\n.venv/bin/lint-imports\n"
IN_THE_MENU = """.venv/bin/python -c '
from PySide6.QtWidgets import QApplication, QWidget
from copdesk.gui.printing.menu import PrintMenu
from copdesk.services.handouts.kinds import About
app, page = QApplication([]), QWidget()
print(*(one.objectName() for one in PrintMenu(page, About.COMMUNITY).actions()))
'
"""
TOOLS = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the tree, and a home of its own."""

    tree: Path
    home: Path

    def follow(self, title: str) -> str:
        """Do what a recipe says, then the quick checks; return what its commands have printed."""
        recipe, printed = list(pieces(title)), ""
        written = [self.holds(piece) for piece in recipe if piece.kind != "sh"]
        if written and all(written):
            pytest.skip(f"somebody has followed “{title}” in this tree")
        for piece in recipe:
            if piece.kind == "sh":
                printed += self.run(piece.text)
            elif piece.kind == "diff":
                self.change(piece.file, piece.text)
            elif piece.kind:
                path = self.tree / piece.file
                assert not path.exists(), f"{piece.file} is there already"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(piece.text, "utf-8")
        self.run(QUICK_CHECKS)
        return printed

    def holds(self, piece: Piece) -> bool:
        """Whether what a recipe says is there already, to the letter."""
        path = self.tree / piece.file
        text = path.read_text("utf-8") if path.is_file() else ""
        return without("-", piece.text) in text if piece.kind == "diff" else text == piece.text

    def change(self, file: str, lines: str) -> None:
        """Put the lines with a plus into a file, and take those with a minus out."""
        path = self.tree / file
        before, text = without("+", lines), path.read_text("utf-8")
        assert text.count(before) == 1, f"{file} does not hold once:\n{before}"
        path.write_text(text.replace(before, without("-", lines)), "utf-8")

    def run(self, commands: str) -> str:
        """Run commands as they stand, with the tools that run this test; all must succeed."""
        answer = subprocess.run(
            ["/bin/sh", "-ec", commands.replace(".venv/bin/", f"{TOOLS}/")],
            cwd=self.tree,
            env={
                **os.environ,
                "HOME": str(self.home),
                "QT_QPA_PLATFORM": "offscreen",
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert answer.returncode == 0, commands + answer.stdout + answer.stderr
        return answer.stdout


def without(sign: str, lines: str) -> str:
    """Return a file's own lines of a change, but for those with a plus or a minus."""
    return "".join(one[1:] for one in lines.splitlines(True) if not one.startswith(sign))


def copied(folder: Path) -> Copy:
    if os.name != "posix":
        pytest.skip("the commands of the page are those of a Unix shell")
    tree, home = folder / "tree", folder / "home"
    home.mkdir()
    tree.mkdir()
    for name in TREE:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", ".*")
            )
        else:
            shutil.copy(ROOT / name, tree / name)
    return Copy(tree, home)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return copied(tmp_path)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy with a sample, for recipes that do not get in one another's way."""
    made = copied(tmp_path_factory.mktemp("tried"))
    (made_by,) = pieces("A sample to try things on")
    made.run(made_by.text)
    return made


def test_every_recipe_is_tested():
    tests = {name for name in globals() if name.startswith("test_a_")}
    assert {f"test_a_{title.split()[1]}" for title in TITLES} <= tests
    assert all(list(pieces(title)) for title in TITLES)


def test_a_sample(tried):
    assert (tried.home / "sample" / "community.sqlite").is_file()


def test_a_page(tried):
    """That its digit, Ctrl+P and Ctrl+F do something is tried by the tests that it runs."""
    told = re.search(r"^(\d+) passed", tried.follow("A page"), re.MULTILINE)
    assert told is not None
    promises = sorted((ROOT / "tests" / "gui" / "pages").glob("test_*.py"))
    assert int(told[1]) > "".join(path.read_text("utf-8") for path in promises).count("@EVERY_PAGE")


def test_a_handout(tried):
    tried.follow("A handout")
    assert "Our goals" in text((tried.home / "goals.pdf").read_bytes())
    assert "print-goals" in tried.run(IN_THE_MENU).split()


def test_a_format(tried):
    tried.follow("A format")
    with closing(connect(tried.home / "sample" / "community.sqlite")) as file:
        years = file.execute("SELECT year FROM resource WHERE title = 'The far school'")
        assert years.fetchall() == [("1998",)]


def test_a_migration(copy):
    copy.follow("A migration")
    before = copy.home / "before"
    with closing(connect(before / "community.sqlite")) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION + 1,)
        assert set(file.execute("SELECT to_bring FROM series")) == {("",)}
    assert (before / "backups" / f"before-version-{SCHEMA_VERSION + 1}.sqlite").exists()


def test_a_language(copy):
    assert copy.follow("A language").endswith("« Tuning Protocol » est en ordre.\n")


def test_a_protocol(copy):
    assert "Two words" in copy.follow("A protocol")


def test_a_dependency():
    """What can be known without a network: the commands are those that made the locks."""
    (commands,) = (piece.text for piece in pieces("A dependency") if piece.kind == "")
    for lock in re.findall(r"-o (\S+)", commands):
        assert (ROOT / lock).is_file()
