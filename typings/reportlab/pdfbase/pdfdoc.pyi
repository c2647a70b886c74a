from collections.abc import Mapping, Sequence
from typing import Any

def xObjectName(externalname: str) -> str: ...
def format(element: object, document: PDFDocument, toplevel: int = 0) -> bytes: ...

class PDFObject: ...
class PDFName(str): ...

class PDFString(PDFObject):
    def __init__(self, s: str | bytes, escape: int = 1, enc: str = "auto") -> None: ...

class PDFArray(PDFObject):
    def __init__(self, sequence: Sequence[object]) -> None: ...

class PDFDictionary(PDFObject):
    dict: dict[str, object]
    def __init__(self, dict: Mapping[str, object] | None = None) -> None: ...
    def __getitem__(self, key: str) -> Any: ...
    def __setitem__(self, key: str, value: object) -> None: ...

class PDFObjectReference(PDFObject):
    def __init__(self, name: str) -> None: ...

class PDFCatalog(PDFObject):
    StructTreeRoot: PDFObject | None
    MarkInfo: PDFObject | None
    Metadata: PDFObject | None
    OutputIntents: PDFObject | None
    Outlines: PDFObject | None
    __NoDefault__: list[str]

class PDFOutlines(PDFObject):
    ready: int
    def prepare(self, document: PDFDocument, canvas: object) -> None: ...

class PDFPage(PDFCatalog):
    Annots: Any
    Contents: PDFObject | None
    stream: str | None

class PDFDocument:
    Catalog: PDFCatalog
    Outlines: PDFOutlines
    info: PDFObject
    idToObject: dict[str, Any]
    objectcounter: int
    numberToId: dict[int, str]
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]
    def Reference(self, object: object, name: str | None = None) -> PDFObjectReference: ...
