"""The tree that tells a screen reader what is a heading, a list, a table, a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference

Role = Literal[
    "Document", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD",
    "Figure", "Link", "Div", "Artifact",
]  # fmt: skip

Mark: TypeAlias = tuple[int, int]
Annotation: TypeAlias = tuple[int, str]

_ROOT: Final = "StructureRoot"
_PARENTS: Final = "StructureParents"


class Element:
    """A node; its kids are nodes, (page, mark) pairs of content, or (page, name) of links."""

    __slots__ = ("alternative", "kids", "language", "parent", "role", "serial", "spans")

    def __init__(
        self, role: Role, *, language: str = "", alternative: str = "", spans: int = 1
    ) -> None:
        self.role: Role = role
        self.language = language
        self.alternative = alternative
        self.spans = spans
        self.kids: list[Element | Mark | Annotation] = []
        self.parent: Element | None = None
        self.serial = 0

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
    for serial, node in enumerate(nodes, start=1):
        node.serial = serial
        document.Reference(b"null", _name(node))
    document.Reference(b"null", _ROOT)
    marks: dict[int, dict[int, bytes]] = {page: {} for page in range(pages)}
    links: dict[int, bytes] = {}
    for node in nodes:
        own = _reference(document, _name(node))
        for kid in node.kids:
            if isinstance(kid, Element):
                continue
            page, target = kid
            if isinstance(target, int):
                marks[page][target] = own
            else:
                links[pages + len(links)] = own
                document.idToObject[f"Annot.{target}"]["StructParent"] = pages + len(links) - 1
        document.idToObject[_name(node)] = _node_bytes(document, node)
    tree = [
        b"%d [%s]" % (page, b" ".join(own for _, own in sorted(found.items())))
        for page, found in marks.items()
    ]
    tree += [b"%d %s" % link for link in links.items()]
    document.Reference(b"<</Nums [\n%s\n]>>" % b"\n".join(tree), _PARENTS)
    document.idToObject[_ROOT] = b"<</Type /StructTreeRoot /K %s /ParentTree %s>>" % (
        _reference(document, _name(root)),
        _reference(document, _PARENTS),
    )
    document.Catalog.StructTreeRoot = PDFObjectReference(_ROOT)
    document.Catalog.MarkInfo = document.Reference(b"<</Marked true>>", "MarkInfo")


def _node_bytes(document: PDFDocument, node: Element) -> bytes:
    parent = _ROOT if node.parent is None else _name(node.parent)
    parts = [
        b"<</Type /StructElem /S /%s /P %s" % (node.role.encode(), _reference(document, parent))
    ]
    if node.language:
        parts.append(b"/Lang %s" % _text(node.language.replace("_", "-")))
    if node.alternative:
        parts.append(b"/Alt %s" % _text(node.alternative))
    if node.role == "TH":
        parts.append(b"/A <</O /Table /Scope /Column>>")
    elif node.spans > 1:
        parts.append(b"/A <</O /Table /ColSpan %d>>" % node.spans)
    kids = b" ".join(_kid_bytes(document, kid) for kid in node.kids if _shown(kid))
    return b"%s /K [%s]>>" % (b" ".join(parts), kids)


def _shown(kid: Element | Mark | Annotation) -> bool:
    return not isinstance(kid, Element) or bool(kid.kids)


def _kid_bytes(document: PDFDocument, kid: Element | Mark | Annotation) -> bytes:
    if isinstance(kid, Element):
        return _reference(document, _name(kid))
    page, target = kid
    page_reference = _reference(document, f"Page{page + 1}")
    if isinstance(target, int):
        return b"<</Type /MCR /Pg %s /MCID %d>>" % (page_reference, target)
    return b"<</Type /OBJR /Pg %s /Obj %s>>" % (
        page_reference,
        _reference(document, f"Annot.{target}"),
    )


def _name(node: Element) -> str:
    return f"Structure{node.serial}"


def _reference(document: PDFDocument, name: str) -> bytes:
    number, version = document.idToObjectNumberAndVersion[name]
    return b"%d %d R" % (number, version)


def _text(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be", "replace").hex().upper().encode()
