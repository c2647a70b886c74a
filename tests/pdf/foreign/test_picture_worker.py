"""How a photo for a handout becomes a plain JPEG, no finer than a printer shows."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from copdesk.pdf.foreign import picture_page
from copdesk.pdf.foreign.child_process import Message
from copdesk.pdf.foreign.picture_worker import answer
from tests.pdf.foreign.opened import photo


def asked(data, width=360.0, height=360.0, grey=False):
    fields = {"width": width, "height": height, "grey": grey}
    return answer(Message(fields=fields, blobs=(data,)))


def opened(found):
    (blob,) = found.blobs
    return Image.open(io.BytesIO(blob))


def test_a_small_picture_keeps_its_pixels():
    found = asked(photo((300, 200)))
    assert found.fields == {"width": 300, "height": 200, "grey": False}
    made = opened(found)
    assert (made.format, made.size, made.mode) == ("JPEG", (300, 200), "RGB")


def test_a_large_picture_has_200_pixels_for_each_inch_of_its_room():
    found = asked(photo((4000, 2000)), width=360, height=360)
    assert (found.fields["width"], found.fields["height"]) == (1000, 500)
    found = asked(photo((2000, 4000)), width=360, height=360)
    assert (found.fields["width"], found.fields["height"]) == (500, 1000)


def test_gray_where_that_is_wanted_and_where_the_picture_is():
    assert opened(asked(photo(), grey=True)).mode == "L"
    assert asked(photo(mode="L")).fields["grey"] is True
    assert asked(photo(mode="1")).fields["grey"] is True


def test_what_one_can_see_through_becomes_white():
    target = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(target, "PNG")
    assert opened(asked(target.getvalue())).getpixel((20, 20)) == (255, 255, 255)


def test_sixteen_bits_of_gray_are_as_light_as_they_were():
    target = io.BytesIO()
    Image.new("I;16", (40, 40), 0x80FF).save(target, "PNG")
    assert opened(asked(target.getvalue())).getpixel((20, 20)) == pytest.approx(0x80, abs=2)


def test_a_photo_is_turned_as_it_was_taken():
    target = io.BytesIO()
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held upright
    Image.linear_gradient("L").resize((300, 200)).save(target, "JPEG", exif=turned)
    assert asked(target.getvalue()).fields["width"] == 200


@pytest.mark.parametrize("data", [b"", b"no picture", photo()[:60], b"%!PS-Adobe-3.0 EPSF-3.0\n"])
def test_what_is_no_picture_has_a_reason(data):
    found = asked(data)
    assert (found.fields, found.blobs) == ({"refused": "picture_broken"}, ())


def test_more_pixels_than_the_limit_are_not_unpacked(monkeypatch):
    monkeypatch.setattr(picture_page, "PIXEL_LIMIT", 300 * 200 - 1)
    assert asked(photo((300, 200))).fields == {"refused": "too_heavy"}
    monkeypatch.setattr(picture_page, "PIXEL_LIMIT", 300 * 200)
    assert asked(photo((300, 200))).fields["width"] == 300
