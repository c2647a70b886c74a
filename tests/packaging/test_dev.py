from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="asks apt-get and root")


@pytest.fixture
def dev(script):
    return script("dev")


@pytest.fixture
def lacking(dev, monkeypatch):
    monkeypatch.setattr(dev, "QT_LIBRARIES", {"libnowhere.so.7": "libnowhere7"})
    return dev


def test_this_system_lacks_nothing_once_the_tests_run(dev):
    assert dev.missing_packages() == []


@on_linux
def test_without_root_one_sentence_says_what_to_install(lacking, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/apt-get")
    with pytest.raises(lacking.CannotGoOn, match="`sudo apt-get install libnowhere7`"):
        lacking.prepare_system()


@on_linux
def test_without_apt_one_sentence_names_the_packages(lacking, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(lacking.CannotGoOn, match=r"your package manager .*: libnowhere7"):
        lacking.prepare_system()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
    ],
)
@on_linux
def test_a_screen_is_recognized(dev, environment, expected):
    assert dev.has_screen(environment) is expected


def test_every_check_runs_even_after_one_has_failed(dev, capfd):
    commands = [
        ("Good", [sys.executable, "-c", "print('first')"]),
        ("Bad", [sys.executable, "-c", "raise SystemExit(3)"]),
        ("Late", [sys.executable, "-c", "print('last')"]),
    ]
    assert dev.failing(commands) == ["Bad"]
    output = capfd.readouterr().out
    assert output.index("first") < output.index("Bad: failed") < output.index("last")


def test_tests_run_without_a_screen(dev, capfd):
    ask = "import os; print('platform', os.environ['QT_QPA_PLATFORM'])"
    assert dev.failing([("Screen", [sys.executable, "-c", ask])]) == []
    assert "platform offscreen" in capfd.readouterr().out


def test_the_environment_is_made_once_for_each_lock(dev, tmp_path, monkeypatch):
    lock = tmp_path / "run.txt"
    lock.write_text("# nothing\n")
    for name in ("STAMP", "PYTHON", "VENV"):
        inside = getattr(dev, name).relative_to(dev.ROOT)
        monkeypatch.setattr(dev, name, tmp_path / inside)
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    dev.prepare_venv([lock])
    first = dev.STAMP.read_text()
    assert dev.PYTHON.exists()

    dev.STAMP.touch()
    untouched = dev.STAMP.stat().st_mtime_ns
    dev.prepare_venv([lock])
    assert dev.STAMP.stat().st_mtime_ns == untouched

    lock.write_text("# nothing more\n")
    dev.prepare_venv([lock])
    assert dev.STAMP.read_text() != first


def test_an_unknown_command_is_refused():
    command = [sys.executable, ROOT / "packaging" / "dev.py", "dance"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "dance" in answer.stderr


def test_the_readme_and_the_gate_use_these_two_commands():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "python3 packaging/dev.py run" in readme
    assert "python3 packaging/dev.py test" in readme
    gate = (ROOT / ".ci" / "run").read_text("utf-8")
    assert gate.splitlines()[-1] == "exec python3 packaging/dev.py test"
