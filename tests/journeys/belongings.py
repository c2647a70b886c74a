"""The files that a coordinator has at home, made small."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Amara Osei
N:Osei;Amara;;;
EMAIL;TYPE=WORK:amara@hill.example
TEL;TYPE=CELL:0555 1234
ORG:Hill School
END:VCARD
"""
TABLE = """Name;E-mail;School
Bjørn Åsen;bjorn@river.example;River School
Nguyễn Thị Hoa;hoa@hill.example;Hill School
Zoë O’Brien;zoe@brook.example;Brook School
"""


def make_belongings(folder: Path) -> None:
    """Put an address card, a table, two PDFs and a photo into a folder."""
    folder.mkdir()
    (folder / "amara.vcf").write_text(CARD, "utf-8")
    (folder / "staff.csv").write_text(TABLE, "utf-8")
    (folder / "lesson_plan.pdf").write_bytes(_pdf("Halves and quarters with paper strips"))
    (folder / "article.pdf").write_bytes(_pdf("Why fractions are hard"))
    photo = Image.new("RGB", (160, 120), (90, 130, 90))
    photo.save(folder / "pupils_work.jpg", "JPEG")


def _pdf(words: str) -> bytes:
    held = io.BytesIO()
    page = Canvas(held, pagesize=(420, 595), invariant=True)
    page.drawString(60, 500, words)
    page.showPage()
    page.save()
    return held.getvalue()
