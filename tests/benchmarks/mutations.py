"""How many small faults, put into the core one at a time, the fast tests notice.

`python tests/benchmarks/mutations.py --seed NAME --sample 300` works on a copy of the tree, prints
a table and every fault that no test noticed, and returns 1 when fewer than 92 of 100 were noticed.
It is ours because mutmut changes nothing outside functions (constants, our tables), and Cosmic Ray
changes the checkout, draws no sample and runs the same tests for every module. It forks, so it
does not run on Windows.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import importlib.util
import multiprocessing
import os
import random
import resource
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

import pytest

ROOT = Path(__file__).resolve().parents[2]
TIMER = "domain/run/test_timer_[!cp]*.py domain/run/test_timer_pa*.py "
TIMER += "domain/protocols/test_rarer_parts.py domain/run/test_timer_*.py"
# Each module, and the tests that speak of it, the quickest first.
MODULES = {
    "copdesk/domain/run/timer.py": TIMER,
    "copdesk/domain/run/state.py": TIMER,
    "copdesk/domain/run/clock.py": "domain/run/test_clock.py domain/run/test_timer_c*.py",
    "copdesk/domain/plan/budget.py": "domain/plan/test_*.py domain/run/test_timer_planning.py",
    "copdesk/domain/run/replan.py": "domain/run/test_replan.py domain/run/test_timer_planning.py",
    "copdesk/domain/rota.py": "domain/test_rota.py",
    "copdesk/domain/backup_rotation.py": "domain/test_backup_rotation.py",
    "copdesk/domain/people/matching.py": "domain/people/test_*.py exchange/people/test_csv.py",
    "copdesk/domain/people/likeness.py": "domain/people/test_l*.py domain/people/test_i*.py",
    "copdesk/domain/run/talk_tally.py": "domain/run/test_talk_tally.py",
    "copdesk/domain/loose_ends.py": "domain/test_loose_ends.py",
    "copdesk/store/mapping.py": "store/test_mapping.py store/test_r*.py",
    "copdesk/store/repository.py": "store/test_r*.py",
    "copdesk/store/backup.py": "store/test_backup.py",
    "copdesk/pdf/layout/pagination.py": "pdf/layout/test_pagination.py pdf/layout/test_*.py",
    "copdesk/exchange/reading_lists/bibtex.py": "exchange/reading_lists/test_*.py",
    "copdesk/exchange/content_lines.py": "exchange/test_c*.py exchange/people/test_vcard*.py",
}
NOTICED_LIMIT = 0.92
SLOWER = 4
"""So many times the time of the clean run may pass before a fault counts as one without end."""
STEADY = ["-x", "-q", "-p", "no:xdist", "-p", "no:randomly", "--hypothesis-seed=0"]
STEADY += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
FORKS = multiprocessing.get_context("fork")
OPPOSITES: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
NOTHING = {"None", "False", "''", "[]", "()", "{}"}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


WORDS = {"_", "N_", "TypeVar", "cast"}
"""What is called with words for the user, or for the checker of types."""


@dataclass(frozen=True)
class Mutant:
    """A module with one fault."""

    module: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.before}  ->  {self.after}"


def faulty(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what could stand in place of an expression or a statement by mistake."""
    match node:
        case ast.Compare(ops=[operator]) | ast.BinOp(op=operator) | ast.AugAssign(op=operator):
            for kind in OPPOSITES.get(type(operator), ()):
                yield with_operator(node, kind())
        case ast.BoolOp():
            yield with_operator(node, OPPOSITES[type(node.op)][0]())
            for dropped in node.values:
                kept = [value for value in node.values if value is not dropped]
                yield ast.BoolOp(node.op, kept) if len(kept) > 1 else kept[0]
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float()):
            yield ast.Constant(node.value + 1)
        case ast.Constant(value=str() | bytes()) if node.value:
            yield ast.Constant(node.value[:0])
        case ast.Name(id=name) if name in NAMES:
            yield ast.Name(NAMES[name])
        case ast.If() | ast.IfExp():
            for verdict in (True, False):
                changed = copy.copy(node)
                changed.test = ast.Constant(verdict)
                yield changed
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            for number, loop in enumerate(node.generators):
                if loop.ifs:
                    changed = copy.deepcopy(node)
                    changed.generators[number].ifs = []
                    yield changed
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) not in NOTHING:
            yield ast.Return(None)
        case ast.FunctionDef(body=[*_, last]) if not is_empty(last):
            changed = copy.copy(node)
            changed.decorator_list, changed.body = [], [ast.Pass()]
            yield changed


def with_operator(node: ast.AST, operator: ast.AST) -> ast.AST:
    changed = copy.copy(node)
    if isinstance(changed, ast.Compare):
        changed.ops = [operator]
    else:
        changed.op = operator
    return changed


def is_empty(statement: ast.stmt) -> bool:
    """Whether a function that ends so has nothing but words in it."""
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def mutable(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may hold a fault: not types, documentation, imports or words for the user."""
    for name, field in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "bases", "type_params"}:
            continue
        for child in field if isinstance(field, list) else [field]:
            words = isinstance(child, ast.Call) and getattr(child.func, "id", "") in WORDS
            text = isinstance(child, ast.JoinedStr | ast.Import | ast.ImportFrom)
            if isinstance(child, ast.AST) and not words and not text and not is_said(child):
                yield child
                yield from mutable(child)


def is_said(node: ast.AST) -> bool:
    """Whether this is documentation, or a choice of types or of what others may import."""
    if isinstance(node, ast.Assign):
        return any(getattr(target, "id", "") == "__all__" for target in node.targets)
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Name) and node.value.id in {"dict", "list", "set"}
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def mutants(module: str) -> list[Mutant]:
    """Return every fault that can be put into a module."""
    data = (ROOT / module).read_bytes()
    starts = [0]
    for row in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    found: dict[str, Mutant] = {}
    for node in mutable(ast.parse(data)):
        if not isinstance(node, ast.expr | ast.stmt):
            continue
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        before = data[begin:end].decode()
        for fault in faulty(node):
            written = ast.unparse(ast.fix_missing_locations(fault))
            if isinstance(node, ast.expr):
                written = f"({written})"
            written = written.replace("\n", "\n" + " " * node.col_offset)
            source = (data[:begin] + written.encode() + data[end:]).decode()
            one = Mutant(module, node.lineno, brief(before), brief(written), source)
            found.setdefault(source, one)
    return list(found.values())


def brief(source: str) -> str:
    line = " ".join(source.split())
    return line if len(line) <= 110 else f"{line[:107]}..."


def drawn(number: int, seed: str) -> list[Mutant]:
    """Return a sample in which every module has the same share, as far as it has as many."""
    waiting = {module: mutants(module) for module in MODULES}
    for module, rows in waiting.items():
        random.Random(f"{seed} {module}").shuffle(rows)  # noqa: S311 - to be drawn again
    sample: list[Mutant] = []
    while len(sample) < number and any(waiting.values()):
        for rows in waiting.values():
            if rows and len(sample) < number:
                sample.append(rows.pop())
    order = list(MODULES)
    return sorted(sample, key=lambda one: (order.index(one.module), one.line))


def tests_of(module: str) -> list[str]:
    """Return the test files of a module, each once."""
    found = [
        str(path.relative_to(ROOT))
        for pattern in MODULES[module].split()
        for path in sorted((ROOT / "tests").glob(pattern))
    ]
    return list(dict.fromkeys(found))


class Tree:
    """A copy of the checkout in which faults are made; tests run in children that are forked."""

    def __init__(self, place: Path) -> None:
        self._place = place
        hidden = shutil.ignore_patterns(".*", "__pycache__", "dist")
        shutil.copytree(ROOT, place, ignore=hidden)

    def passed(self, module: str, limit: int = 0) -> bool:
        """Whether the tests of a module pass within a limit of seconds of processor time."""
        Path(importlib.util.cache_from_source(str(self._place / module))).unlink(missing_ok=True)
        child = FORKS.Process(target=self._test, args=(tests_of(module), limit))
        child.start()
        child.join(limit * 20 or None)
        if child.is_alive():
            child.kill()
            child.join()
        return child.exitcode == 0

    def notices(self, mutant: Mutant, limit: int) -> bool:
        """Whether a test fails with this fault; the module is whole again afterwards."""
        path = self._place / mutant.module
        whole = path.read_text("utf-8")
        try:
            path.write_text(mutant.source, "utf-8")
            return not self.passed(mutant.module, limit)
        finally:
            path.write_text(whole, "utf-8")

    def preload(self, module: str) -> None:
        """Import here what the tests of a module import from elsewhere, once for all children."""
        mine, theirs = FORKS.Pipe(duplex=False)
        tests = ["--collect-only", *tests_of(module)]
        child = FORKS.Process(target=self._test, args=(tests, 0, theirs))
        child.start()
        names = mine.recv()
        child.join()
        for name in names:
            with suppress(Exception):
                importlib.import_module(name)

    def _test(self, tests: list[str], limit: int, names: Connection | None = None) -> None:
        """Run tests in this process, which is a child of its own, and end it."""
        if limit:
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
        os.chdir(self._place)
        sys.path[0] = str(self._place)
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(self._place)}
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        code = pytest.main([*STEADY, *tests])
        if names:
            names.send([name for name, one in sys.modules.items() if is_from_elsewhere(one)])
        os._exit(code)


def is_from_elsewhere(module: object) -> bool:
    """Whether a module was installed, and is neither ours nor Python's own."""
    return "site-packages" in (getattr(module, "__file__", None) or "")


def judged(sample: Sequence[Mutant], tree: Tree) -> Iterator[tuple[Mutant, bool]]:
    """Yield for each fault whether it was noticed."""
    limits: dict[str, int] = {}
    for mutant in sample:
        if mutant.module not in limits:
            tree.preload(mutant.module)
            before = spent()
            if not tree.passed(mutant.module):
                raise SystemExit(f"The tests of {mutant.module} do not pass without any fault.")
            limits[mutant.module] = SLOWER * round(spent() - before) + 10
            print(f"{mutant.module}: {spent() - before:.1f} s", file=sys.stderr, flush=True)
        yield mutant, tree.notices(mutant, limits[mutant.module])


def spent() -> float:
    """Return the processor time of all children so far, which other work does not change."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print the table; 1 when too many faults went unnoticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", default="copdesk")
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--modules", nargs="+", default=[""], metavar="PART[:LINE]")
    chosen = parser.parse_args()
    sample = [
        mutant
        for mutant in drawn(chosen.sample, chosen.seed)
        if any(part in f"{mutant.module}:{mutant.line}:" for part in chosen.modules)
    ]
    started = monotonic()
    tried, noticed = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        for mutant, is_noticed in judged(sample, Tree(Path(folder) / "tree")):
            tried[mutant.module] += 1
            noticed[mutant.module] += is_noticed
            if not is_noticed:
                print(mutant, flush=True)
    print(f"\n{'module':40} faults noticed")
    for module in tried:
        print(f"{module:40} {tried[module]:6} {noticed[module]:7}")
    share = noticed.total() / max(tried.total(), 1)
    print(f"{'all':40} {tried.total():6} {noticed.total():7}  {share:.0%}")
    print(f"seed {chosen.seed!r}, {(monotonic() - started) / 60:.0f} minutes")
    return 0 if share >= NOTICED_LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
