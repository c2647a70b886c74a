from __future__ import annotations

import itertools
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "house.svg"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def house(script):
    return script("house")


@pytest.fixture(scope="module")
def drawing():
    return ElementTree.parse(PICTURE).getroot()


def test_the_picture_is_drawn_from_the_imports_of_today():
    command = [sys.executable, ROOT / "packaging" / "house.py", "--check"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_every_arrow_leads_down(drawing):
    arrows = [one.get("d") for one in drawing.iter(f"{SVG}path") if one.get("class") == "arrow"]
    assert len(arrows) > 20
    for arrow in arrows:
        points = re.findall(r"(-?[\d.]+) (-?[\d.]+)", arrow)
        assert float(points[0][1]) < float(points[-1][1])


def test_a_room_lies_inside_another_or_apart_from_it(drawing):
    sides = [
        [float(one.get(side)) for side in ("x", "y", "width", "height")]
        for one in drawing.iter(f"{SVG}rect")
    ]
    corners = [(x, y, x + width, y + height) for x, y, width, height in sides]
    for first, other in itertools.combinations(corners, 2):  # outer rooms come first
        inside = first[0] < other[0] and first[1] < other[1] and other[2] < first[2]
        inside = inside and other[3] < first[3]
        apart = other[0] > first[2] or first[0] > other[2]
        apart = apart or other[1] > first[3] or first[1] > other[3]
        assert inside or apart, (first, other)


def test_rooms_that_import_one_another_cannot_be_drawn(house):
    with pytest.raises(house.ArrowUp, match="b, c"):
        house.rows_of("abc", {("a", "b"), ("b", "c"), ("c", "b")})


def test_a_room_stands_below_all_that_import_it(house):
    arrows = {("a", "b"), ("a", "c"), ("b", "c"), ("d", "c")}
    assert house.rows_of("abcd", arrows) == [["a", "d"], ["b"], ["c"]]


def test_an_arrow_that_others_imply_is_left_out(house):
    assert house.needed({("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")}) == [
        ("a", "b"),
        ("a", "d"),
        ("b", "c"),
    ]


def test_an_import_counts_wherever_it_stands_and_whatever_it_is_for(house, tmp_path):
    package = tmp_path / "shop"
    (package / "till").mkdir(parents=True)
    for name, source in {
        "__init__.py": "",
        "coins.py": "import os\n",
        "till/__init__.py": "from shop import coins\n",
        "till/drawer.py": "def open():\n    from shop.coins import count\n",
        "till/typed.py": "if TYPE_CHECKING:\n    import shop.till.drawer\n",
    }.items():
        (package / name).write_text(source, "utf-8")
    assert house.imports(package) == {
        ("shop.till", "shop.coins"),
        ("shop.till.drawer", "shop.coins"),
        ("shop.till.typed", "shop.till.drawer"),
    }
