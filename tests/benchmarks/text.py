"""How long one word of 200,000 letters takes, beside running text of as many letters.

`python tests/benchmarks/text.py` lays out and draws each in a process of its own, with fonts that
remember nothing; prints processor time, and 1 is returned where the word takes too many times as
long as the text, or twice the word much more than twice the time.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[2]
LETTERS = 200_000
SHARE_LIMIT, GROWTH_LIMIT = 1.0, 2.5
LATIN = "abcdefghijklmnopqrstuvwxyz"
KINDS = {
    "running text": LATIN,
    "latin": LATIN,
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "khmer": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ",
    "missing": "ꦗꦮꦏꦱꦫꦤꦩꦭ",
}


def sample(kind: str, letters: int) -> str:
    """Return letters in no order: one word without end, or words of usual length."""
    chance = random.Random(1)  # noqa: S311 - letters for a measurement
    text = "".join(chance.choices(KINDS[kind], k=letters))
    if kind != "running text":
        return text
    place, words = 0, []
    while place < letters:
        length = chance.randint(2, 11)
        words.append(text[place : place + length])
        place += length + 1
    return " ".join(words)


def measure(kind: str, letters: int) -> float:
    """Lay out and draw once, after the imports and what every first text costs."""
    from copdesk.pdf.layout.blocks import paragraph
    from copdesk.pdf.layout.page import Document
    from copdesk.pdf.typography.font_library import FontLibrary

    document = Document(title="Text", language="en")
    document.render([paragraph(sample(kind, 100))], FontLibrary())
    blocks = [paragraph(sample(kind, letters))]
    fonts = FontLibrary()
    started = process_time()
    document.render(blocks, fonts)
    return process_time() - started


def seconds(kind: str, letters: int, rounds: int) -> float:
    """Return the middle of some measurements."""
    command = [sys.executable, __file__, "--measure", kind, str(letters)]
    return statistics.median(
        float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
        for _ in range(rounds)
    )


def main() -> int:
    """Print the times and shares; 1 when one is beyond its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", nargs=2, metavar=("KIND", "LETTERS"))
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    if chosen.measure:
        print(measure(chosen.measure[0], int(chosen.measure[1])))
        return 0
    base = 0.0
    kept = True
    print(f"{'':14}{LETTERS // 2:>10,}{LETTERS:>10,}{'growth':>8}{'share':>7}")
    for kind in KINDS:
        half, whole = (seconds(kind, count, chosen.rounds) for count in (LETTERS // 2, LETTERS))
        base = base or whole
        print(f"{kind:14}{half:8.2f} s{whole:8.2f} s{whole / half:8.2f}{whole / base:7.2f}")
        kept = kept and whole <= GROWTH_LIMIT * half
        kept = kept and (kind != "latin" or whole <= SHARE_LIMIT * base)
    print("within the limits" if kept else "beyond a limit")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
