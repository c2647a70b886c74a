"""The tree that tells a screen reader what is a heading, a list, a table, a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

Role = Literal[
    "Document", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    "Figure", "Link", "Span", "Div", "Artifact",
]  # fmt: skip

Mark: TypeAlias = tuple[int, int]
Annotation: TypeAlias = tuple[int, str]


class Element:
    """A node; its kids are nodes, (page, mark) pairs of content, or (page, name) of links."""

    __slots__ = ("alternative", "kids", "language", "parent", "reference", "role", "spans")

    def __init__(
        self, role: Role, *, language: str = "", alternative: str = "", spans: int = 1
    ) -> None:
        self.role: Role = role
        self.language = language
        self.alternative = alternative
        self.spans = spans
        self.kids: list[Element | Mark | Annotation] = []
        self.parent: Element | None = None
        self.reference = b""

    def adopt(self, child: Element) -> None:
        """Make a node the last child, unless it has a place already."""
        if child.parent is None and child is not self:
            child.parent = self
            self.kids.append(child)

    def descendants(self) -> Iterator[Element]:
        """Return this node and all below it in reading order, without recursion."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [kid for kid in reversed(node.kids) if isinstance(kid, Element)]


def write_structure(document: PDFDocument, root: Element, pages: int) -> None:
    """Put the tree into the catalogue of a document whose pages are all drawn."""
    nodes = [node for node in root.descendants() if node.kids or node is root]
    names = _number(document, nodes)
    top = _registered(document, "StructureRoot")
    shown = [_reference(document, f"Page{page + 1}") for page in range(pages)]
    marks: list[dict[int, bytes]] = [{} for _ in range(pages)]
    links: list[bytes] = []
    for node, name in zip(nodes, names, strict=True):
        for kid in node.kids:
            if isinstance(kid, Element):
                continue
            page, target = kid
            if isinstance(target, int):
                marks[page][target] = node.reference
            else:
                document.idToObject[f"Annot.{target}"]["StructParent"] = pages + len(links)
                links.append(node.reference)
        document.idToObject[name] = _node_bytes(document, node, shown, top)
    tree = [
        b"%d [%s]" % (page, b" ".join(own for _, own in sorted(found.items())))
        for page, found in enumerate(marks)
    ]
    tree += [b"%d %s" % (pages + index, own) for index, own in enumerate(links)]
    document.Reference(b"<</Nums [\n%s\n]>>" % b"\n".join(tree), "StructureParents")
    document.idToObject["StructureRoot"] = b"<</Type /StructTreeRoot /K %s /ParentTree %s>>" % (
        root.reference,
        _reference(document, "StructureParents"),
    )
    document.Catalog.StructTreeRoot = PDFObjectReference("StructureRoot")
    document.Catalog.MarkInfo = document.Reference(b"<</Marked true>>", "MarkInfo")


def _number(document: PDFDocument, nodes: Sequence[Element]) -> list[str]:
    """Give each node its number in the file; `Reference` would take a fifth of the whole time."""
    first = document.objectcounter + 1
    document.objectcounter += len(nodes)
    names = [f"Structure{number}" for number in range(first, first + len(nodes))]
    for number, (node, name) in enumerate(zip(nodes, names, strict=True), start=first):
        node.reference = b"%d 0 R" % number
        document.numberToId[number] = name
        document.idToObjectNumberAndVersion[name] = (number, 0)
    return names


def _node_bytes(document: PDFDocument, node: Element, pages: Sequence[bytes], top: bytes) -> bytes:
    above = top if node.parent is None else node.parent.reference
    parts = [b"<</Type /StructElem /S /%s /P %s" % (node.role.encode(), above)]
    if node.language:
        parts.append(b"/Lang %s" % _text(node.language.replace("_", "-")))
    if node.alternative:
        parts.append(b"/Alt %s" % _text(node.alternative))
    if node.role == "TH":
        parts.append(b"/A <</O /Table /Scope /Column>>")
    elif node.spans > 1:
        parts.append(b"/A <</O /Table /ColSpan %d>>" % node.spans)
    kids: list[bytes] = []
    for kid in node.kids:
        if isinstance(kid, Element):
            if kid.kids:
                kids.append(kid.reference)
            continue
        page, target = kid
        if isinstance(target, int):
            kids.append(b"<</Type /MCR /Pg %s /MCID %d>>" % (pages[page], target))
        else:
            noted = _reference(document, f"Annot.{target}")
            kids.append(b"<</Type /OBJR /Pg %s /Obj %s>>" % (pages[page], noted))
    return b"%s /K [%s]>>" % (b" ".join(parts), b" ".join(kids))


def _registered(document: PDFDocument, name: str) -> bytes:
    """Give a part of the tree its number before its content is known."""
    document.Reference(b"null", name)
    return _reference(document, name)


def _reference(document: PDFDocument, name: str) -> bytes:
    number, version = document.idToObjectNumberAndVersion[name]
    return b"%d %d R" % (number, version)


def _text(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be", "replace").hex().upper().encode()
