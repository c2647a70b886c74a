"""Pictures from other people: upright, no finer than print, or a notice that names them."""

import io

import pikepdf
import pytest
from PIL import Image

from copdesk.errors import UserError
from copdesk.pdf.foreign.images import read_picture
from copdesk.pdf.layout.blocks import picture
from copdesk.pdf.layout.page import Document


def encoded(image, kind, **options):
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def turned_photo():
    image = Image.new("RGB", (80, 40), "red")
    exif = image.getexif()
    exif[0x0112] = 6  # the camera was held upright
    return encoded(image, "JPEG", exif=exif)


def test_a_photo_stands_as_it_was_taken():
    found = read_picture(turned_photo(), "photo.jpg")
    assert (found.width, found.height) == (40, 80)
    assert not found.grey


def test_a_large_photo_is_no_finer_than_print():
    found = read_picture(
        encoded(Image.new("RGB", (3000, 1500)), "JPEG"), "photo.jpg", width=144, height=144
    )
    assert (found.width, found.height) == (400, 200)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_color_is_read(mode):
    assert read_picture(encoded(Image.new(mode, (20, 20)), "PNG"), "x.png").width == 20


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF"])
def test_formats_of_the_list_are_read(kind):
    assert read_picture(encoded(Image.new("RGB", (20, 20)), kind), "x").height == 20


def test_grey_is_grey():
    assert read_picture(turned_photo(), "photo.jpg", grey=True).grey


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
        encoded(Image.effect_noise((600, 600), 60), "JPEG")[:3000],
        encoded(Image.new("1", (9000, 9000)), "PNG"),
    ],
    ids=["empty", "nonsense", "postscript", "cut off", "too many pixels"],
)
def test_what_is_no_picture_is_named(data, fonts, read):
    with pytest.raises(UserError, match=r"notes\.jpg"):
        read_picture(data, "notes.jpg")
    result = Document(title="Test").render([picture(data, "notes.jpg", "Notes")], fonts)
    assert "notes.jpg" in read(result.data).text()


def test_a_picture_shown_twice_is_stored_once_and_can_be_heard(fonts):
    data = turned_photo()
    blocks = [picture(data, "a.jpg", "A red wall"), picture(data, "b.jpg", "")]
    result = Document(title="Test").render(blocks, fonts)
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        images = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        words = [
            str(thing.Alt)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure"
        ]
    assert len(images) == 1
    assert words == ["A red wall", "Picture"]
