"""Compile ui/*.ui into copdesk/gui/forms; `--check` only compares.

What Qt's compiler writes is made ours: the words go through the catalogues of all layers instead
of Qt's own, the methods are typed, and imports that nothing uses are left out.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import PySide6

ROOT: Final = Path(__file__).resolve().parents[1]
DESIGNS: Final = ROOT / "ui"
FORMS: Final = ROOT / "copdesk" / "gui" / "forms"
QT: Final = Path(PySide6.__file__).parent
UIC: Final = QT / "uic.exe" if sys.platform == "win32" else QT / "Qt" / "libexec" / "uic"
SETUP_METHODS: Final = ("setupUi", "retranslateUi")


class Words(ast.NodeTransformer):
    """Hands every translated text to gettext; `used` collects the functions that it takes."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Rewrite `QCoreApplication.translate(context, text, disambiguation)`."""
        self.generic_visit(node)
        if ast.unparse(node.func) != "QCoreApplication.translate":
            return node
        text, *disambiguation = node.args[1:]
        if ast.literal_eval(text) == "":  # gettext answers the empty message with its header
            return text
        contexts = [each for each in disambiguation if ast.literal_eval(each) is not None]
        function = "pgettext" if contexts else "_"
        self.used.add(function)
        return ast.Call(ast.Name(function, ast.Load()), [*contexts, text], [])

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Drop the `u` before strings."""
        return ast.Constant(node.value)


def compiled(design: Path) -> str:
    """Return the Python source of one form."""
    root = ElementTree.parse(design).find("widget")
    if root is None:
        raise ValueError(f"{design} has no widget.")
    output = subprocess.run(
        [UIC, "-g", "python", design], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    words = Words()
    module = words.visit(ast.parse(output))
    _annotate(module, root.get("class", "QWidget"))
    _drop_unused_imports(module)
    if words.used:
        names = [ast.alias(name) for name in sorted(words.used)]
        module.body.insert(0, ast.ImportFrom("copdesk.language", names, 0))
    source = ast.unparse(ast.fix_missing_locations(module))
    # A line for each statement is all that unparse leaves; methods and classes stay apart.
    source = re.sub(r"\n+class ", "\n\n\nclass ", source)
    return (
        f'"""Compiled from ui/{design.name} by packaging/forms.py; change the form instead."""\n\n'
        f"from __future__ import annotations\n\n{source}\n"
    )


def _annotate(module: ast.Module, root_class: str) -> None:
    """Give `setupUi` and `retranslateUi` the types without which pages would know nothing."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name in SETUP_METHODS:
            node.args.args[1].annotation = ast.Name(root_class, ast.Load())
            node.returns = ast.Constant(None)


def _drop_unused_imports(module: ast.Module) -> None:
    used = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
    for node in list(module.body):
        if isinstance(node, ast.ImportFrom):
            node.names = [alias for alias in node.names if (alias.asname or alias.name) in used]
            if not node.names:
                module.body.remove(node)


def current_modules(designs: Path = DESIGNS) -> dict[str, str]:
    """Return what each module should contain, by file name."""
    return {f"ui_{design.stem}.py": compiled(design) for design in sorted(designs.glob("*.ui"))}


def stale_modules(wanted: dict[str, str], forms: Path = FORMS) -> list[str]:
    """Return the names of modules that differ, are missing or have lost their form."""
    orphans = {path.name for path in forms.glob("ui_*.py")} - set(wanted)
    different = {
        name
        for name, source in wanted.items()
        if not (forms / name).exists() or (forms / name).read_text("utf-8") != source
    }
    return sorted(orphans | different)


def main(arguments: list[str]) -> int:
    """Write the modules, or say which ones are stale."""
    check = "--check" in arguments
    wanted = current_modules()
    stale = stale_modules(wanted)
    for name in stale:
        print(f"{'Stale' if check else 'Written'}: copdesk/gui/forms/{name}")
        if check:
            continue
        if name in wanted:
            (FORMS / name).write_text(wanted[name], "utf-8", newline="\n")
        else:
            (FORMS / name).unlink()
    if check and stale:
        print("Run `.venv/bin/python packaging/forms.py`.")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
