"""What the child makes of an attached file: harmless pages of the packet's size, or a reason."""

from __future__ import annotations

import io

import pikepdf
import pytest

from copdesk.pdf.foreign.attachment_worker import PAGE_LIMIT, answer
from copdesk.pdf.foreign.child_process import Message
from tests.pdf import hostile_pdfs as hostile
from tests.pdf.foreign.opened import A4, BOX, filled, ink_of, pages_of, photo, words_of


def asked(data, kind="pdf", grey=False, box=BOX):
    fields = {"kind": kind, "grey": grey, "paper": list(A4), "box": list(box)}
    return answer(Message(fields=fields, blobs=(data,)))


def placed(data, **more):
    found = asked(data, **more)
    assert set(found.fields) == {"pages"}, found.fields
    (blob,) = found.blobs
    assert found.fields["pages"] == len(pages_of(blob))
    return blob


def refused(data, **more):
    found = asked(data, **more)
    assert found.blobs == ()
    return found.fields["refused"]


def test_pages_come_in_order_on_the_papers_size():
    blob = placed(hostile.good(3, "Page"))
    assert pages_of(blob) == [pytest.approx(A4, abs=0.01)] * 3
    assert [words_of(blob, number) for number in range(3)] == ["Page 1", "Page 2", "Page 3"]


def test_a_page_that_is_too_large_is_made_smaller_and_stays_inside_the_box():
    ink = ink_of(placed(filled((2000, 2000))))
    assert ink.size == pytest.approx((527, 527), abs=1)
    assert (ink.left, ink.right) == pytest.approx((34, 561), abs=1)
    assert ink.bottom >= 47


def test_a_small_page_stands_in_the_middle_as_large_as_it_is():
    ink = ink_of(placed(filled((100, 50))))
    assert ink.size == pytest.approx((100, 50), abs=1)
    assert (ink.left + ink.right) / 2 == pytest.approx((34 + 561) / 2, abs=1)
    assert (ink.bottom + ink.top) / 2 == pytest.approx((48 + 808) / 2, abs=1)


def test_a_wide_page_is_turned_where_that_makes_it_larger():
    ink = ink_of(placed(filled((842, 595))))
    assert ink.size[1] > ink.size[0]
    assert ink.size[1] == pytest.approx(745.8, abs=2)


def test_a_page_that_is_only_shown_turned_is_not_turned_twice():
    ink = ink_of(placed(filled((842, 595), rotate=90)))
    assert ink.size[1] > ink.size[0]


def test_turning_must_be_worth_it():
    ink = ink_of(placed(filled((560, 540))))
    assert ink.size[0] > ink.size[1]


def test_only_what_is_inside_the_cut_is_shown():
    ink = ink_of(placed(filled((400, 400), cut=(100, 100, 300, 250))))
    assert ink.size == pytest.approx((200, 150), abs=1)


@pytest.mark.parametrize("cut", [(0, 0, 0, 0), (500, 500, 600, 600), (1, 2, 3)])
def test_a_cut_that_leaves_nothing_is_not_made(cut):
    assert ink_of(placed(filled((400, 400), cut=cut))).size == pytest.approx((400, 400), abs=1)


def test_a_page_without_a_size_is_taken_for_a_letter():
    blob = placed(hostile.without_media_box())
    with pikepdf.open(io.BytesIO(blob)) as pdf:
        form = pdf.pages[0].Resources.XObject["/Attached"]
        assert [int(side) for side in form.BBox] == [0, 0, 612, 792]


def test_what_was_typed_into_a_form_is_part_of_the_page():
    assert "Mireille" in words_of(placed(hostile.filled_form()))


def test_nothing_that_acts_or_points_elsewhere_is_left():
    with pikepdf.open(io.BytesIO(placed(hostile.full_of_actions()))) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}
        assert not pdf.attachments
        for page in pdf.pages:
            assert "/Annots" not in page
            assert "/AA" not in page
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        pointers = {"/Ref", "/F", "/OPI", "/AF", "/PieceInfo", "/Metadata", "/Alternates"}
        assert not any(pointers & set(stream.keys()) for stream in streams)


def test_the_same_file_gives_the_same_bytes():
    assert placed(hostile.good()) == placed(hostile.good())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (hostile.locked(user="secret"), "encrypted"),
        (hostile.random_bytes(), "broken"),
        (b"", "broken"),
        (hostile.no_pages(), "no_pages"),
        (hostile.good(PAGE_LIMIT + 1), "too_many_pages"),
        (hostile.draws_itself(), "draws_itself"),
        (hostile.giant_picture(), "too_heavy"),
    ],
)
def test_what_cannot_be_printed_has_a_reason(data, reason):
    assert refused(data) == reason


def test_as_many_pages_as_are_allowed_are_placed():
    assert len(pages_of(placed(hostile.good(PAGE_LIMIT)))) == PAGE_LIMIT


def test_a_picture_becomes_a_page_and_is_never_turned():
    ink = ink_of(placed(photo((1600, 800)), kind="picture"))
    assert ink.size[0] == pytest.approx(527, abs=2)
    assert ink.size[0] > ink.size[1]


@pytest.mark.parametrize(("grey", "colors"), [(True, "/DeviceGray"), (False, "/DeviceRGB")])
def test_a_picture_is_gray_only_where_that_is_wanted(grey, colors):
    with pikepdf.open(io.BytesIO(placed(photo(), kind="picture", grey=grey))) as pdf:
        spaces = [str(one.ColorSpace) for one in pdf.objects if "/ColorSpace" in one]
    assert spaces == [colors]


@pytest.mark.parametrize("data", [b"", b"no picture", photo()[:60]])
def test_a_broken_picture_has_a_reason(data):
    assert refused(data, kind="picture") == "picture_broken"
