"""Whether reading hostile files takes longer than their length asks for.

Run it with `python tests/benchmarks/hostile_files.py`. Each line is the time for a file in relation
to that for its half: 2 is what its length asks for, 4 would be quadratic. Limit: 3.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # it is run from a checkout

from copdesk.errors import UserError
from copdesk.exchange.people.table import read_people as read_table
from copdesk.exchange.people.vcard import read_people
from copdesk.exchange.reading_lists.bibtex import read_bibtex
from copdesk.exchange.reading_lists.ris import read_ris
from copdesk.exchange.reading_lists.table import read_resources

LIMIT = 3.0
ROUNDS = 3
LENGTH = 1_000_000
Reader = Callable[[bytes], object]
FILES: tuple[tuple[str, Reader, bytes, bytes, bytes], ...] = (
    ("card: quotes", read_people, b"BEGIN:VCARD\r\nNOTE:", b'"', b"\r\nEND:VCARD\r\n"),
    ("card: parameters", read_people, b"BEGIN:VCARD\r\nNOTE;", b";", b"\r\nEND:VCARD\r\n"),
    ("card: folds", read_people, b"BEGIN:VCARD\r\nFN:A", b"\r\n ", b"\r\nEND:VCARD\r\n"),
    ("table: quotes", read_table, b"Name,School\n", b'"x', b""),
    ("resources: quotes", read_resources, b"Title\n", b'"', b""),
    ("BibTeX: one line", read_bibtex, b"", b"@a{", b""),
    ("BibTeX: braces", read_bibtex, b"@a{b,t=", b"{", b""),
    ("BibTeX: backslashes", read_bibtex, b"@a{b,title={", b"\\", b"}}"),
    ("RIS: records", read_ris, b"", b"TY  - BOOK\n", b""),
    ("RIS: folds", read_ris, b"TY  - BOOK\nTI  - a\n", b"x\n", b""),
)


def seconds(reader: Reader, begin: bytes, again: bytes, end: bytes, length: int) -> float:
    content = begin + again * (length // len(again)) + end
    started = time.process_time()
    with suppress(UserError):  # to refuse is an answer too
        reader(content)
    return time.process_time() - started


def main() -> int:
    over = 0
    for name, reader, begin, again, end in FILES:
        rounds = [
            [seconds(reader, begin, again, end, length) for length in (LENGTH // 2, LENGTH)]
            for _ in range(ROUNDS)
        ]
        ratio = statistics.median(whole / half for half, whole in rounds)
        over += ratio > LIMIT
        print(f"{name:<22} {ratio:5.2f} x its half   limit {LIMIT}")
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main())
