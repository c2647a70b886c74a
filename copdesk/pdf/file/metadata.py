"""What a document says about itself, as archives (PDF/A) and screen readers (PDF/UA) ask."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFString,
)

from copdesk.pdf.file.file_writer import DataStream
from copdesk.pdf.file.text_string import text_string

_DATE_IN_PROFILE: Final = slice(24, 36)  # the only bytes that would differ from day to day
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<xmp:CreatorTool>CopDesk</xmp:CreatorTool>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{author}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_AUTHOR: Final = "<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a file says about itself."""

    title: str
    author: str
    language: str


def describe(document: PDFDocument, description: Description) -> None:
    """Put the metadata and the meaning of its colors into a document."""
    metadata = DataStream(
        {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")},
        _metadata(description).encode(),
        pack=False,
    )
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB"),
            "DestOutputProfile": document.Reference(DataStream({"N": 3}, _color_profile())),
        }
    )
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = document.Reference(metadata)
    catalog.OutputIntents = PDFArray([document.Reference(intent)])
    document.info = _information(description)


def _metadata(description: Description) -> str:
    author = _AUTHOR.format(name=escape(description.author)) if description.author else ""
    return _XMP.format(
        title=escape(description.title), author=author, language=escape(description.language)
    )


def _information(description: Description) -> PDFDictionary:
    entries: dict[str, object] = {
        "Title": text_string(description.title),
        "Creator": PDFString("CopDesk"),
    }
    if description.author:
        entries["Author"] = text_string(description.author)
    return PDFDictionary(entries)


def _color_profile() -> bytes:
    from PIL import ImageCms  # only documents need it

    made = ImageCms.createProfile("sRGB")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    profile = bytearray(ImageCms.ImageCmsProfile(made).tobytes())  # pyright: ignore[reportUnknownArgumentType]
    profile[_DATE_IN_PROFILE] = bytes.fromhex("07d000010001000000000000")
    return bytes(profile)
