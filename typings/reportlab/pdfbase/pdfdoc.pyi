from collections.abc import Mapping, Sequence
from typing import Any

PDFZCompress: object

def xObjectName(externalname: str) -> str: ...

class PDFObject: ...
class PDFName(str): ...

class PDFString(PDFObject):
    def __init__(self, s: str | bytes) -> None: ...

class PDFArray(PDFObject):
    def __init__(self, sequence: Sequence[object]) -> None: ...

class PDFDictionary(PDFObject):
    dict: dict[str, object]
    def __init__(self, dict: Mapping[str, object] | None = None) -> None: ...
    def __getitem__(self, key: str) -> Any: ...
    def __setitem__(self, key: str, value: object) -> None: ...

class PDFObjectReference(PDFObject):
    def __init__(self, name: str) -> None: ...

class PDFStream(PDFObject):
    dictionary: PDFDictionary
    content: bytes | str | None
    filters: Sequence[object] | None
    def __init__(
        self,
        dictionary: PDFDictionary | None = None,
        content: bytes | str | None = None,
        filters: Sequence[object] | None = None,
    ) -> None: ...

class PDFCatalog(PDFObject):
    StructTreeRoot: PDFObject | None
    MarkInfo: PDFObject | None
    Metadata: PDFObject | None
    OutputIntents: PDFObject | None

class PDFPage(PDFCatalog):
    Annots: Any

class PDFDocument:
    Catalog: PDFCatalog
    idToObject: dict[str, Any]
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]
    def Reference(self, object: object, name: str | None = None) -> PDFObjectReference: ...
    def SaveToFile(self, filename: object, canvas: object) -> None: ...
