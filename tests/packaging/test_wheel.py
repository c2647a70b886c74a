from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import copdesk

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_program_and_its_data_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"copdesk"}
    assert "copdesk/_resources/languages/copdesk.pot" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert [name for name in names if "__pycache__" in name] == []


@pytest.fixture
def installed(wheel, tmp_path):
    """Run the Python of the tests with the wheel's content, far from the checkout."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")

    def answer(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return answer


def test_an_installed_program_finds_its_data(installed, tmp_path):
    ask = "from copdesk.resources import resource; print(resource('languages/copdesk.pot'))"
    assert installed("-c", ask).startswith(str(tmp_path))


def test_an_installed_program_starts(installed):
    assert copdesk.__version__ in installed("-m", "copdesk", "--version")
