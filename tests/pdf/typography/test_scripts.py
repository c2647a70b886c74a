"""One paragraph of each writing system: as it looks, as it is read out, with all its letters.

After a wanted change of looks, COPDESK_NEW_REFERENCES=1 draws the reference pictures again; each
must then be looked at.
"""

import os
import shutil
import subprocess
import tomllib
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from copdesk.domain.paper import Paper
from copdesk.pdf.layout.blocks import paragraph
from copdesk.pdf.layout.page import Document, Margins
from copdesk.pdf.layout.text import TextStyle

HERE = Path(__file__).parent
PARAGRAPHS = tomllib.loads((HERE / "paragraphs.toml").read_text("utf-8"))
CARD = Paper(key="card", name="Card", width=300, height=170)
CLOSE = Margins(top=10, bottom=8, start=12, end=12)
MOST_DIFFERENT = 0.1


def names(wanted=lambda sample: True):
    """Return the samples' names; those whose fonts are not installed are passed over."""
    return [
        pytest.param(name, marks=_needs(sample.get("package", "manimgx_fonts")))
        for name, sample in PARAGRAPHS.items()
        if wanted(sample)
    ]


def _needs(package):
    return pytest.mark.skipif(find_spec(package) is None, reason=f"{package} is not installed")


def printed(name, fonts, *styles):
    sample = PARAGRAPHS[name]
    document = Document(
        title=name, language=sample["language"], paper=CARD, margins=CLOSE, numbered=False
    )
    return document.render([paragraph(sample["text"], style) for style in styles], fonts)


def difference(one, other):
    """Return the share of the ink that is not at the same place."""
    unlike = ImageChops.difference(one, other).point(lambda grey: grey > 64 and 255)
    ink = other.point(lambda grey: grey < 160 and 255)
    return sum(unlike.histogram()[128:]) / sum(ink.histogram()[128:])


@pytest.mark.parametrize("name", names())
def test_looks_as_it_looked_when_it_was_checked(name, fonts, read):
    result = printed(
        name, fonts, TextStyle(size=11, align="justify"), TextStyle(size=11, bold=True)
    )
    picture = read(result.data).picture()
    reference = HERE / "reference" / f"{name}.png"
    if os.environ.get("COPDESK_NEW_REFERENCES"):
        picture.save(reference, optimize=True)
    with Image.open(reference) as stored:
        assert picture.size == stored.size
        assert difference(picture, stored) < MOST_DIFFERENT


@pytest.mark.parametrize("name", names())
def test_every_character_has_a_glyph(name, fonts):
    assert printed(name, fonts, TextStyle(), TextStyle(bold=True)).missing == {}


@pytest.mark.parametrize("name", names(lambda sample: sample["words"] == 1.0))
def test_the_text_comes_back(name, fonts, read, tmp_path):
    """PDFium repeats some Thai letters; poppler, where it is installed, gives the exact text."""
    result = printed(name, fonts, TextStyle(size=11))
    wanted = read.letters_of(PARAGRAPHS[name]["text"])
    found = read(result.data).letters()
    assert SequenceMatcher(None, found, wanted, autojunk=False).ratio() > 0.97
    tool = shutil.which("pdftotext")
    if tool:
        path = tmp_path / "card.pdf"
        path.write_bytes(result.data)
        text = subprocess.run([tool, "-raw", path, "-"], check=True, capture_output=True).stdout
        assert read.letters_of(text.decode()) == wanted
    elif name != "thai":
        assert found == wanted


@pytest.mark.parametrize("name", names(lambda sample: sample["words"] < 1.0))
def test_most_words_that_run_right_to_left_come_back(name, fonts, read):
    text = read(printed(name, fonts, TextStyle(size=11)).data).text()
    found = {read.letters_of(word) for word in text.split()}
    wanted = [read.letters_of(word) for word in PARAGRAPHS[name]["text"].split()]
    assert sum(word in found for word in wanted) / len(wanted) >= PARAGRAPHS[name]["words"]


@pytest.mark.parametrize("name", names())
def test_bold_is_a_bold_face_and_blacker(name, fonts, read):
    light = read(printed(name, fonts, TextStyle(size=11)).data)
    heavy = read(printed(name, fonts, TextStyle(size=11, bold=True)).data)
    assert all("-Regular" in font["name"] for font in light.font_descriptors())
    assert all("-Bold" in font["name"] for font in heavy.font_descriptors())
    assert _ink(heavy.picture(resolution=144)) > 1.1 * _ink(light.picture(resolution=144))


def _ink(picture):
    return sum((255 - grey) * count for grey, count in enumerate(picture.histogram()))


@pytest.mark.parametrize("name", names())
def test_every_font_is_embedded(name, fonts, read):
    document = read(printed(name, fonts, TextStyle(size=11)).data)
    embedded = document.font_descriptors()
    assert embedded
    assert all(font["/FontFile2"] or font["/FontFile3"] for font in embedded)
    kinds = {font["kind"] for font in document.fonts()}
    assert kinds <= {"/Type0", "/CIDFontType2", "/CIDFontType0"}
