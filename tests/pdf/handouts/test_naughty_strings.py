"""What people may have typed or pasted: nothing of it breaks a handout, gets lost or does harm."""

from __future__ import annotations

import io
import json
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from copdesk import language
from copdesk.domain.packet_parts import PacketPart
from copdesk.pdf.foreign.attachments import Attachment, PlacedPages
from copdesk.pdf.handouts.name_tags import TagPage, label_sheet
from copdesk.pdf.handouts.name_tents import NameTent
from copdesk.pdf.handouts.packet import packet_pdf
from copdesk.pdf.handouts.packet_contents import Places
from copdesk.pdf.handouts.packet_parts import packet_blocks, packet_parts
from copdesk.pdf.handouts.parts.meeting_papers import MeetingPapers
from copdesk.pdf.layout.handout import Press
from copdesk.pdf.layout.page import Margins
from copdesk.pdf.layout.pagination import Block
from copdesk.pdf.typography.characters import cleaned
from tests.pdf.handouts.every_handout import PRINTERS, printed
from tests.pdf.handouts.filled_papers import filled_papers, kinds_in, kinds_named_by
from tests.pdf.handouts.handout_papers import meeting_papers
from tests.pdf.handouts.naughty_strings import FIVE_HUNDRED
from tests.pdf.printed_text import bare, bookmarks, is_sound, text

TOGETHER = 105
CHUNKS = [FIVE_HUNDRED[at : at + TOGETHER] for at in range(0, len(FIVE_HUNDRED), TOGETHER)]
SETTINGS = (("a4", "en"), ("letter", "ar"), ("a4", "ar"), ("letter", "en"), ("a4", "en"))
"""On which paper and in which language each chunk is printed."""
CARDS = ("name_tags_pdf", "name_tents_pdf")
"""What is printed on places of a given size, which take a name but not a hundred lines."""
LETTERS = str.maketrans("0123456789", "abcdefghij")  # digits would change places beside Arabic
ONE_LETTER = "क्" * 60  # to its script it is one letter, wider than any column


class Marked:
    """Words with the same lines in each field, between marks of the field's own."""

    def __init__(self, lines: str) -> None:
        self._between = f"{lines}\n" if lines else ""
        self._count = 0

    def __call__(self, plain: str) -> str:
        self._count += 1
        own = str(self._count).translate(LETTERS)
        # The dots fill what the foot of a page may repeat of the field.
        return f"zq{own}qz {'.' * 60}\n{self._between}zk{own}kz"


def on_paper(pdf: bytes) -> str:
    """Return the letters and digits that lie on the pages and not beside them."""
    document = pypdfium2.PdfDocument(pdf)
    found: list[str] = []
    for page in document:
        width, height = page.get_size()
        found.append(page.get_textpage().get_text_bounded(2, 2, width - 2, height - 2))
    document.close()
    return bare("".join(found))


def marks(letters: str) -> tuple[Counter[str], Counter[str]]:
    """Return how often each field begins and ends."""
    begun, ended = re.findall(r"zq([a-j]+)qz", letters), re.findall(r"zk([a-j]+)kz", letters)
    return Counter(begun), Counter(ended)


@pytest.fixture(scope="module")
def presses() -> dict[str, Press]:
    return {paper: Press.on(paper) for paper in ("a4", "letter")}


@pytest.fixture(scope="module")
def chunks() -> list[MeetingPapers]:
    return [filled_papers(Marked("\n".join(chunk))) for chunk in CHUNKS]


def test_the_collection_is_large():
    assert len(FIVE_HUNDRED) >= 500
    assert len(CHUNKS) == len(SETTINGS)


def test_the_papers_hold_everything_that_may_be_on_paper():
    assert kinds_named_by(MeetingPapers) <= set(kinds_in(filled_papers(str)))


@pytest.mark.parametrize("name", [name for name in PRINTERS if name not in CARDS])
def test_no_text_can_break_a_handout_or_get_lost_in_it(
    presses: dict[str, Press], chunks: list[MeetingPapers], name: str
):
    """Each field that a handout prints is printed again with all of these strings in it."""
    plain = on_paper(printed(name, presses["a4"], filled_papers(Marked(""))).pdf)
    fields = marks(plain)
    for chunk, papers, (paper, code) in zip(CHUNKS, chunks, SETTINGS, strict=True):
        language.choose(code)
        handout = printed(name, presses[paper], papers)
        assert is_sound(handout.pdf)
        assert live_addresses(handout.pdf) == []
        found = on_paper(handout.pdf)
        for before, after in zip(fields, marks(found), strict=True):
            assert not before - after
        _begun, ended = fields  # a field that is cut at the foot of a page does not end there
        assert lost_letters(chunk, ended.total(), found, handout.missing) == {}


def lost_letters(
    chunk: tuple[str, ...], times: int, found: str, missing: tuple[str, ...]
) -> dict[str, int]:
    """Return the letters that came back less often than they were put in."""
    there, no_font = Counter(found), bare("".join(missing))
    asked = Counter(bare("".join(one for one in chunk if one != ONE_LETTER)))
    return {
        letter: count * times - there[letter]
        for letter, count in asked.items()
        if there[letter] < count * times and letter not in no_font
    }


def live_addresses(pdf: bytes) -> list[str]:
    """Return what a click on a page would open, but for the web and mail."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "/OpenAction" not in document.Root
        assert "/AA" not in document.Root
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        targets = [str(note.get("/A", {}).get("/URI", "something else")) for note in notes]
    return [one for one in targets if not one.startswith(("http://", "https://", "mailto:"))]


@pytest.mark.parametrize("name", CARDS)
def test_a_card_that_cannot_hold_a_text_says_so(
    presses: dict[str, Press], chunks: list[MeetingPapers], name: str
):
    handout = printed(name, presses["a4"], chunks[0])
    assert is_sound(handout.pdf)
    assert len(handout.notices) == len(chunks[0].members)
    assert all("too long" in notice for notice in handout.notices)


def test_every_naughty_name_fits_on_a_tag(presses: dict[str, Press]):
    sheet = label_sheet(presses["a4"].paper)
    too_long: list[str] = []
    pages = [
        TagPage(tags=[(one, one)], sheet=sheet, community=one, too_long=too_long)
        for one in FIVE_HUNDRED
    ]
    assert_all_there(presses["a4"], pages, 3)
    assert too_long == []


def test_every_naughty_name_fits_on_a_tent(presses: dict[str, Press]):
    too_long: list[str] = []
    tents = [NameTent(name=one, below=one, too_long=too_long) for one in FIVE_HUNDRED]
    assert_all_there(presses["a4"].turned(), tents, 4)
    assert too_long == []


def assert_all_there(press: Press, pages: Sequence[Block], times: int):
    edge = Margins(top=0.0, bottom=0.0, start=0.0, end=0.0)
    document = replace(press.document("Names", "", numbered=False), margins=edge)
    rendered = press.render(document, pages)
    assert is_sound(rendered.data)
    missing = tuple(rendered.missing)
    assert lost_letters(FIVE_HUNDRED, times, on_paper(rendered.data), missing) == {}


def test_no_name_of_a_file_keeps_it_out_of_the_packet(presses: dict[str, Press]):
    files = [
        Attachment(name=f"{name}.txt", title=name, data=f"Body {number}.\n{name}".encode())
        for number, name in enumerate(encodable(FIVE_HUNDRED))
    ]
    files += [Attachment(name=f"{name}.odt", data=b"not one") for name in FIVE_HUNDRED]
    parts = (PacketPart.AGENDA, PacketPart.CONTENTS, PacketPart.ATTACHMENTS)
    handout = packet_pdf(
        presses["a4"], replace(meeting_papers(), parts=parts, attachments=tuple(files))
    )
    assert is_sound(handout.pdf)
    assert len(handout.notices) == len(FIVE_HUNDRED)
    there = text(handout.pdf)
    assert [n for n in range(len(FIVE_HUNDRED)) if f"Body {n}." not in there] == []
    # In the contents, above a text and in it, and in the sentence about what is left out.
    assert lost_letters(FIVE_HUNDRED, 4, on_paper(handout.pdf), handout.missing) == {}
    assert len(bookmarks(handout.pdf)) == len(FIVE_HUNDRED) + 2  # the agenda and what is left out


def encodable(texts: Iterable[str]) -> list[str]:
    """Return texts as a file can hold them."""
    return [one.encode("utf-8", "replace").decode() for one in texts]


def test_pages_of_a_file_are_found_under_its_name(presses: dict[str, Press]):
    placed = [PlacedPages(heading=name, pdf=b"", pages=1) for name in FIVE_HUNDRED]
    parts = packet_parts(meeting_papers(), (PacketPart.ATTACHMENTS,), placed, {})
    blocks = packet_blocks(meeting_papers(), (PacketPart.ATTACHMENTS,), parts, {}, Places())
    press = presses["a4"]
    rendered = press.render(press.document("Packet", ""), blocks)
    assert rendered.pages == len(FIVE_HUNDRED)
    for name, found in zip(FIVE_HUNDRED, bookmarks(rendered.data), strict=True):
        assert found == " ".join(cleaned(name).split())[:200]


def test_no_file_and_no_address_is_opened_for_what_a_text_says(tmp_path: Path):
    secret = tmp_path / "secret.png"
    Image.new("L", (8, 8)).save(secret)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        script = f"""
import json, sys
from tests.pdf.handouts.every_handout import every_handout
from tests.pdf.handouts.filled_papers import filled_papers
from copdesk.pdf.layout.handout import Press

def words(plain):
    return (
        plain + " {secret} file://{secret} http://127.0.0.1:{port}/x <img src='{secret}'/>"
        + " <img src='http://127.0.0.1:{port}/x.png'/> @import url(http://127.0.0.1:{port}/x)"
    )

papers, press, told = filled_papers(words), Press.on("a4"), []
sys.addaudithook(lambda event, values: told.append([event, str(values[:1])]))
every_handout(press, papers)
print(json.dumps([one for one in told if one[0] == "open" or one[0].startswith(("socket", "os.",
    "subprocess", "urllib", "http", "ftplib", "shutil", "webbrowser"))]))
"""
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
    told = json.loads(done.stdout)
    assert any(event == "open" for event, _what in told), "nothing was listened to"
    assert not [one for one in told if str(secret) in one[1]]
    assert {event for event, _what in told} <= {"open", "os.listdir", "os.scandir"}
