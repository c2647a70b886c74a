"""Unicode's own test files for UAX #9."""

from pathlib import Path

import pytest

from copdesk.pdf.typography.bidi import base_level, class_levels, levels, visual_order
from copdesk.pdf.typography.bidi_explicit import REMOVED, first_strong_level, matching_isolates

UNICODE = Path("/usr/share/unicode")


def lines(name):
    path = UNICODE / name
    if not path.is_file():
        pytest.skip(f"{path} is missing; the Debian package unicode-data brings it")
    with path.open(encoding="utf-8") as file:
        for line in file:
            text = line.split("#")[0].strip()
            if text:
                yield text


def shown_order(found, removed):
    kept = [index for index in range(len(found)) if index not in removed]
    return visual_order(kept, [found[index] for index in kept])


def test_every_line_of_bidi_test():
    checked, wanted, order = 0, [], []
    for line in lines("BidiTest.txt"):
        if line.startswith("@Levels:"):
            wanted = line.removeprefix("@Levels:").split()
        elif line.startswith("@Reorder:"):
            order = [int(index) for index in line.removeprefix("@Reorder:").split()]
        elif not line.startswith("@"):
            names, _, bits = line.partition(";")
            classes = names.split()
            removed = {index for index, name in enumerate(classes) if name in REMOVED}
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if not int(bits, 16) & bit:
                    continue
                if base is None:
                    base = first_strong_level(classes, matching_isolates(classes)) or 0
                found = class_levels(classes, base)
                shown = ["x" if i in removed else str(level) for i, level in enumerate(found)]
                assert shown == wanted, (line, base)
                assert shown_order(found, removed) == order, (line, base)
                checked += 1
    assert checked > 700_000


def test_every_line_of_bidi_character_test():
    checked = 0
    for line in lines("BidiCharacterTest.txt"):
        codes, direction, base, wanted, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        if direction == "2":
            assert base_level(text, 0) == int(base), line
        found = levels(text, int(base))
        names = wanted.split()
        removed = {index for index, name in enumerate(names) if name == "x"}
        shown = ["x" if index in removed else str(level) for index, level in enumerate(found)]
        assert shown == names, line
        assert shown_order(found, removed) == [int(index) for index in order.split()], line
        checked += 1
    assert checked > 90_000
