"""What a user can do with the community's own protocols: change, exchange, mark and practice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from copdesk.domain.protocols.checks import problems
from copdesk.domain.protocols.parts import free_id, new_step
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.text import one_line
from copdesk.errors import InvalidInput, NotFound
from copdesk.language import _
from copdesk.services.changes import Area, Outcome
from copdesk.services.protocols import check_protocol_file, shipped, shipped_protocol
from copdesk.store.protocols import DRAFT, StoredProtocol
from copdesk.store.transaction import Database, Transaction

_FAVORITES: Final = "favorite protocols"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProtocol:
    """One of the community's own protocols as it was last written; a draft cannot be led yet."""

    protocol: Protocol
    is_draft: bool


class OwnProtocolService:
    """Own protocols are always kept as they were last written, finished or not."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, OwnProtocol]:
        """Return the community's own protocols by name, drafts as well."""
        with self._database.reading() as tx:
            return {one.name: _own(one) for one in tx.protocols.all()}

    def get(self, name: str) -> OwnProtocol:
        """Return an own protocol as it was last written, or raise NotFound."""
        with self._database.reading() as tx:
            stored = tx.protocols.named(name)
        if stored is None:
            raise NotFound(
                _("“{name}” is not a protocol of your own.").format(name=name),
                _("Copy a protocol to change it."),
            )
        return _own(stored)

    def copy(self, protocol: Protocol) -> Outcome[Protocol]:
        """Store a copy that may be changed, under another name."""
        with self._database.transaction() as tx:
            taken = {one.title for one in tx.protocols.all()}
            name, title = _free_name(tx, protocol.id), _copy_title(protocol.title, taken)
            copied = replace(protocol, title=title, version=1, id=name)
            _put(tx, copied)
        return Outcome(copied, Area.PROTOCOLS)

    def start_new(self) -> Outcome[Protocol]:
        """Store a protocol of one step, to be written from there."""
        with self._database.transaction() as tx:
            name = _free_name(tx, "our-protocol")
            step = new_step(())
            protocol = Protocol(id=name, title=_("New protocol"), nodes=(step,))
            _put(tx, protocol)
        return Outcome(protocol, Area.PROTOCOLS)

    def save(self, protocol: Protocol) -> Outcome[Protocol]:
        """Store what was written, whether or not it makes sense yet."""
        with self._database.transaction() as tx:
            _put(tx, protocol)
        return Outcome(protocol, Area.PROTOCOLS)

    def remove(self, name: str) -> Outcome[str]:
        """Put an own protocol into the trash; one that comes with CopDesk shows again."""
        with self._database.transaction() as tx:
            stored = tx.protocols.named(name)
            if stored is None:
                raise NotFound(
                    _("That protocol is no longer there."), _("Choose another one in the list.")
                )
            tx.protocols.remove(stored.id)
            return Outcome(name, Area.PROTOCOLS)

    def restore(self, name: str) -> Outcome[str]:
        """Undo `remove`."""
        with self._database.transaction() as tx:
            found = next((one.id for one in tx.protocols.in_trash() if one.name == name), "")
            tx.protocols.restore(found)
            return Outcome(name, Area.PROTOCOLS)

    def clash(self, path: Path) -> str:
        """Return the title of the protocol that a file would replace, nothing if there is none.

        A file that cannot be read raises UserError, which says line and key.
        """
        name = check_protocol_file(path).id
        with self._database.reading() as tx:
            stored = tx.protocols.named(name)
        if stored is not None:
            return stored.title
        return next((one.title for one in shipped() if one.id == name), "")

    def add_file(self, path: Path, *, keep_both: bool = False) -> Outcome[Protocol]:
        """Keep the protocol of a file; with `keep_both` under a free name if its own is taken."""
        protocol = check_protocol_file(path)
        with self._database.transaction() as tx:
            if keep_both and protocol.id in _names(tx):
                title = _("{title} (from a file)").format(title=protocol.title)
                protocol = replace(protocol, id=_free_name(tx, protocol.id), title=title)
            _put(tx, protocol)
        return Outcome(protocol, Area.PROTOCOLS)

    def export_file(self, name: str, path: Path) -> None:
        """Write a protocol as a file that another community can import."""
        from copdesk.exchange.protocols import write_protocol
        from copdesk.store.atomic import write_file

        with self._database.reading() as tx:
            stored = tx.protocols.named(name)
        protocol = _own(stored).protocol if stored else shipped_protocol(name)
        found = problems(protocol)
        if found:
            raise InvalidInput("nodes", found[0], _("Finish the protocol, then export it."))
        write_file(path, write_protocol(path.name, protocol))

    def favorites(self) -> frozenset[str]:
        """Return the names of the protocols that this laptop's user has starred."""
        with self._database.reading() as tx:
            return frozenset(tx.settings.get(_FAVORITES).split())

    def set_favorite(self, name: str, favorite: bool) -> Outcome[str]:
        """Star a protocol, or take the star off."""
        with self._database.transaction() as tx:
            known = set(tx.settings.get(_FAVORITES).split())
            known = known | {name} if favorite else known - {name}
            tx.settings.set(_FAVORITES, " ".join(sorted(known)))
        return Outcome(name, Area.PROTOCOLS)


def _own(stored: StoredProtocol) -> OwnProtocol:
    from copdesk.exchange.toml.protocol_file import read_draft

    return OwnProtocol(protocol=read_draft(stored.text, stored.title), is_draft=stored.is_draft)


def _put(tx: Transaction, protocol: Protocol) -> None:
    from copdesk.exchange.toml.protocol_file import read_draft
    from copdesk.exchange.toml.protocol_text import write_protocol

    text = write_protocol(protocol)
    if problems(protocol):
        text = DRAFT + text
    read_draft(text, protocol.title)  # what cannot be read again must not be stored
    known = tx.protocols.named(protocol.id)
    tx.protocols.put(
        StoredProtocol(
            id=known.id if known else "",
            name=protocol.id,
            title=one_line(protocol.title) or _("Protocol without a title"),
            text=text,
        )
    )


def _copy_title(title: str, taken: set[str]) -> str:
    """Return what to call a copy, numbered from the second on."""
    called = _("{title} (our version)").format(title=title)
    number = 2
    while called in taken:
        called = _("{title} (our version {number})").format(title=title, number=number)
        number += 1
    return called


def _names(tx: Transaction) -> set[str]:
    return {one.id for one in shipped()} | {one.name for one in tx.protocols.all()}


def _free_name(tx: Transaction, wanted: str) -> str:
    return free_id(wanted, _names(tx))
