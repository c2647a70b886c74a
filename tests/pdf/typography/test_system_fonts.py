"""The system's own fonts: looked for when a character is missing, used when their makers let us."""

import struct
from pathlib import Path, PurePath

import pytest
import uharfbuzz

from copdesk.pdf.layout.blocks import paragraph
from copdesk.pdf.layout.handout import Press
from copdesk.pdf.layout.page import Document
from copdesk.pdf.layout.text import TextStyle
from copdesk.pdf.typography.font_library import FontLibrary
from copdesk.pdf.typography.system_fonts import SystemFonts, system_folders

JAVANESE = "\ua997\ua9ae"  # in no font package of ours


def font_file(path, characters, *, permission=0):
    """Write a font that shows each character as the letter A."""
    face = FontLibrary().base().file.face
    request = uharfbuzz.SubsetInput()
    request.sets(uharfbuzz.SubsetInputSets.UNICODE).update({ord("A")})
    small = uharfbuzz.subset(face, request)
    tables = {tag: bytes(small.reference_table(tag).data) for tag in small.table_tags}
    glyph = uharfbuzz.Font(small).get_nominal_glyph(ord("A"))
    groups = b"".join(struct.pack(">LLL", ord(one), ord(one), glyph) for one in sorted(characters))
    table = struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(characters)) + groups
    tables["cmap"] = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + table
    tables["OS/2"] = tables["OS/2"][:8] + struct.pack(">H", permission) + tables["OS/2"][10:]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(assembled(tables))


def assembled(tables):
    """Return tables as one file, in the way that fonts are laid out on disk."""
    place = 12 + 16 * len(tables)
    head, body = b"\0\1\0\0" + struct.pack(">HHHH", len(tables), 0, 0, 0), b""
    for tag, data in sorted(tables.items()):
        head += struct.pack(">4sLLL", tag.encode(), 0, place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + body


def printed(system, text, **style):
    fonts = FontLibrary(system=system)
    return Document(title="Test", language="en").render(
        [paragraph(text, TextStyle(**style))], fonts
    )


class Watched(list):
    """Folders that remember whether anybody looked into them."""

    looked = False

    def __iter__(self):
        self.looked = True
        return super().__iter__()


def test_a_missing_character_is_taken_from_the_system_and_embedded(tmp_path, read):
    font_file(tmp_path / "deep" / "Java.ttf", JAVANESE)
    result = printed(SystemFonts([tmp_path / "nowhere", tmp_path]), f"Name {JAVANESE} end")
    assert result.missing == {}
    found = read(result.data)
    assert f"Name{JAVANESE}end" in found.letters()
    names = {font["name"].partition("+")[2] for font in found.font_descriptors()}
    assert names == {"NotoSans-Regular", "Java-Regular"}
    assert all(font["/FontFile2"] for font in found.font_descriptors())


def test_nobody_looks_while_nothing_is_missing():
    folders = Watched()
    text = "Plain, עברית, ภาษาไทย, 😀\ufe0f, \u2067turned\u2069, \u200d\ue000"
    assert set(printed(SystemFonts(folders), text).missing) == {"\ue000"}  # nobody's character
    assert not folders.looked
    printed(SystemFonts(folders), JAVANESE)
    assert folders.looked


def test_what_is_not_missing_is_printed_the_same_with_and_without(tmp_path):
    font_file(tmp_path / "All.ttf", [*map(chr, range(32, 600)), *JAVANESE])
    with_fonts = printed(SystemFonts([tmp_path]), "Every lettér of Latin, ελληνικά")
    assert with_fonts.data == printed(None, "Every lettér of Latin, ελληνικά").data


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [(0x0, True), (0x4, True), (0x8, True), (0x6, True), (0x2, False), (0x100, False),
     (0x104, False), (0x200, False)],
)  # fmt: skip
def test_a_maker_who_forbids_embedding_is_obeyed(tmp_path, permission, allowed):
    font_file(tmp_path / "Java.ttf", JAVANESE, permission=permission)
    result = printed(SystemFonts([tmp_path]), JAVANESE)
    assert (result.missing == {}) == allowed


def test_a_broken_file_is_passed_over(tmp_path):
    (tmp_path / "Aaa.ttf").write_bytes(b"no font")
    (tmp_path / "Aab.otf").write_bytes(b"")
    (tmp_path / "Aac.ttc").symlink_to(tmp_path / "gone.ttc")
    (tmp_path / "notes.txt").write_text("no font either")
    font_file(tmp_path / "Java.ttf", JAVANESE)
    cut = (tmp_path / "Java.ttf").read_bytes()
    (tmp_path / "Aad.ttf").write_bytes(cut[: len(cut) // 3])
    assert printed(SystemFonts([tmp_path]), JAVANESE).missing == {}


def test_a_plain_upright_face_is_preferred_and_a_bold_one_for_bold(tmp_path, read):
    for name in ("JavaSans-Light", "JavaSans-Bold", "JavaSans-Italic", "JavaSans", "JavaSerif"):
        font_file(tmp_path / f"{name}.ttf", JAVANESE)
    system = SystemFonts([tmp_path])
    assert system.font_with(JAVANESE[0], weight=400, face=0).file.path.stem == "JavaSans"
    assert system.font_with(JAVANESE[0], weight=700, face=0).file.path.stem == "JavaSans-Bold"
    assert system.font_with("x", weight=400, face=0) is None


def test_each_system_keeps_its_fonts_elsewhere():
    def folders(platform, **environment):
        return [PurePath(folder).as_posix() for folder in system_folders(platform, environment)]

    assert folders("linux", HOME="/home/ada") == [
        "/home/ada/.fonts",
        "/home/ada/.local/share/fonts",
        "/usr/local/share/fonts",
        "/usr/share/fonts",
    ]
    assert folders("linux", HOME="/h", XDG_DATA_DIRS="/opt/share")[-1] == "/opt/share/fonts"
    assert folders("darwin", HOME="/Users/ada")[0] == "/Users/ada/Library/Fonts"
    windows = folders("win32", USERPROFILE="C:/Users/ada", WINDIR="C:/Windows")
    assert windows == [
        "C:/Users/ada/AppData/Local/Microsoft/Windows/Fonts",
        "C:/Windows/Fonts",
    ]


def test_a_press_finds_what_the_user_has_installed(tmp_path, monkeypatch):
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    own = system_folders()[0]
    assert own.is_relative_to(Path(tmp_path))
    font_file(own / "Java.ttf", JAVANESE)
    handout = Press.on("a4").handout("Java", "", [paragraph(JAVANESE)])
    assert handout.missing == ()
