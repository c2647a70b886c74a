"""Office files and wide pages on their way into a packet."""

from __future__ import annotations

import io
import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from copdesk.pdf.foreign import attachments, office
from copdesk.pdf.foreign.attachments import Attachment, LeftOut, Place, PlacedPages, prepare
from copdesk.pdf.foreign.child_process import Limits, Message, run
from copdesk.pdf.foreign.refusals import Refusal
from tests.pdf.foreign.office_files import (
    TEXT,
    curious_odt,
    docx,
    odp,
    ods,
    odt,
    pptx,
    xlsx,
    zipped,
)

A4 = Place(width=595.28, height=841.89, left=34, bottom=48, right=561, top=808)

needs_office = pytest.mark.skipif(
    not office.office_program(), reason="LibreOffice is not on this computer"
)
needs_scripts = pytest.mark.skipif(os.name != "posix", reason="needs programs that are scripts")


def one(data: bytes, name: str) -> attachments.Prepared:
    (prepared,) = prepare([Attachment(name=name, data=data)], A4)
    return prepared


def words(placed: attachments.Prepared) -> str:
    assert isinstance(placed, PlacedPages)
    page = pypdfium2.PdfDocument(placed.pdf)[0]
    return " ".join(page.get_textpage().get_text_range().split())


@needs_office
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", docx),
        ("a.xlsx", xlsx),
        ("a.pptx", pptx),
        ("a.odt", odt),
        ("a.ods", ods),
        ("a.odp", odp),
    ],
)
def test_office_files_become_pages(name: str, make):
    assert TEXT in words(one(make(), name))


@needs_office
def test_an_office_file_neither_runs_anything_nor_fetches_anything(tmp_path: Path):
    """Not even where the system cannot take the network away: the settings must do."""
    ran, secret = tmp_path / "ran.txt", tmp_path / "secret.txt"
    secret.write_text("very secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        document = tmp_path / "document.odt"
        document.write_bytes(curious_odt(ran, secret, address))
        made = office.converted(office.office_program(), document, tmp_path)
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    text = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()
    assert "Read me" in text
    assert "very secret" not in text
    assert not ran.exists()


@needs_office
def test_an_office_file_that_is_none_is_named(tmp_path: Path):
    left_out = one(zipped({"mimetype": "no", "content.xml": "<broken"}), "a.odt")
    assert isinstance(left_out, LeftOut)
    assert left_out.refusal in (Refusal.OFFICE_FAILED, Refusal.BROKEN)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", ())


def test_without_libreoffice_the_file_is_named_with_what_to_do(nowhere):
    left_out = one(docx(), "Plan.docx")
    assert isinstance(left_out, LeftOut)
    assert left_out.refusal is Refusal.OFFICE_MISSING
    assert left_out.sentence == (
        "“Plan.docx” is left out: it needs LibreOffice, which is not on this computer. "
        "Install it, or add the file as a PDF."
    )


def test_a_locked_office_file_is_told_apart():
    left_out = one(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 EncryptedPackage", "Plan.docx")
    assert isinstance(left_out, LeftOut)
    assert left_out.refusal is Refusal.ENCRYPTED


def program(place: Path, script: str) -> str:
    """Write a program that stands in the place of LibreOffice, to see how it is dealt with."""
    file = place / "soffice"
    file.write_text(f"#!{sys.executable}\nimport sys, os\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)


def asked(path: str, data: bytes) -> Message:
    fields = {"program": path, "suffix": ".odt"}
    limits = Limits(seconds=90, megabytes=4096)
    return run("office", Message(fields=fields, blobs=(data,)), limits)


def may_leave_the_network() -> bool:
    unshare = shutil.which("unshare")
    if sys.platform != "linux" or unshare is None:
        return False
    tried = subprocess.run([unshare, "--user", "--net", "true"], capture_output=True, check=False)
    return tried.returncode == 0


@needs_scripts
def test_libreoffice_gets_a_profile_and_a_home_of_its_own(tmp_path: Path):
    told = tmp_path / "told.txt"
    path = program(
        tmp_path,
        "net = '/proc/self/net/dev'\n"
        "lines = open(net).read().splitlines()[2:] if os.path.exists(net) else []\n"
        "profile = sys.argv[1].removeprefix('-env:UserInstallation=file://')\n"
        "settings = open(profile + '/user/registrymodifications.xcu').read()\n"
        f"open({str(told)!r}, 'w').write('\\n'.join([os.environ['HOME'], profile,\n"
        "    str('DisableMacrosExecution' in settings), ' '.join(sorted(os.environ)),\n"
        "    ' '.join(line.split(':')[0].strip() for line in lines)]))\n"
        "made = sys.argv[sys.argv.index('--outdir') + 1]\n"
        "os.mkdir(made)\n"
        "open(made + '/document.pdf', 'wb').write(b'%PDF-1.7 made')",
    )
    answer = asked(path, odt())
    assert answer.blobs == (b"%PDF-1.7 made",)
    home, profile, settled, names, networks = told.read_text().split("\n")
    assert profile == f"{home}/profile"
    assert settled == "True"
    assert not Path(home).exists()
    assert "PYTHONPATH" not in names.split()
    if may_leave_the_network():
        assert networks in ("", "lo")


@needs_scripts
def test_libreoffice_and_all_that_it_started_is_stopped_when_it_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(office, "SECONDS", 2)
    held = tmp_path / "held"
    path = program(
        tmp_path,
        "import fcntl, subprocess\n"
        f"held = open({str(held)!r}, 'w')\n"
        "fcntl.flock(held, fcntl.LOCK_EX)\n"
        "endless = [sys.executable, '-c', 'import signal; signal.pause()']\n"
        "subprocess.run(endless, pass_fds=[held.fileno()])",
    )
    document = tmp_path / "document.odt"
    document.write_bytes(odt())
    with pytest.raises(office.Refused) as refused:
        office.converted(path, document, tmp_path)
    assert refused.value.refusal is Refusal.OFFICE_TOO_SLOW
    assert _is_let_go(held)  # once both of them are gone


def _is_let_go(held: Path) -> bool:
    """Wait for half a minute at most until nobody holds a file any more."""
    waiting = [sys.executable, "-c", "import fcntl, sys; fcntl.flock(open(sys.argv[1]), 2)", held]
    return subprocess.run(waiting, timeout=30, check=False).returncode == 0


@needs_scripts
def test_a_program_that_makes_nothing_is_a_refusal(tmp_path: Path):
    answer = asked(program(tmp_path, ""), odt())
    assert answer.fields["refused"] == Refusal.OFFICE_FAILED


def test_an_office_file_that_unfolds_without_end_is_not_opened(tmp_path: Path):
    bomb = zipped({f"part{number}": "0" * 50_000_000 for number in range(9)})
    assert len(bomb) < 1_000_000
    answer = asked("", bomb)
    assert answer.fields["refused"] == Refusal.TOO_HEAVY


def wide(width: float, height: float, rotate: int = 0) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    page.contents_add(b"0 0 0 rg 0 0 %f %f re f" % (width, height))
    if rotate:
        page.rotate(rotate, relative=False)
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def inked(data: bytes) -> tuple[float, float]:
    """Return width and height of what is drawn on the first page."""
    placed = one(data, "wide.pdf")
    assert isinstance(placed, PlacedPages)
    picture = pypdfium2.PdfDocument(placed.pdf)[0].render().to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda value: 255 - value).getbbox()
    return right - left, bottom - top


@pytest.mark.parametrize(("width", "height", "rotate"), [(842, 595, 0), (595, 842, 90)])
def test_wide_pages_are_turned_to_use_the_paper(width: int, height: int, rotate: int):
    across, down = inked(wide(width, height, rotate))
    assert down > 700
    assert across > 500


def test_pages_that_fit_as_they_are_stay_as_they_are():
    assert inked(wide(400, 200)) == pytest.approx((400, 200), abs=2)
    across, down = inked(wide(595, 842))
    assert down > across


def test_the_top_of_a_turned_page_is_at_the_left():
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(842, 595))
    page.contents_add(b"0 0 0 rg 0 500 842 95 re f")
    target = io.BytesIO()
    pdf.save(target)
    placed = one(target.getvalue(), "wide.pdf")
    assert isinstance(placed, PlacedPages)
    picture = pypdfium2.PdfDocument(placed.pdf)[0].render().to_pil().convert("L")
    left, _top, right, _bottom = picture.point(lambda value: 255 - value).getbbox()
    assert right < picture.width / 2
    assert right - left < 120
