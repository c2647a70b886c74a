"""The rules of the house that no tool knows by itself."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "copdesk"
TESTS = ROOT / "tests"
GENERATED = {PACKAGE / "gui" / "forms", PACKAGE / "store" / "migrations" / "versions"}
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent not in GENERATED]
MODULE_NAMES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
QUESTIONS = {"QMessageBox", "QFileDialog", "QInputDialog", "QColorDialog", "QFontDialog"}
BUTTONS = PACKAGE / "gui" / "widgets" / "buttons.py"
ASKING = {PACKAGE / "gui" / "ask.py", PACKAGE / "app.py"}
CLOCKS = {
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time",
    "time.time_ns", "time.monotonic", "time.monotonic_ns", "time.localtime", "time.gmtime",
    "time.perf_counter", "time.clock_gettime", "QDate.currentDate", "QTime.currentTime",
    "QDateTime.currentDateTime", "QDateTime.currentDateTimeUtc",
}  # fmt: skip
MARKUP = {"Paragraph", "XPreformatted"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
LONGEST = 400


@cache
def nodes(path: Path) -> Sequence[ast.AST]:
    """Return what a module consists of, parsed once for all rules."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


def child_in(room: str, module: str) -> str:
    """Return the file or room inside a room that holds a module."""
    return module.removeprefix(f"{room}.").partition(".")[0]


def circles_among(arrows: set[tuple[str, str]]) -> list[list[str]]:
    """Return the names that reach themselves, those of one circle together."""
    onward: dict[str, set[str]] = {}
    for source, target in arrows:
        if source != target:
            onward.setdefault(source, set()).add(target)
    reached = {name: _reached_from(name, onward) for name in onward}
    circles = {
        frozenset(other for other in far if name in reached.get(other, ()))
        for name, far in reached.items()
        if name in far
    }
    return sorted(sorted(circle) for circle in circles)


def _reached_from(name: str, onward: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = list(onward.get(name, ()))
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += onward.get(one, ())
    return found


def loaded_after(imports: str) -> set[str]:
    """Return the top-level packages that a fresh Python holds after some imports."""
    program = (
        f"import json, sys; {imports}; "
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return set(json.loads(answer.stdout))


def test_import_directions():
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert linter is not None
    answer = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_no_folder_holds_a_circle_of_imports(script):
    """Neither its files nor its rooms, whatever an import is for and wherever it stands."""
    arrows = script("house").imports(PACKAGE)
    assert len(arrows) > len(MODULES)
    circles = [
        circle
        for room in {name.rpartition(".")[0] for name in MODULE_NAMES} - {""}
        for circle in circles_among(
            {
                (child_in(room, source), child_in(room, target))
                for source, target in arrows
                if source.startswith(f"{room}.") and target.startswith(f"{room}.")
            }
        )
    ]
    assert circles == []


def test_a_circle_would_be_found():
    arrows = {("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")}
    assert circles_among(arrows) == [["b", "c"]]
    assert circles_among({("a", "b"), ("b", "c"), ("a", "c")}) == []


def test_what_works_without_a_window_loads_no_qt():
    rooms = {PACKAGE / "cli", PACKAGE / "services"}
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if rooms & set(path.parents)
    ]
    assert "copdesk.cli" in names
    assert loaded_after(f"import {', '.join(names)}").isdisjoint({"PySide6", "shiboken6"})


@pytest.mark.parametrize("module", ["copdesk.app", "copdesk.gui.window.main_window"])
def test_the_window_is_painted_before_anything_heavy_is_imported(module):
    heavy = {"sqlalchemy", "alembic", "reportlab", "pikepdf", "uharfbuzz", "icu4py", "pypdfium2"}
    assert loaded_after(f"import {module}").isdisjoint(heavy)


def test_alembic_and_paper_are_imported_only_when_used():
    loaded = loaded_after("import copdesk.store.tables, copdesk.services.members")
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint({"alembic", "reportlab", "pikepdf"})


def test_the_folder_packaging_does_not_hide_the_package_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_no_test_folder_is_a_package():
    assert list(TESTS.rglob("__init__.py")) == []


def test_tests_stand_in_the_rooms_of_what_they_try():
    elsewhere = {"benchmarks", "faults", "journeys", "packaging"}
    rooms = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    mirrored = [room for room in rooms if room.parts and room.parts[0] not in elsewhere]
    assert len(mirrored) > 20
    assert [str(room) for room in mirrored if not (PACKAGE / room).is_dir()] == []


def test_questions_are_asked_in_one_place():
    asked = {
        path.name: names & QUESTIONS
        for path in MODULES
        if path not in ASKING
        and (names := {node.id for node in nodes(path) if isinstance(node, ast.Name)}) & QUESTIONS
    }
    assert asked == {}


def test_buttons_are_made_in_one_place():
    found = [
        f"{path.name}:{node.lineno}"
        for path in (PACKAGE / "gui").rglob("*.py")
        if path.parent not in GENERATED and path != BUTTONS
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in {"QPushButton", "QToolButton"}
    ]
    assert found == []


def test_time_comes_from_the_clock():
    read = [
        f"{path.name}:{node.lineno}"
        for path in MODULES
        if path != PACKAGE / "clock.py"
        for node in nodes(path)
        if isinstance(node, ast.Call) and ".".join(ast.unparse(node.func).split(".")[-2:]) in CLOCKS
    ]
    assert read == []


def test_no_user_text_is_read_as_markup():
    """The paragraphs of ReportLab take tags out of a text; ours draw it as it is."""
    imported = [
        path.name
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("reportlab")
        and MARKUP & {alias.name for alias in node.names}
    ]
    assert imported == []


def test_no_module_is_longer_than_a_sitting():
    ours = [*MODULES, *TESTS.rglob("*.py")]
    long = [path.name for path in ours if len(path.read_text("utf-8").splitlines()) > LONGEST]
    assert long == []


def test_modules_have_names_that_say_something():
    assert VAGUE.isdisjoint(path.stem for path in MODULES)
