"""Where LibreOffice is on this computer, and how it is asked to make a PDF of a document."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from copdesk.pdf.foreign.refusals import Refusal, Refused

SECONDS: Final = 60
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_KEPT: Final = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "WINDIR")
_NO_WINDOW: Final = 0x08000000  # subprocess.CREATE_NO_WINDOW, which only Windows defines
_SETTINGS: Final = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
)
_PROXY: Final = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
    ("ooInetHTTPSProxyName", "127.0.0.1"),
    ("ooInetHTTPSProxyPort", "9"),
)


def office_program() -> str:
    """Return the path of LibreOffice, empty where it is not installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((place for place in _PLACES if Path(place).is_file()), "")


def converted(program: str, document: Path, folder: Path) -> bytes:
    """Return a document as a PDF, made in a folder of its own that holds nothing else of value."""
    profile, made = folder / "profile", folder / "made"
    _write_settings(profile / "user")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "pdf",
        "--outdir",
        str(made),
        str(document),
    ]
    if not _ended(command, folder):
        raise Refused(Refusal.OFFICE_TOO_SLOW)
    found = list(made.glob("*.pdf")) if made.is_dir() else []
    if not found:
        raise Refused(Refusal.OFFICE_FAILED)
    return found[0].read_bytes()


def _ended(command: Sequence[str], folder: Path) -> bool:
    """Run a program and whatever it starts; False if all of it had to be stopped."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    places = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), str(folder))
    running = subprocess.Popen(  # noqa: S603 - no shell, a name that we chose
        command,
        cwd=folder,
        env=kept | places,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )
    try:
        running.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _stop(running)
        return False
    return True


def _stop(running: subprocess.Popen[bytes]) -> None:
    """End a program together with those that it has started."""
    if sys.platform == "win32":
        system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        subprocess.run(  # noqa: S603 - the system's own, by its whole path
            [str(system), "/T", "/F", "/PID", str(running.pid)],
            check=False,
            capture_output=True,
            creationflags=_NO_WINDOW,
        )
    else:
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _write_settings(user: Path) -> None:
    """Forbid macros and links in a new profile, and send what still asks the network nowhere."""
    rows = [_row(f"org.openoffice.Office.{path}", name, value) for path, name, value in _SETTINGS]
    rows += [_row("org.openoffice.Inet/Settings", name, value) for name, value in _PROXY]
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
        + "\n".join(rows)
        + "\n</oor:items>\n",
        encoding="utf-8",
    )


def _row(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
    )
