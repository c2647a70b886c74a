"""How long a packet of about 45 pages takes: ReportLab's platypus, its bare canvas, and ours.

`python tests/benchmarks/packet.py` prints processor time as a share of platypus with its defaults.
`cold` is the first build of a process with its imports, each engine in processes of its own; `warm`
is a later build with other words, the engines taking turns in one process, so that what else the
computer does is the same for all of them.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("platypus", "canvas", "copdesk")
WORDS_KNOWN = 5000
WARM_BUILDS = 12
COLD_LIMIT, WARM_LIMIT, MEGABYTE_LIMIT = 0.90, 0.40, 180


class Packet:
    """The words and numbers of one packet; `parts` is how often its middle is repeated."""

    def __init__(self, seed: int, parts: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - words for a measurement
        language = random.Random(0)  # noqa: S311 - other texts, but in the same language
        letters = "aaabcdeeefghiiklmnnoooprrsstttuvwyz"
        self._known = [
            "".join(language.choices(letters, k=language.randint(2, 11)))
            for _ in range(WORDS_KNOWN)
        ]
        self._often = [1 / (rank + 10) for rank in range(WORDS_KNOWN)]
        self.cards = [
            {
                "title": self.words(4),
                "purpose": self.words(60),
                "steps": [(self.words(3), "5 min", self.words(25)) for _ in range(9)],
                "hints": [self.words(14) for _ in range(8)],
                "text": [self.words(90) for _ in range(3)],
            }
            for _ in range(14 * parts)
        ]
        self.people = [(self.words(2), self.words(2), "", "") for _ in range(200 * parts)]
        self.commitments = [self.words(16) for _ in range(30 * parts)]
        self.resources = [(self.words(5), self.words(40)) for _ in range(8 * parts)]
        self.agenda = [("16:00", "10 min", self.words(8)) for _ in range(12)]
        self.notes = [self.words(110) for _ in range(25 * parts)]

    def words(self, count: int) -> str:
        """Return as many words."""
        return " ".join(self._random.choices(self._known, self._often, k=count))


def photos(folder: Path) -> list[Path]:
    """Make ten photos of 4 MB together, each as large as print needs."""
    from PIL import Image

    made: list[Path] = []
    for number in range(10):
        path = folder / f"photo{number}.jpg"
        noise = Image.effect_noise((1600, 1200), 40 + number).convert("RGB")
        noise.save(path, quality=25)  # as many bytes as a real photo of this size
        made.append(path)
    return made


def platypus(packet: Packet, pictures: list[Path]) -> bytes:
    """Build with paragraphs and tables as ReportLab's guide shows them."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Table

    from copdesk.pdf.typography.font_library import FontLibrary

    path = FontLibrary().base().file.path
    pdfmetrics.registerFont(TTFont("Noto", str(path)))
    body = ParagraphStyle("body", fontName="Noto", fontSize=10.5, leading=14.3, spaceAfter=4)
    head = ParagraphStyle("head", parent=body, fontSize=13.5, leading=18)
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "Noto", 9)]

    def cells(rows: object, widths: list[int]) -> Table:
        made = [[Paragraph(cell, body) for cell in row] for row in rows]
        return Table(made, colWidths=widths, style=grid, repeatRows=1)

    story = [Paragraph("Packet", head), cells(packet.agenda, [60, 60, 370])]
    for number, card in enumerate(packet.cards):
        story += [PageBreak(), Paragraph(card["title"], head), Paragraph(card["purpose"], body)]
        story.append(cells(card["steps"], [120, 60, 310]))
        story += [Paragraph(hint, body, bulletText="•") for hint in card["hints"]]
        story += [Paragraph(text, body) for text in card["text"]]
        if number < len(pictures):
            story.append(Image(str(pictures[number]), 280, 210))
    story += [PageBreak(), cells(packet.people, [150, 150, 90, 100]), Paragraph("To do", head)]
    story += [Paragraph(text, body, bulletText="•") for text in packet.commitments]
    for name, about in packet.resources:
        story += [Paragraph(name, head), Paragraph(about, body)]
    story += [Paragraph(text, body) for text in packet.notes]
    target = io.BytesIO()
    SimpleDocTemplate(target).build(story)
    return target.getvalue()


def canvas(packet: Packet, pictures: list[Path]) -> bytes:
    """Draw as many letters, lines and photos on ReportLab's canvas, laying out by counting."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from copdesk.pdf.typography.font_library import FontLibrary

    pdfmetrics.registerFont(TTFont("Noto", str(FontLibrary().base().file.path)))
    target = io.BytesIO()
    pen = Canvas(target)
    place = 780

    def line(text: str) -> None:
        nonlocal place
        if place < 60:
            pen.showPage()
            place = 780
        pen.setFont("Noto", 10.5)
        pen.drawString(50, place, text)
        place -= 14

    def text(words: str) -> None:
        for start in range(0, len(words), 90):
            line(words[start : start + 90])

    for row in packet.agenda:
        line(" ".join(row))
    for number, card in enumerate(packet.cards):
        pen.showPage()
        place = 780
        for part in (card["title"], card["purpose"], *card["hints"], *card["text"]):
            text(part)
        for row in card["steps"]:
            text(" ".join(row))
            pen.line(50, place, 540, place)
        if number < len(pictures):
            pen.drawImage(str(pictures[number]), 50, 60, 280, 210)
    for row in packet.people:
        line(" ".join(row))
        pen.line(50, place, 540, place)
    for part in (*packet.commitments, *packet.notes, *(" ".join(one) for one in packet.resources)):
        text(part)
    pen.save()
    return target.getvalue()


def copdesk(packet: Packet, pictures: list[Path], state: dict[str, object]) -> bytes:
    """Build with the blocks of handouts."""
    from copdesk.pdf.foreign.images import Picture
    from copdesk.pdf.layout.blocks import (
        bullets,
        heading,
        page_break,
        paragraph,
        table,
        timetable,
        title,
    )
    from copdesk.pdf.layout.figures import Figure
    from copdesk.pdf.layout.page import Document
    from copdesk.pdf.typography.font_library import FontLibrary

    fonts = state.setdefault("fonts", FontLibrary())
    blocks = [title("Packet"), timetable(packet.agenda)]
    for number, card in enumerate(packet.cards):
        blocks += [page_break(), heading(card["title"]), paragraph(card["purpose"])]
        blocks.append(table(card["steps"], (120, 60, 310)))
        blocks.append(bullets(card["hints"]))
        blocks += [paragraph(text) for text in card["text"]]
        if number < len(pictures):
            data = pictures[number].read_bytes()
            shown = Picture(data=data, width=1600, height=1200, grey=False)
            blocks.append(Figure(picture=shown, alternative="A photo", width=280, height=210))
    blocks += [page_break(), table(packet.people, (150, 150, 90, 100)), heading("To do")]
    blocks.append(bullets(packet.commitments))
    for name, about in packet.resources:
        blocks += [heading(name, 3), paragraph(about)]
    blocks += [paragraph(text) for text in packet.notes]
    return Document(title="Packet").render(blocks, fonts).data


def built(engine: str, packet: Packet, pictures: list[Path], state: dict[str, object]) -> bytes:
    """Build a packet with an engine."""
    if engine == "copdesk":
        return copdesk(packet, pictures, state)
    return platypus(packet, pictures) if engine == "platypus" else canvas(packet, pictures)


def cold(engine: str, parts: int) -> dict[str, float]:
    """Build once in this process, which has imported nothing yet."""
    with tempfile.TemporaryDirectory() as folder:
        pictures, packet = photos(Path(folder)), Packet(0, parts)
        started = process_time()
        data = built(engine, packet, pictures, {})
        seconds = process_time() - started
    import pypdfium2

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cold": seconds, "pages": len(pypdfium2.PdfDocument(data)), "megabytes": peak}


def warm(builds: int) -> dict[str, float]:
    """Build with all engines in turn in this process; the quickest time of each counts."""
    import_module("copdesk.pdf.layout.sheet")  # makes its settings before the first turn
    from reportlab import rl_config

    times: dict[str, list[float]] = {engine: [] for engine in ENGINES}
    state: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        pictures = photos(Path(folder))
        for seed in range(builds + 1):
            packet = Packet(seed, 1)
            for engine in ENGINES:
                ours = engine == "copdesk"
                rl_config.useA85, rl_config.invariant = int(not ours), int(ours)
                started = process_time()
                built(engine, packet, pictures, state)
                times[engine].append(process_time() - started)
    return {engine: min(taken[1:]) for engine, taken in times.items()}


def in_its_own_process(*what: object) -> dict[str, float]:
    """Measure where nothing is imported yet."""
    done = subprocess.run(
        [sys.executable, __file__, "--part", *map(str, what)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return json.loads(done.stdout)


def main() -> int:
    """Print the shares; 1 when one is beyond its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if chosen.part:
        name, number = chosen.part
        found = warm(int(number)) if name == "warm" else cold(name, int(number))
        print(json.dumps(found))
        return 0
    rounds = [
        {engine: in_its_own_process(engine, 1) for engine in ENGINES} for _ in range(chosen.rounds)
    ]
    middle = {
        engine: {
            key: statistics.median(one[engine][key] for one in rounds) for key in rounds[0][engine]
        }
        for engine in ENGINES
    }
    later = in_its_own_process("warm", WARM_BUILDS)
    for engine, found in middle.items():
        found["warm"] = later[engine]
    show(middle)
    ours, base = middle["copdesk"], middle["platypus"]
    large = in_its_own_process("copdesk", 19)
    growth = (large["cold"] - ours["cold"]) / (large["pages"] - ours["pages"])
    growth /= ours["warm"] / ours["pages"]
    print(
        f"{large['pages']:.0f} pages: {large['cold']:.1f} s, each further page {growth:.2f} times "
        f"one of the small packet, {large['megabytes']:.0f} MB"
    )
    kept = (
        ours["cold"] <= COLD_LIMIT * base["cold"]
        and ours["warm"] <= WARM_LIMIT * base["warm"]
        and max(ours["megabytes"], large["megabytes"]) <= MEGABYTE_LIMIT
    )
    print("within the limits" if kept else "beyond a limit")
    return 0 if kept else 1


def show(middle: dict[str, dict[str, float]]) -> None:
    """Print a line for each engine."""
    base = middle["platypus"]
    print(
        f"{'engine':10}{'pages':>6}{'cold s':>8}{'share':>7}{'warm s':>8}{'share':>7}{'peak MB':>9}"
    )
    for engine, found in middle.items():
        print(
            f"{engine:10}{found['pages']:6.0f}"
            f"{found['cold']:8.2f}{found['cold'] / base['cold']:7.2f}"
            f"{found['warm']:8.2f}{found['warm'] / base['warm']:7.2f}{found['megabytes']:9.0f}"
        )


if __name__ == "__main__":
    raise SystemExit(main())
