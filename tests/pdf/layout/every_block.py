"""A document of every block, and what tests look at in one."""

import io

import pikepdf
from PIL import Image

from copdesk.pdf.layout.blocks import (
    blank_lines,
    box,
    bullets,
    checklist,
    heading,
    key_values,
    note,
    numbered,
    page_break,
    paragraph,
    picture,
    signatures,
    space,
    table,
    timetable,
    title,
    together,
)
from copdesk.pdf.layout.page import Document
from copdesk.pdf.typography.spans import Span

LONG = "Everyone brings one piece of student work and a question about it. " * 12


def photo(size=(300, 200)):
    target = io.BytesIO()
    Image.linear_gradient("L").resize(size).save(target, "PNG")
    return target.getvalue()


def everything():
    return [
        title("Agenda", "Thursday"),
        key_values([("Where", "Upper School"), ("Nothing", "")]),
        heading("Norms"),
        bullets(["Listen.", [Span("Be "), Span("kind", bold=True)], paragraph(LONG)]),
        heading("A part", 3),
        numbered(["First", "Second"]),
        checklist(["Scissors", "Glue"]),
        timetable([("16:00", "5 min", "Welcome")], header=("Time", "Length", "What")),
        table([["Ada", "", ""], ["Bo"]], (3, 2, 2), ("Name", "School", "Sign"), row_height=30),
        box([heading("Consultancy", 3), paragraph(LONG)]),
        together(paragraph("a"), paragraph("b")),
        blank_lines(3),
        signatures(["Facilitator", "Date"]),
        space(20),
        picture(photo(), "wall.png", "The wall of notes", "Our wall"),
        page_break(),
        note([Span("See "), Span("the site", link="https://example.org")]),
    ]


def printed(fonts, blocks, **values):
    return Document(**({"title": "Test"} | values)).render(blocks, fonts)


def roles(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:

        def walk(node):
            if isinstance(node, pikepdf.Dictionary) and "/S" in node:
                yield str(node.S)
                for kid in node.K:
                    yield from walk(kid)

        return list(walk(pdf.Root.StructTreeRoot.K))


def ink(picture):
    return picture.point(lambda grey: grey < 160 and 255).getbbox()


def baselines(data):
    """Return how high each line of text stands on the first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            round(float(step.operands[5]), 1)
            for step in pikepdf.parse_content_stream(pdf.pages[0])
            if str(step.operator) == "Tm"
        }
