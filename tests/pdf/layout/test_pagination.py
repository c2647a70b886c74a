"""How blocks are spread over pages: what stays together, what is parted, where space is left."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from copdesk.pdf.file.structure import Element
from copdesk.pdf.layout.pagination import BreakHere, baseline_of, paginate, split_stack, stack


@dataclass
class Part:
    """A block of some lines, each ten points high; it is parted only between lines."""

    name: str
    lines: int = 1
    space_before: float = 0.0
    space_after: float = 0.0
    keep_with_next: bool = False
    whole: bool = True
    element: Element = None  # type: ignore[assignment]

    @property
    def height(self):
        return 10.0 * self.lines

    def split(self, room):
        fitting = int(room // 10)
        if self.whole or not 0 < fitting < self.lines:
            return None
        return replace(self, lines=fitting), replace(self, lines=self.lines - fitting)

    def draw(self, sheet, x, top):
        raise AssertionError("nothing is drawn here")


def text(name, lines, **more):
    return Part(name, lines, whole=False, **more)


def head(name, **more):
    return Part(name, keep_with_next=True, **more)


def pages(*blocks, room=50):
    return [
        [(placed.laid.name, placed.laid.lines, placed.offset) for placed in page]
        for page in paginate(blocks, room)
    ]


def names(*blocks, room=50):
    return [[name for name, _lines, _offset in page] for page in pages(*blocks, room=room)]


def test_blocks_follow_one_another_until_the_page_is_full():
    assert pages(Part("a", 2), Part("b", 3), Part("c")) == [
        [("a", 2, 0), ("b", 3, 20)],
        [("c", 1, 0)],
    ]


def test_nothing_makes_one_empty_page():
    assert pages() == [[]]


def test_the_larger_of_two_spaces_is_left_between_blocks_and_none_at_the_top():
    first = Part("a", space_before=7, space_after=4)
    assert pages(first, Part("b", space_before=3), room=100) == [[("a", 1, 0), ("b", 1, 14)]]
    assert pages(first, Part("b", space_before=9), room=100) == [[("a", 1, 0), ("b", 1, 19)]]


def test_space_that_no_longer_fits_moves_a_block_to_the_top_of_the_next_page():
    assert pages(Part("a", 3), Part("b", 2, space_before=0.5)) == [
        [("a", 3, 0)],
        [("b", 2, 0)],
    ]
    assert len(pages(Part("a", 3), Part("b", 2))) == 1


def test_a_text_is_parted_where_the_page_ends():
    assert pages(Part("a", 2), text("b", 9), Part("c")) == [
        [("a", 2, 0), ("b", 3, 20)],
        [("b", 5, 0)],
        [("b", 1, 0), ("c", 1, 10)],
    ]


def test_space_before_a_text_takes_room_from_its_first_part():
    assert pages(Part("a", 2), text("b", 4, space_before=10)) == [
        [("a", 2, 0), ("b", 2, 30)],
        [("b", 2, 0)],
    ]


def test_what_is_higher_than_a_page_and_whole_stands_alone_and_is_not_lost():
    assert names(Part("a"), Part("b", 9), Part("c")) == [["a"], ["b"], ["c"]]


def test_a_break_ends_a_page_once_and_leaves_none_empty():
    assert names(Part("a"), BreakHere(), Part("b")) == [["a"], ["b"]]
    assert names(BreakHere(), Part("a"), BreakHere()) == [["a"]]
    assert names(Part("a"), BreakHere(), BreakHere(), Part("b")) == [["a"], ["b"]]


def test_space_is_forgotten_at_a_break():
    assert pages(Part("a", space_after=20), BreakHere(), Part("b"), Part("c")) == [
        [("a", 1, 0)],
        [("b", 1, 0), ("c", 1, 10)],
    ]


def test_a_heading_goes_with_what_follows():
    assert names(Part("a", 4), head("h"), Part("b")) == [["a"], ["h", "b"]]
    assert names(Part("a", 3), head("h"), Part("b")) == [["a", "h", "b"]]


def test_the_space_between_a_heading_and_what_follows_counts():
    assert names(Part("a", 3), head("h"), Part("b", space_before=1)) == [["a"], ["h", "b"]]
    assert names(Part("a", 3), head("h", space_after=1), Part("b")) == [["a"], ["h", "b"]]
    roomy = (Part("a", 2), head("h", space_after=4), Part("b", space_before=10))
    assert names(*roomy) == [["a", "h", "b"]]


def test_a_heading_stays_where_the_beginning_of_a_text_fits_below_it():
    assert pages(Part("a", 3), head("h"), text("b", 4)) == [
        [("a", 3, 0), ("h", 1, 30), ("b", 1, 40)],
        [("b", 3, 0)],
    ]
    spaced = head("h", space_after=1)
    assert names(Part("a", 3), spaced, text("b", 3)) == [["a"], ["h", "b"]]


def test_two_headings_and_their_text_stay_together():
    assert names(Part("a", 3), head("h"), head("i"), Part("b")) == [["a"], ["h", "i", "b"]]
    assert names(Part("a", 2), head("h"), head("i"), Part("b")) == [["a", "h", "i", "b"]]
    spaced = head("i", space_after=1)
    assert names(Part("a", 2), head("h"), spaced, Part("b")) == [["a"], ["h", "i", "b"]]


def test_a_heading_before_a_break_or_at_the_end_stays_where_it_is():
    assert names(Part("a", 4), head("h"), BreakHere(), Part("b")) == [["a", "h"], ["b"]]
    assert names(Part("a", 4), head("h")) == [["a", "h"]]


def test_a_heading_alone_on_its_page_is_not_moved_for_ever():
    assert names(head("h"), Part("b", 5)) == [["h"], ["b"]]


def test_a_stack_has_the_space_between_its_blocks_and_none_around_it():
    blocks = [Part("a", space_before=9, space_after=3), Part("b", 2, space_before=5), Part("c")]
    placed, height = stack(blocks)
    assert [one.offset for one in placed] == [0, 15, 35]
    assert height == 45
    assert stack([]) == ([], 0)
    assert stack([Part("a", space_after=8)])[1] == 10


def parted(blocks, room):
    found = split_stack(blocks, room)
    return found and [[(part.name, part.lines) for part in side] for side in found]


def test_a_column_is_parted_between_two_blocks():
    blocks = [Part("a", 2), Part("b", 2), Part("c", 2)]
    assert parted(blocks, 45) == [[("a", 2), ("b", 2)], [("c", 2)]]
    assert parted(blocks, 40) == [[("a", 2), ("b", 2)], [("c", 2)]]
    assert parted(blocks, 39) == [[("a", 2)], [("b", 2), ("c", 2)]]


def test_a_column_is_parted_inside_its_second_block():
    blocks = [Part("a", 2), text("b", 4), Part("c")]
    assert parted(blocks, 45) == [[("a", 2), ("b", 2)], [("b", 2), ("c", 1)]]
    assert parted([text("a", 4), Part("b")], 25) == [[("a", 2)], [("a", 2), ("b", 1)]]


def test_no_heading_is_left_at_the_foot_of_a_column():
    assert parted([Part("a"), head("h"), Part("b", 3)], 30) == [
        [("a", 1)],
        [("h", 1), ("b", 3)],
    ]
    assert parted([Part("a"), head("h"), head("i"), Part("b", 3)], 40) == [
        [("a", 1)],
        [("h", 1), ("i", 1), ("b", 3)],
    ]


@pytest.mark.parametrize("blocks", [[Part("a", 3)], [head("h"), Part("b", 3)]])
def test_a_column_of_which_nothing_fits_is_not_parted(blocks):
    assert split_stack(blocks, 25) is None


def test_a_column_that_fits_is_not_parted():
    blocks = [Part("a", 2), Part("b", 3)]
    assert split_stack(blocks, 50) is None
    assert split_stack(blocks, 49.995) is None
    assert split_stack(blocks, 49) is not None


def test_only_a_block_that_begins_with_text_has_a_line():
    class Line(Part):
        def baseline(self):
            return 8.0

    assert baseline_of(Line("a")) == 8.0
    assert baseline_of(Part("a")) is None
    assert baseline_of(None) is None
