from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copdesk import cli
from copdesk.services.sample import make_sample
from tests.conftest import FakeClock


class Run:
    """What a command printed and how it ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


@pytest.fixture
def run(capfd) -> Callable[..., Run]:
    """Run a command as a terminal does; `run("search", "x", "--in", folder)`."""

    def run_(*words: object, clock: FakeClock | None = None) -> Run:
        try:
            status = cli.main([str(word) for word in words], clock or FakeClock())
        except SystemExit as refused:  # argparse refuses so
            status = int(refused.code or 0)
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Run(status, out, err)

    return run_


@pytest.fixture(scope="session")
def sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "valley"
    make_sample(folder, FakeClock()).close()
    return folder


@pytest.fixture
def valley(sample_template: Path, tmp_path: Path) -> Path:
    """A sample community of the test's own."""
    import shutil

    return Path(shutil.copytree(sample_template, tmp_path / "valley"))
