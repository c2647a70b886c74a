"""The sample community, and a window over it with every page in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from copdesk.clock import SystemClock
from copdesk.gui.window.main_window import MainWindow
from copdesk.services.opening import Services, open_community
from copdesk.services.sample import make_sample
from tests.gui.every_page import shown_window


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "valley"
    make_sample(folder, SystemClock()).close()
    return folder


@pytest.fixture
def sample_folder(template, tmp_path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "valley"))


@pytest.fixture
def sample(sample_folder) -> Iterator[Services]:
    services = open_community(sample_folder, SystemClock())
    yield services
    services.close()


@pytest.fixture
def read_only(sample_folder) -> Iterator[Services]:
    services = open_community(sample_folder, SystemClock(), read_only=True)
    yield services
    services.close()


@pytest.fixture
def filled(qtbot, qapp, tmp_path, sample) -> Iterator[MainWindow]:
    window = shown_window(qtbot, qapp, tmp_path, sample)
    yield window
    window.close()
