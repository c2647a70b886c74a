"""Draw docs/house.svg, the rooms of the program, from the real imports; `--check` only compares.

A row imports from rows below it only. An arrow is left out where others lead the same way: if the
window asks a service and a service asks the store, no third arrow joins the window to the store.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path
from textwrap import wrap
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = ROOT / "copdesk"
PICTURE: Final = ROOT / "docs" / "house.svg"

Arrow = tuple[str, str]

WIDTH: Final = 1040.0
CARD: Final = 214.0
"""How wide a room without rooms may become."""
EDGE: Final = 14.0
GAP: Final = 14.0
BETWEEN_ROWS: Final = 30.0
PASSAGE: Final = 12.0
"""What a row leaves free for an arrow that goes past it."""
NAME: Final = 22.0
LINE: Final = 15.0
LETTER: Final = 6.2
"""The width of a letter of the small print, on the wide side."""

STYLE: Final = """
.ground { fill: #f4f1ea; }
.frame { fill: #e7ecf1; stroke: #b4c0cc; }
.inner { fill: #d8e1e9; stroke: #a3b3c2; }
.card { fill: #ffffff; stroke: #7f93a6; }
.arrow { fill: none; stroke: #44586b; stroke-width: 1.5; }
.head { fill: #44586b; }
text { fill: #1d2a36; font-family: system-ui, "Segoe UI", "Noto Sans", Helvetica, sans-serif; }
.name { font-size: 15px; font-weight: 600; }
.words { font-size: 11.5px; fill: #3c4c5a; }
@media (prefers-color-scheme: dark) {
.ground { fill: #14191e; }
.frame { fill: #1f272f; stroke: #44525f; }
.inner { fill: #2a343e; stroke: #546473; }
.card { fill: #36424e; stroke: #7f93a6; }
.arrow { stroke: #a9bccd; }
.head { fill: #a9bccd; }
text { fill: #f1f4f7; }
.words { fill: #c9d4de; }
}
"""


class ArrowUp(Exception):
    """Rooms that import one another have no row to stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A folder or file, what it says of itself, and what stands in it from top to bottom."""

    name: str
    words: str = ""
    rows: tuple[tuple[Room | str, ...], ...] = ()
    """Rooms, and the passages between them; a passage is named like the arrow it is for."""
    arrows: tuple[Arrow, ...] = ()
    loose: str = ""
    """Files that stand in no room of their own."""

    @property
    def share(self) -> int:
        """How many cards its fullest row holds side by side."""
        return max((sum(one.share for one in _rooms(row)) for row in self.rows), default=1)


@dataclass(slots=True, kw_only=True)
class Box:
    """Where a room is drawn, in pixels."""

    room: Room
    left: float = 0.0
    top: float = 0.0
    width: float
    height: float = 0.0
    inside: dict[str, Box] = field(default_factory=dict[str, "Box"])
    passages: dict[str, float] = field(default_factory=dict[str, float])
    """The middle of each passage, by its name and row."""
    row_ends: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])

    @property
    def middle(self) -> float:
        """The place halfway between its sides."""
        return self.left + self.width / 2


def imports(package: Path) -> frozenset[Arrow]:
    """Return which module imports which other, also inside functions and for types only."""
    modules = _modules(package)
    found: set[Arrow] = set()
    for name, path in modules.items():
        for target in _targets(ast.parse(path.read_text("utf-8")), modules):
            if target != name:
                found.add((name, target))
    return frozenset(found)


def _modules(package: Path) -> dict[str, Path]:
    return {
        ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(
            ".__init__"
        ): path
        for path in sorted(package.rglob("*.py"))
    }


def _targets(tree: ast.Module, modules: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [one if one in modules else node.module for one in inner]
        else:
            continue
        yield from (one for one in names if one in modules)


def rows_of(names: Iterable[str], arrows: Iterable[Arrow]) -> list[list[str]]:
    """Return the names row by row, each as high as it can stand with every arrow downwards."""
    waiting, left = sorted(set(names)), set(arrows)
    rows: list[list[str]] = []
    while waiting:
        below = {target for _source, target in left}
        row = [name for name in waiting if name not in below]
        if not row:
            raise ArrowUp(f"{', '.join(waiting)}: some of these import one another.")
        rows.append(row)
        waiting = [name for name in waiting if name in below]
        left = {(source, target) for source, target in left if source not in row}
    return rows


def needed(arrows: Iterable[Arrow]) -> list[Arrow]:
    """Return the arrows without those that others already say in two steps or more."""
    known = set(arrows)
    onward: dict[str, set[str]] = {}
    for source, target in known:
        onward.setdefault(source, set()).add(target)

    def reaches(source: str, target: str) -> bool:
        return any(one == target or reaches(one, target) for one in onward.get(source, ()))

    return sorted(
        (source, target)
        for source, target in known
        if not any(reaches(one, target) for one in onward[source] - {target})
    )


def room_of(folder: Path, package: Path, found: frozenset[Arrow]) -> Room:
    """Return a folder with its rooms, if it has more than one."""
    name = ".".join(folder.relative_to(package.parent).parts)
    folders = {path.parent.name: path.parent for path in folder.glob("*/__init__.py")}
    files = {path.stem: path for path in folder.glob("*.py") if path.name != "__init__.py"}
    words = _first_sentence(folder / "__init__.py")
    if len(folders) < 2:
        return Room(name=folder.name, words=words)
    is_whole = folder == package
    boxes = {key: room_of(path, package, found) for key, path in folders.items()}
    if is_whole:
        boxes |= {key: Room(name=key, words=_first_sentence(one)) for key, one in files.items()}
    between = {
        (_child(name, source), _child(name, target))
        for source, target in found
        if source.startswith(f"{name}.") and target.startswith(f"{name}.")
    }
    arrows = {(a, b) for a, b in between if a != b and a in boxes and b in boxes}
    rows, shown = rows_of(boxes, arrows), needed(arrows)
    return Room(
        name=folder.name,
        words=words,
        rows=tuple(tuple(boxes.get(one, one) for one in row) for row in _in_order(rows, shown)),
        arrows=tuple(shown),
        loose="" if is_whole else ", ".join(sorted(files)),
    )


def _child(room: str, module: str) -> str:
    return module.removeprefix(f"{room}.").partition(".")[0]


def _first_sentence(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return said.replace("\n", " ").replace("`", "").split(". ")[0].split("; ")[0].rstrip(".")


def _in_order(rows: Sequence[Sequence[str]], arrows: Sequence[Arrow]) -> list[list[str]]:
    """Give passages to long arrows, and put each row in the order of what leads to it."""
    height = {name: number for number, row in enumerate(rows) for name in row}
    full = [list(row) for row in rows]
    links: list[Arrow] = []
    for source, target in arrows:
        passage, before = passage_name(source, target), source
        for number in range(height[source] + 1, height[target]):
            full[number].append(passage)
            links.append((before, passage))
            before = passage
        links.append((before, target))
    for above, row in pairwise(full):
        place = {name: (index + 0.5) / len(above) for index, name in enumerate(above)}
        leading = {name: [place[a] for a, b in links if b == name and a in place] for name in row}
        row.sort(key=lambda name: sum(leading[name]) / len(leading[name]) if leading[name] else 1)
    return full


def passage_name(source: str, target: str) -> str:
    """Return what the free way of an arrow past a row is called."""
    return f"{source} > {target}"


def _rooms(row: Iterable[Room | str]) -> list[Room]:
    return [one for one in row if isinstance(one, Room)]


def boxed(room: Room, width: float) -> Box:
    """Return a room with everything in it placed from its upper left corner, for a width."""
    box = Box(room=room, width=width)
    bottom = EDGE + NAME + LINE * max(len(_lines(room.words, width)) - 1, 0)
    if not room.rows:
        box.height = bottom + LINE * bool(room.words)
        return box
    bottom += LINE * bool(room.words)
    for row in room.rows:
        bottom = _place_row(box, row, bottom)
    box.height = bottom - BETWEEN_ROWS + EDGE
    if room.loose:
        box.height += LINE * len(_lines(f"and {room.loose}", width)) + EDGE / 2
    return box


def _place_row(box: Box, row: Sequence[Room | str], top: float) -> float:
    """Place the boxes of one row in the middle of a frame; return where the next may begin."""
    rooms = _rooms(row)
    free = box.width - 2 * EDGE - GAP * (len(row) - 1) - PASSAGE * (len(row) - len(rooms))
    each = free / max(sum(one.share for one in rooms), 1)
    made = {one.name: boxed(one, min(each * one.share, _widest(one))) for one in rooms}
    taken = sum(one.width for one in made.values()) + PASSAGE * (len(row) - len(rooms))
    left = (box.width - taken - GAP * (len(row) - 1)) / 2
    height = max(one.height for one in made.values())
    for one in row:
        if isinstance(one, Room):
            child = made[one.name]
            child.left, child.top = left, top
            if not one.rows:
                child.height = height if _is_all_cards(rooms) else child.height
            box.inside[one.name] = child
            left += child.width + GAP
        else:
            box.passages[f"{one} {len(box.row_ends)}"] = left + PASSAGE / 2
            left += PASSAGE + GAP
    box.row_ends.append((top, top + height))
    return top + height + BETWEEN_ROWS


def _is_all_cards(rooms: Iterable[Room]) -> bool:
    return not any(one.rows for one in rooms)


def _widest(room: Room) -> float:
    if not room.rows:
        return CARD
    inside = [
        sum(_widest(one) if isinstance(one, Room) else PASSAGE for one in row)
        + GAP * (len(row) - 1)
        for row in room.rows
    ]
    return max(inside) + 2 * EDGE


def _lines(words: str, width: float) -> list[str]:
    return wrap(words, int((width - 2 * EDGE) / LETTER)) if words else []


def drawn(room: Room) -> str:
    """Return the picture of a room and of all that is in it."""
    box = boxed(room, WIDTH)
    size = f'width="{box.width:g}" height="{box.height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {box.width:g} '
        f'{box.height:g}" role="img">',
        "<title>The rooms of CopDesk</title>",
        "<!-- Drawn by packaging/house.py from the imports; change those instead. -->",
        f"<style>{STYLE}</style>",
        *_shapes(box, 0.0, 0.0, 0),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _shapes(box: Box, left: float, top: float, depth: int) -> Iterator[str]:
    """Yield a box at a place, what is in it, and the arrows between."""
    x, y = left + box.left, top + box.top
    kind = ("ground", "frame", "inner")[min(depth, 2)] if box.room.rows else "card"
    yield (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="{8 if box.room.rows else 5}"/>'
    )
    yield _text("name", x + EDGE, y + NAME + 1, box.room.name)
    below = y + NAME + LINE + 2
    for number, line in enumerate(_lines(box.room.words, box.width)):
        yield _text("words", x + EDGE, below + LINE * number, line)
    for child in box.inside.values():
        yield from _shapes(child, x, y, depth + 1)
    foot = _lines(f"and {box.room.loose}", box.width) if box.room.loose else []
    for number, line in enumerate(reversed(foot)):
        yield _text("words", x + EDGE, y + box.height - EDGE + 2 - LINE * number, line)
    for source, target in box.room.arrows:
        yield from _arrow(box, source, target, x, y)


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def _arrow(box: Box, source: str, target: str, left: float, top: float) -> Iterator[str]:
    """Yield a line from below one box, through the passages, to above another, and its head."""
    begin, end = box.inside[source], box.inside[target]
    x = left + begin.left + begin.width * _port(box, source, target, leaving=True)
    y = top + begin.top + begin.height
    path = [f"M {x:.1f} {y:.1f}"]
    stops: list[tuple[float, float, float]] = []
    floor = next(row_end for row_top, row_end in box.row_ends if row_top == begin.top)
    path.append(f"L {x:.1f} {top + floor:.1f}")  # a neighbor may reach further down
    y = top + floor
    for number, (row_top, row_end) in enumerate(box.row_ends):
        middle = box.passages.get(f"{passage_name(source, target)} {number}")
        if middle is not None:
            stops.append((left + middle, top + row_top, top + row_end))
    last = left + end.left + end.width * _port(box, source, target, leaving=False)
    tip = top + end.top
    stops.append((last, tip - 6, tip - 6))
    for next_x, first, then in stops:
        bend = (first - y) / 2
        path.append(f"C {x:.1f} {y + bend:.1f} {next_x:.1f} {first - bend:.1f}")
        path.append(f"{next_x:.1f} {first:.1f} L {next_x:.1f} {then:.1f}")
        x, y = next_x, then
    yield f'<path class="arrow" d="{" ".join(path)}"/>'
    yield (
        f'<path class="head" d="M {last - 4:.1f} {tip - 8:.1f} L {last + 4:.1f} {tip - 8:.1f} '
        f'L {last:.1f} {tip:.1f} Z"/>'
    )


def _port(box: Box, source: str, target: str, *, leaving: bool) -> float:
    """Return at which share of a box's width an arrow leaves or arrives."""
    own = source if leaving else target
    others = sorted(
        (b if leaving else a for a, b in box.room.arrows if (a if leaving else b) == own),
        key=lambda name: _seen_at(box, own, name, leaving=leaving),
    )
    return (others.index(target if leaving else source) + 1) / (len(others) + 1)


def _seen_at(box: Box, own: str, other: str, *, leaving: bool) -> float:
    """Return where an arrow is next seen from a box: in a passage, or at the other box."""
    arrow = passage_name(own, other) if leaving else passage_name(other, own)
    passed = [middle for name, middle in box.passages.items() if name.rpartition(" ")[0] == arrow]
    return (passed[0] if leaving else passed[-1]) if passed else box.inside[other].middle


def main(arguments: Sequence[str]) -> int:
    """Write the picture, or say that it is stale."""
    check = "--check" in arguments
    try:
        wanted = drawn(room_of(PACKAGE, PACKAGE, imports(PACKAGE)))
    except ArrowUp as problem:
        print(problem)
        return 1
    if PICTURE.exists() and PICTURE.read_text("utf-8") == wanted:
        return 0
    print(f"{'Stale' if check else 'Written'}: {PICTURE.relative_to(ROOT).as_posix()}")
    if check:
        print("Run `.venv/bin/python packaging/house.py`.")
        return 1
    PICTURE.write_text(wanted, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
