from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from babel import Locale

from copdesk import language

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "copdesk").rglob("*.py"))
MARKERS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}


def test_catalogues_are_current():
    command = [sys.executable, ROOT / "packaging" / "translations.py", "--check"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_every_catalogue_is_named_like_a_language():
    codes = language.available()
    assert codes[0] == "en"
    assert [str(Locale.parse(code)) for code in codes] == codes


def test_messages_are_whole_before_they_are_translated():
    """A message that is put together first is in no catalogue."""
    put_together = [
        f"{path.name}:{call.lineno}"
        for path in MODULES
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        for argument in call.args[: MARKERS.get(call.func.id, 0)]
        if isinstance(argument, ast.JoinedStr | ast.BinOp | ast.Call)
    ]
    assert put_together == []
