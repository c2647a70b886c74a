"""Bring a fresh checkout to life: `run` opens CopDesk, `test` checks and tests it.

Needs nothing but Python's standard library. What the system lacks is installed where that is
allowed, and named in one sentence where it is not.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
VENV: Final = ROOT / ".venv"
STAMP: Final = VENV / "copdesk-lock.txt"
WINDOWS: Final = sys.platform == "win32"
PROGRAMS: Final = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON: Final = PROGRAMS / ("python.exe" if WINDOWS else "python")
OLDEST: Final = (3, 11)

# Two tests at a time take two thirds of the time; many at a time would take too much memory.
ON_SEVERAL_CORES: Final = ("-n", "auto", "--maxprocesses", "4")

# What `test` installs contains what `run` installs, in the same versions.
RUN_LOCKS: Final = (ROOT / "requirements" / "run.txt",)
TEST_LOCKS: Final = (*RUN_LOCKS, ROOT / "requirements" / "check.txt")

# The Debian package that brings each library which the wheel of Qt expects on Linux.
QT_LIBRARIES: Final[Mapping[str, str]] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# What some tests look with; without it they are skipped and say so.
TEST_AIDS: Final[Mapping[str, str]] = {
    "/usr/bin/pdftotext": "poppler-utils",
    "/usr/share/unicode/BidiTest.txt": "unicode-data",
}


class CannotGoOn(Exception):
    """One sentence for the person at the terminal: what is missing and what to do."""


def missing_packages() -> list[str]:
    """Return the Debian packages whose contents this system lacks."""
    packages: list[str] = []
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        packages.append("python3-venv")
    if sys.platform == "linux":
        packages += [package for library, package in QT_LIBRARIES.items() if not _can_load(library)]
    return packages


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def prepare_system() -> None:
    """Install what the system lacks, or say in a sentence what somebody should install."""
    packages = missing_packages()
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise CannotGoOn(
            "This system lacks what these Debian packages contain; install their counterparts "
            f"with your package manager and start again: {names}."
        )
    if os.geteuid() != 0:
        raise CannotGoOn(
            f"This system lacks some packages; run `sudo apt-get install {names}` and start again."
        )
    heading(f"Installing {len(packages)} system packages")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "--quiet"], install):
        if subprocess.run(command, env=environment, check=False).returncode != 0:
            raise CannotGoOn(
                f"`{' '.join(command)}` did not succeed; mend what it says above and start again."
            )


def prepare_test_aids() -> None:
    """Install what lets every test run, where that is allowed; otherwise some are skipped."""
    packages = [package for path, package in TEST_AIDS.items() if not Path(path).exists()]
    if not packages or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    heading(f"Installing {', '.join(packages)} for the tests")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet"], env=environment, check=False)
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    subprocess.run(install, env=environment, check=False)


def prepare_venv(locks: Sequence[Path]) -> None:
    """Make `.venv` hold what these lock files name; the last one names everything."""
    wanted = _fingerprints(locks)
    present = STAMP.read_text("utf-8").splitlines() if STAMP.exists() else []
    if set(wanted) <= set(present) and PYTHON.exists():
        return
    if _venv_version() != sys.version_info[:2]:
        heading("Making the virtual environment in .venv")
        _call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    STAMP.unlink(missing_ok=True)
    heading(f"Installing what {locks[-1].relative_to(ROOT).as_posix()} names")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _call([*pip, "--require-hashes", "--only-binary=:all:", "--requirement", str(locks[-1])])
    STAMP.write_text("\n".join(wanted) + "\n", "utf-8")


def _fingerprints(locks: Iterable[Path]) -> list[str]:
    version = f"Python {sys.version_info.major}.{sys.version_info.minor} for {VENV}"
    digests = [f"{lock.name} {hashlib.sha256(lock.read_bytes()).hexdigest()}" for lock in locks]
    return [version, *digests]


def _venv_version() -> tuple[int, ...] | None:
    """Return the Python version in `.venv`; None where it is absent or does not start."""
    ask = "import sys, pip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [str(PYTHON), "-c", ask], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return tuple(int(part) for part in answer.stdout.split()) if answer.returncode == 0 else None


def _call(command: Sequence[str]) -> None:
    if subprocess.run(command, check=False).returncode != 0:
        raise CannotGoOn(
            "The packages that CopDesk needs could not be installed; see what pip says above, "
            "and start again when the package index can be reached."
        )


def run(arguments: Sequence[str]) -> int:
    """Open the window; without a screen, do an evening's work on the sample community instead."""
    prepare_system()
    prepare_venv(RUN_LOCKS)
    if has_screen(os.environ):
        return subprocess.run(
            [PYTHON, "-m", "copdesk", *arguments], cwd=ROOT, check=False
        ).returncode
    folder = Path(tempfile.mkdtemp(prefix="copdesk-")) / "sample"
    reason = "There is no screen here, so CopDesk works through a meeting on its sample community."
    print(reason, flush=True)
    command = [PYTHON, "-m", "copdesk", "demo", str(folder)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def has_screen(environment: Mapping[str, str]) -> bool:
    """Whether a window can appear; only Linux is asked, the others always have a screen."""
    if sys.platform != "linux":
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def test(arguments: Sequence[str]) -> int:
    """Run every check and then the tests, and say which did not pass."""
    prepare_system()
    prepare_test_aids()
    prepare_venv(TEST_LOCKS)
    failed = failing(checks(arguments))
    heading(f"Did not pass: {', '.join(failed)}" if failed else "Everything passed")
    return 1 if failed else 0


def failing(commands: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """Run each titled command, whatever becomes of the others; return the titles that failed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    failed: list[str] = []
    for title, command in commands:
        heading(title)
        start = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        seconds = time.monotonic() - start
        print(f"{title}: {'failed' if code else 'passed'}, {seconds:.0f} s", flush=True)
        if code:
            failed.append(title)
    return failed


def checks(pytest_arguments: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the title and the command of each check, the quick ones first."""
    python = str(PYTHON)
    return [
        ("Style", [python, "-m", "ruff", "check"]),
        ("Format", [python, "-m", "ruff", "format", "--check"]),
        ("Types", [python, "-m", "basedpyright", "--pythonpath", python]),
        ("Import directions", [str(PROGRAMS / "lint-imports")]),
        ("Forms", [python, str(ROOT / "packaging" / "forms.py"), "--check"]),
        ("Translations", [python, str(ROOT / "packaging" / "translations.py"), "--check"]),
        ("Tests", [python, "-m", "pytest", *ON_SEVERAL_CORES, *pytest_arguments]),
    ]


def heading(title: str) -> None:
    """Print a line that the eye finds between the output of the tools."""
    print(f"\n=== {title} ===", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser(prog="packaging/dev.py", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="open CopDesk; what follows is passed on to it")
    commands.add_parser("test", help="run all checks and tests; what follows goes to pytest")
    known, rest = parser.parse_known_args(arguments)
    try:
        if sys.version_info < OLDEST:
            raise CannotGoOn("CopDesk needs Python 3.11 or newer; start this with a newer python3.")
        return run(rest) if known.command == "run" else test(rest)
    except CannotGoOn as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
