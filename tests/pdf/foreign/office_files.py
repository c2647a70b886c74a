"""The smallest files that office programs write, and one that wants more than to be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

TEXT = "A page about halves"

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return target.getvalue()


def docx() -> bytes:
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" '
            f'Type="{OFFICE_RELATIONS}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
            "word/document.xml": f'<w:document xmlns:w="{words}"><w:body><w:p><w:r>'
            f"<w:t>{TEXT}</w:t></w:r></w:p></w:body></w:document>",
        }
    )


def xlsx() -> bytes:
    cells = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return office_parts(
        "xl/workbook.xml",
        f'<workbook xmlns="{cells}" xmlns:r="{OFFICE_RELATIONS}"><sheets>'
        '<sheet name="One" sheetId="1" r:id="r"/></sheets></workbook>',
        f"{kinds}.sheet.main+xml",
        "xl/worksheets/sheet1.xml",
        f'<worksheet xmlns="{cells}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is>'
        f"<t>{TEXT}</t></is></c></row></sheetData></worksheet>",
        f"{kinds}.worksheet+xml",
    )


def pptx() -> bytes:
    slides = "http://schemas.openxmlformats.org/presentationml/2006/main"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    kinds = "application/vnd.openxmlformats-officedocument.presentationml"
    return office_parts(
        "ppt/presentation.xml",
        f'<p:presentation xmlns:p="{slides}" xmlns:r="{OFFICE_RELATIONS}"><p:sldIdLst>'
        '<p:sldId id="256" r:id="r"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>'
        '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
        f"{kinds}.presentation.main+xml",
        "ppt/slides/slide1.xml",
        f'<p:sld xmlns:p="{slides}" xmlns:a="{drawing}"><p:cSld><p:spTree><p:nvGrpSpPr>'
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp>'
        '<p:nvSpPr><p:cNvPr id="2" name="T"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="900000" y="900000"/><a:ext cx="7000000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></p:spPr><p:txBody><a:bodyPr/>'
        f"<a:p><a:r><a:t>{TEXT}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>",
        f"{kinds}.slide+xml",
    )


def office_parts(
    main: str, whole: str, whole_kind: str, inner: str, part: str, part_kind: str
) -> bytes:
    """Return the smallest file of an office program: a whole, and one sheet or slide of it."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relation = (
        '<Relationships xmlns="{}"><Relationship Id="r" Type="{}" Target="{}"/></Relationships>'
    )
    folder, _slash, name = main.rpartition("/")
    kind = "worksheet" if "sheet" in inner else "slide"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{main}" ContentType="{whole_kind}"/>'
            f'<Override PartName="/{inner}" ContentType="{part_kind}"/></Types>',
            "_rels/.rels": relation.format(RELATIONS, f"{OFFICE_RELATIONS}/officeDocument", main),
            f"{folder}/_rels/{name}.rels": relation.format(
                RELATIONS, f"{OFFICE_RELATIONS}/{kind}", inner.removeprefix(f"{folder}/")
            ),
            main: whole,
            inner: part,
        }
    )


def open_document(kind: str, body: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{whole}:1.0"'
        for short, whole in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
            ("style", "style"), ("svg", "svg-compatible"), ("manifest", "manifest"),
        )
    )  # fmt: skip
    manifest = (
        f'<manifest:manifest {names}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    content = (
        f'<office:document-content {names} office:version="1.2"><office:body>{body}'
        "</office:body></office:document-content>"
    )
    return zipped({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": manifest})


def odt() -> bytes:
    return open_document("text", f"<office:text><text:p>{TEXT}</text:p></office:text>")


def ods() -> bytes:
    cell = f"<table:table-cell><text:p>{TEXT}</text:p></table:table-cell>"
    rows = f"<table:table-row>{cell}</table:table-row>"
    return open_document(
        "spreadsheet",
        f'<office:spreadsheet><table:table table:name="One">{rows}</table:table>'
        "</office:spreadsheet>",
    )


def odp() -> bytes:
    frame = (
        '<draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="3cm"><draw:text-box>'
        f"<text:p>{TEXT}</text:p></draw:text-box></draw:frame>"
    )
    return open_document(
        "presentation",
        f'<office:presentation><draw:page draw:name="1">{frame}</draw:page></office:presentation>',
    )


def curious_odt(ran: Path, secret: Path, address: str) -> bytes:
    """Return a text that wants a file, a picture from afar, and to run when it is opened."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{whole}:1.0"'
        for short, whole in (
            ("office", "office"), ("text", "text"), ("draw", "drawing"), ("script", "script"),
            ("svg", "svg-compatible"), ("manifest", "manifest"),
        )
    )  # fmt: skip
    names += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    library = 'xmlns:library="http://openoffice.org/2000/library"'
    main = "vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"
    mime = "application/vnd.oasis.opendocument.text"
    parts = {
        "content.xml": f'<office:document-content {names} office:version="1.2"><office:scripts>'
        '<office:event-listeners><script:event-listener script:language="ooo:script" '
        f'script:event-name="dom:load" xlink:href="{main}"/></office:event-listeners>'
        "</office:scripts><office:body><office:text><text:p>Read me<draw:frame "
        f'svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{address}/x.png" '
        'xlink:actuate="onLoad"/></draw:frame></text:p><text:section text:name="s">'
        f'<text:section-source xlink:href="{secret.as_uri()}"/><text:p>Here.</text:p>'
        "</text:section></office:text></office:body></office:document-content>",
        "Basic/Standard/Module1.xml": '<script:module script:name="Module1" '
        'xmlns:script="http://openoffice.org/2000/script" script:language="StarBasic">Sub Main\n'
        f'Open "{ran}" For Output As #1\nClose #1\nEnd Sub</script:module>',
        "Basic/script-lc.xml": f'<library:libraries {library}><library:library '
        'library:name="Standard" library:link="false"/></library:libraries>',
        "Basic/Standard/script-lb.xml": f'<library:library {library} library:name="Standard">'
        '<library:element library:name="Module1"/></library:library>',
    }  # fmt: skip
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in parts
    )
    parts["META-INF/manifest.xml"] = (
        f'<manifest:manifest {names}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mime}"/>{entries}</manifest:manifest>'
    )
    return zipped({"mimetype": mime, **parts})
