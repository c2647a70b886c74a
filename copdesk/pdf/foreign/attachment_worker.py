"""The child's side of attachments: foreign bytes in, harmless pages of the packet's size out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final, cast

import pikepdf
from pikepdf import Name, Object, Page, Pdf, Rectangle, Stream

from copdesk.pdf.foreign.child_process import Message
from copdesk.pdf.foreign.drawing import DrawingCheck
from copdesk.pdf.foreign.refusals import Refusal, Refused

PAGE_LIMIT: Final = 500
PLACED: Final = Name("/Attached")
_WORTH_TURNING: Final = 1.1
_LETTER: Final = (0, 0, 612, 792)
# Keys through which a drawing may point to other files, programs or thumbnails.
_POINTERS: Final = tuple(
    Name(key) for key in ("/Ref", "/OPI", "/AF", "/PieceInfo", "/Metadata", "/Alternates")
)
_ELSEWHERE: Final = tuple(Name(key) for key in ("/F", "/FFilter", "/FDecodeParms"))


def answer(message: Message) -> Message:
    """Return the placed pages as a PDF, or the reason for refusing the file."""
    fields = message.fields
    width, height = fields["paper"]
    try:
        if fields["kind"] == "picture":
            from copdesk.pdf.foreign.picture_page import picture_as_pdf

            data = picture_as_pdf(message.blobs[0], fields["box"], grey=fields["grey"])
        else:
            data = message.blobs[0]
        turning = fields["kind"] != "picture"
        placed = _placed(data, width, height, Rectangle(*fields["box"]), turning=turning)
    except Refused as refused:
        return Message(fields={"refused": refused.refusal.value})
    except pikepdf.PasswordError:
        return Message(fields={"refused": Refusal.ENCRYPTED.value})
    except pikepdf.PdfError:
        return Message(fields={"refused": Refusal.BROKEN.value})
    with placed:
        return Message(fields={"pages": len(placed.pages)}, blobs=(saved(placed),))


def saved(pdf: Pdf) -> bytes:
    """Return a PDF as the same bytes each time, its foreign streams left packed as they are."""
    target = io.BytesIO()
    pdf.save(
        target,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return target.getvalue()


def _placed(data: bytes, width: float, height: float, box: Rectangle, *, turning: bool) -> Pdf:
    target = pikepdf.new()
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as source:
        _check_length(source)
        source.generate_appearance_streams()
        source.flatten_annotations("print")
        check = DrawingCheck()
        for page in source.pages:
            _give_a_size(page)
            check.check(page)
            form = page.as_form_xobject()
            if turning:
                form = _turned_to_fit(page, form, box)
            blank = target.add_blank_page(page_size=(width, height))
            lay(blank, target.copy_foreign(form), PLACED, box)
        _cut_pointers(target)
    return target


def lay(page: Page, form: Object, name: Name, box: Rectangle) -> None:
    """Draw a form centred in a box of a page, made smaller where it must be."""
    page.add_resource(form, Name.XObject, name)
    drawing: bytes = page.calc_form_xobject_placement(
        form, name, box, invert_transformations=True, allow_shrink=True, allow_expand=False
    )
    if not drawing:
        raise Refused(Refusal.BROKEN)
    page.contents_add(drawing)


def _turned_to_fit(page: Page, form: Object, box: Rectangle) -> Object:
    """Return the form of a page, turned with its top to the left where it is larger that way."""
    left, bottom, right, top = (float(side) for side in form.BBox)
    width, height = abs(right - left), abs(top - bottom)
    if not width or not height:
        return form
    matrix = [float(number) for number in form.get(Name.Matrix, (1, 0, 0, 1, 0, 0))]
    if abs(matrix[1]) > abs(matrix[0]):
        width, height = height, width
    as_it_is = min(box.width / width, box.height / height, 1)
    turned = min(box.width / height, box.height / width, 1)
    if turned <= as_it_is * _WORTH_TURNING:
        return form
    page.rotate(-90, relative=True)
    return page.as_form_xobject()


def _check_length(source: Pdf) -> None:
    count = len(source.pages)
    if count == 0:
        raise Refused(Refusal.NO_PAGES)
    if count > PAGE_LIMIT:
        raise Refused(Refusal.TOO_MANY_PAGES)


def _give_a_size(page: Page) -> None:
    """Write down the size that readers assume for a page that has none, or a flat one."""
    paper = _sides(cast("Object | None", page.mediabox))
    if paper is None:
        page.obj.MediaBox = pikepdf.Array(_LETTER)
        paper = _LETTER
    if Name.CropBox in page.obj:
        cut = _sides(page.obj.CropBox)
        if cut is None or not _meet(cut, paper):
            del page.obj.CropBox


def _sides(box: Object | None) -> tuple[float, ...] | None:
    """Return left, bottom, right and top of a box that has an area, else nothing."""
    try:
        left, bottom, right, top = (float(side) for side in box or ())
    except (TypeError, ValueError):
        return None
    if right == left or top == bottom:
        return None
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return max(one[0], other[0]) < min(one[2], other[2]) and max(one[1], other[1]) < min(
        one[3], other[3]
    )


def _cut_pointers(pdf: Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            for key in (*_POINTERS, *_ELSEWHERE):
                if key in thing:
                    del thing[key]
