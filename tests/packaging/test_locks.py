from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
CHECK = [Requirement(line) for line in PROJECT["dependency-groups"]["check"]]
OUR_OWN = {"copdesk", "tests", "_typeshed"}


def entries(name: str) -> list[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return re.split(r"(?<!\\)\n", "\n".join(lines).strip())


def pins(name: str) -> dict[str, str]:
    requirements = [Requirement(entry.split("\\\n")[0]) for entry in entries(name)]
    return {
        canonicalize_name(each.name): str(each.specifier).removeprefix("==")
        for each in requirements
    }


@pytest.mark.parametrize("name", ["run", "check"])
def test_every_pin_is_exact_and_hashed(name):
    for entry in entries(name):
        assert re.match(r"[\w.-]+==\S+ ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("name", ["run", "check"])
def test_locks_say_nothing_of_where_packages_come_from(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text


@pytest.mark.parametrize(
    ("name", "requirement"),
    [("run", each) for each in RUN] + [("check", each) for each in RUN + CHECK],
    ids=str,
)
def test_every_direct_dependency_is_locked_to_a_version_that_it_allows(name, requirement):
    assert requirement.specifier.contains(pins(name)[canonicalize_name(requirement.name)])


def test_what_checks_is_what_runs():
    assert pins("run").items() <= pins("check").items()


def imported_distributions(folder: str) -> set[str]:
    """Return the packages that the Python files of a folder import by name.

    A program may also import the one beside it, such as a benchmark that fills a library.
    """
    modules: set[str] = set()
    beside = {path.stem for path in (ROOT / folder).rglob("*.py")}
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.partition(".")[0])
    known = packages_distributions()
    foreign = modules - sys.stdlib_module_names - OUR_OWN - beside
    return {canonicalize_name(known.get(module, [module])[0]) for module in foreign}


def test_everything_that_the_program_imports_is_declared():
    declared = {canonicalize_name(each.name) for each in RUN} | {"shiboken6"}
    assert imported_distributions("copdesk") <= declared


@pytest.mark.parametrize("folder", ["tests", "packaging"])
def test_everything_that_the_tests_import_is_locked(folder):
    assert imported_distributions(folder) <= set(pins("check"))
