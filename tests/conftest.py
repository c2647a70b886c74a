"""What tests of every room share: a clock that obeys, and a community that is made once."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from copdesk import language
from copdesk.domain.community import Community
from copdesk.store.transaction import Database

SCRIPTS = Path(__file__).resolve().parents[1] / "packaging"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no test needs a screen


class FakeClock:
    """A clock that stands still until a test moves it; the laptop's sleep is `asleep`."""

    def __init__(self, start: datetime = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)) -> None:
        self.wall = start
        self._monotonic = 1000.0
        self._boottime: float | None = 5000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self._monotonic

    def boottime(self) -> float | None:
        return self._boottime

    def advance(self, seconds: float) -> None:
        """Let time pass on every clock."""
        self.wall += timedelta(seconds=seconds)
        self._monotonic += seconds
        if self._boottime is not None:
            self._boottime += seconds

    def asleep(self, seconds: float) -> None:
        """Let the laptop sleep: the monotonic clock stands still, as on Linux."""
        self.advance(seconds)
        self._monotonic -= seconds

    def set_wall(self, moment: datetime) -> None:
        """Let somebody set the wall clock."""
        self.wall = moment


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    language.choose("en")
    yield
    language.choose("en")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def community_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed community with nothing but its profile, to be copied by who needs one."""
    folder = tmp_path_factory.mktemp("template") / "community"
    database = Database.create(folder, FakeClock())
    with database.transaction() as tx:
        tx.community.put(Community(name="Upper Valley", about="Teaching fractions"))
    database.close()
    return folder


@pytest.fixture
def community_folder(community_template: Path, tmp_path: Path) -> Path:
    """A closed community of the test's own."""
    return Path(shutil.copytree(community_template, tmp_path / "community"))


@pytest.fixture
def database(community_folder: Path, clock: FakeClock) -> Iterator[Database]:
    """An open community of the test's own."""
    opened = Database.open(community_folder, clock)
    yield opened
    opened.close()


@pytest.fixture
def script() -> Callable[[str], ModuleType]:
    """Load a script of the folder packaging, which is no package."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"script_{name}", SCRIPTS / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # dataclasses look up their annotations there
        spec.loader.exec_module(module)
        return module

    return load
