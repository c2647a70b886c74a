"""Refuse pages that draw themselves, or that unfold into far more than a printer can take."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Page, Stream

from copdesk.pdf.foreign.refusals import Refusal, Refused

DECODED_LIMIT: Final = 64 * 1024 * 1024
DRAWN_LIMIT: Final = 256 * 1024 * 1024
PIXEL_LIMIT: Final = 300_000_000
DEPTH_LIMIT: Final = 40


class DrawingCheck:
    """Walks what the pages of one document draw; remembers what it has weighed."""

    def __init__(self) -> None:
        self._weights: dict[tuple[Any, Any], int] = {}
        self._path: set[Any] = set()

    def check(self, page: Page) -> None:
        """Raise Refused for a page that draws itself or too much."""
        resources = page.resources
        content = b"\n".join(_content(part) for part in _contents(page))
        if self._weight(content, resources, page.obj.objgen) > DRAWN_LIMIT:
            raise Refused(Refusal.TOO_HEAVY)

    def _weight(self, content: bytes, resources: Object, owner: Any) -> int:
        """Return how many bytes of drawing a content unfolds into, at most."""
        _check_pictures(resources)
        inner = [
            self._stream_weight(stream, scope or resources, scope.objgen if scope else owner)
            for name, stream, scope in _drawn_by(resources)
            if _is_named(name, content)
        ]
        return len(content) + max(content.count(b"Do"), 1) * max(inner, default=0)

    def _stream_weight(self, stream: Stream, inherited: Object, owner: Any) -> int:
        own = stream.get(Name.Resources)
        if isinstance(own, Dictionary):
            inherited, owner = own, stream.objgen
        key = (stream.objgen, owner)
        if key in self._path or len(self._path) >= DEPTH_LIMIT:
            raise Refused(Refusal.DRAWS_ITSELF)
        if key not in self._weights:
            self._path.add(key)
            self._weights[key] = self._weight(_content(stream), inherited, owner)
            self._path.discard(key)
        return self._weights[key]


def _contents(page: Page) -> Iterator[Stream]:
    contents = page.obj.get(Name.Contents)
    parts = list(contents) if isinstance(contents, Array) else [contents]
    return (part for part in parts if isinstance(part, Stream))


def _content(stream: Stream) -> bytes:
    """Return the decoded stream, or raise Refused before it fills the memory."""
    filters = stream.get(Name.Filter)
    chain = list(filters) if isinstance(filters, Array) else [filters] if filters else []
    if any(one != Name.FlateDecode for one in chain) or Name.DecodeParms in stream:
        data = stream.read_bytes()
        if len(data) > DECODED_LIMIT:
            raise Refused(Refusal.TOO_HEAVY)
        return data
    data = stream.read_raw_bytes()
    for _flate in chain:
        data = _inflated(data)
    return data


def _inflated(data: bytes) -> bytes:
    inflate = zlib.decompressobj()
    try:
        result = inflate.decompress(data, DECODED_LIMIT + 1)
    except zlib.error as error:
        raise Refused(Refusal.BROKEN) from error
    if len(result) > DECODED_LIMIT:
        raise Refused(Refusal.TOO_HEAVY)
    return result


def _drawn_by(resources: Object) -> Iterator[tuple[str, Stream, Object | None]]:
    """Yield forms, tiles, masks and drawn letters by name, letters with their own resources."""
    for name, form in _items(resources, Name.XObject):
        if isinstance(form, Stream) and form.get(Name.Subtype) == Name.Form:
            yield name, form, None
    for name, tile in _items(resources, Name.Pattern):
        if isinstance(tile, Stream):
            yield name, tile, None
    for name, state in _items(resources, Name.ExtGState):
        mask = state.get(Name.SMask) if isinstance(state, Dictionary) else None
        group = mask.get(Name.G) if isinstance(mask, Dictionary) else None
        if isinstance(group, Stream):
            yield name, group, None
    for name, font in _items(resources, Name.Font):
        scope = font.get(Name.Resources) if isinstance(font, Dictionary) else None
        for _letter, drawing in _items(font, Name.CharProcs):
            if isinstance(drawing, Stream):
                yield name, drawing, scope if isinstance(scope, Dictionary) else None


def _is_named(name: str, content: bytes) -> bool:
    """Whether a content may use a resource; names can be written in other ways behind a #."""
    return not name.isascii() or b"#" in content or name.encode("ascii") in content


def _check_pictures(resources: Object) -> None:
    for _name, picture in _items(resources, Name.XObject):
        if isinstance(picture, Stream) and picture.get(Name.Subtype) == Name.Image:
            sides = (picture.get(Name.Width, 0), picture.get(Name.Height, 0))
            if all(isinstance(side, int) for side in sides) and sides[0] * sides[1] > PIXEL_LIMIT:
                raise Refused(Refusal.TOO_HEAVY)


def _items(holder: Object, name: Name) -> list[tuple[str, Object]]:
    if not isinstance(holder, Dictionary):
        return []
    found = holder.get(name)
    return list(found.items()) if isinstance(found, Dictionary) else []
