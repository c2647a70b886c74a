"""What the pages for people who build CopDesk name is there, under that name."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.recipes import NAME, ROOT, TITLES, pieces

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
MODULES = sorted((ROOT / "copdesk").rglob("*.py"))
SOURCE = "\n".join(path.read_text("utf-8") for path in (*MODULES, ROOT / "pyproject.toml"))
WORDS = frozenset(re.findall(r"\w+", SOURCE))
MADE_BY_A_RECIPE = {piece.file for title in TITLES for piece in pieces(title)}
FENCED = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)+/?|[\w-]+\.(?:py|md|toml)")
MEMBER = re.compile(r"([A-Z]\w*)\.(\w+)")
CLASS = re.compile(r"[A-Z][a-z]\w*")
PLAIN = re.compile(r"[a-z_]\w+")
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
ELSEWHERE = {"Paragraph", "None", "pip"}  # of ReportLab and Python


@cache
def members() -> dict[str, set[str]]:
    """Return the classes of the program with what each defines."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, set()).update(_defined(node))
    return found


def _defined(node: ast.ClassDef) -> set[str]:
    names: set[str] = set()
    for one in node.body:
        if isinstance(one, ast.FunctionDef):
            names.add(one.name)
        elif isinstance(one, ast.Assign | ast.AnnAssign):
            targets = one.targets if isinstance(one, ast.Assign) else [one.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def is_true(name: str) -> bool:
    """Whether what a page names exists; what is no name at all passes."""
    classes = members()
    if name in ELSEWHERE or name in MADE_BY_A_RECIPE or name.startswith(".venv/"):
        return True
    if PATH.fullmatch(name):
        return (ROOT / name).exists()
    if found := MEMBER.fullmatch(name):
        return found[2] in classes.get(found[1], ())
    if CLASS.fullmatch(name):
        return name in classes
    return name in WORDS if PLAIN.fullmatch(name) else True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_names_is_there(page):
    named = NAME.findall(FENCED.sub("", page.read_text("utf-8")))
    assert [name for name in named if not is_true(name)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path):
    links = [one for one in LINK.findall(page.read_text("utf-8")) if "://" not in one]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(
    "name",
    ["copdesk/gui/gone.py", "gone.md", "Desk.gone", "Gone", "Gone.do", "gone_for_ever"],
)
def test_a_name_that_is_gone_would_be_noticed(name):
    assert not is_true(name)


@pytest.mark.parametrize(
    "name", ["copdesk/gui/desk", "Desk.do", "Outcome", "speaking", "BEGIN IMMEDIATE"]
)
def test_a_name_that_is_there_passes(name):
    assert is_true(name)


def test_every_decision_has_a_line_in_the_list_and_the_four_parts():
    listed = LINK.findall((ROOT / "docs" / "decisions" / "README.md").read_text("utf-8"))
    decisions = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    assert listed == [path.name for path in decisions]
    parts = ["Context", "Decision", "What follows", "What would change it"]
    for path in decisions:
        assert re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE) == parts
