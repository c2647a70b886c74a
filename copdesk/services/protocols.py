"""What a user can do with protocols: choose one, check one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from copdesk.domain.plan.run_plan import compile_plan, invented
from copdesk.domain.protocols.protocol import Protocol
from copdesk.domain.text import folded
from copdesk.errors import NotFound
from copdesk.language import _

if TYPE_CHECKING:  # the shipped protocols need no database
    from copdesk.store.protocols import StoredProtocol
    from copdesk.store.transaction import Database, Transaction


@cache
def shipped() -> tuple[Protocol, ...]:
    """Return the protocols that come with CopDesk, by title."""
    from copdesk.exchange.toml.protocol_file import shipped_protocols

    return shipped_protocols()


def shipped_protocol(name: str) -> Protocol:
    """Return a protocol that comes with CopDesk, or raise NotFound."""
    for protocol in shipped():
        if protocol.id == name:
            return protocol
    raise _unknown(name, shipped())


def protocol_called(name: str, known: Sequence[Protocol]) -> Protocol:
    """Return the one that somebody calls by its id or its title in any case, or raise NotFound.

    An id comes before a title that reads the same, as agenda items and runs use ids.
    """
    wanted = folded(name)
    by_id = (one for one in known if folded(one.id) == wanted)
    by_title = (one for one in known if folded(one.title) == wanted)
    found = next(chain(by_id, by_title), None)
    if found is None:
        raise _unknown(name, known)
    return found


def _unknown(name: str, known: Iterable[Protocol]) -> NotFound:
    return NotFound(
        _("There is no protocol called “{name}”.").format(name=name),
        _("The known ones are: {names}.").format(names=", ".join(one.id for one in known)),
    )


def check_protocol_file(path: Path) -> Protocol:
    """Return the protocol of a file, or raise UserError that says line and key."""
    from copdesk.exchange.protocols import read_protocol

    return read_protocol(path)


def usual_minutes(protocol: Protocol) -> int:
    """Return how long a protocol takes for the number of people it suits best."""
    return round(compile_plan(protocol, invented(protocol.size.ideal)).total_s / 60)


class ProtocolService:
    """What can be led: the shipped protocols and the community's own, without drafts.

    An own one may replace a shipped one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Protocol]:
        """Return every protocol by title."""
        with self._database.reading() as tx:
            return all_protocols(tx)

    def titles(self) -> dict[str, str]:
        """Return the title of every protocol by name, in the order of titles; quicker than all."""
        from copdesk.exchange.toml.protocol_file import shipped_titles

        known = shipped_titles()
        with self._database.reading() as tx:
            stored = tx.protocols.all()
        known.update((one.name, one.title) for one in stored if not one.is_draft)
        return dict(sorted(known.items(), key=lambda one: one[1].casefold()))

    def get(self, name: str) -> Protocol:
        """Return one protocol by the name that agenda items and runs use, or raise NotFound."""
        with self._database.reading() as tx:
            return protocol_named(tx, name)

    def find(self, name: str) -> Protocol | None:
        """Return a protocol, or None when there is none of that name here."""
        try:
            return self.get(name) if name else None
        except NotFound:
            return None


def all_protocols(tx: Transaction) -> list[Protocol]:
    """Return every protocol that can be led by title, in a transaction that is open already."""
    known = {protocol.id: protocol for protocol in shipped()}
    stored = tx.protocols.all()
    known.update((one.name, _protocol(one)) for one in stored if not one.is_draft)
    return sorted(known.values(), key=lambda protocol: protocol.title.casefold())


def protocol_named(tx: Transaction, name: str) -> Protocol:
    """Return a protocol that can be led, in a transaction that is open already."""
    stored = tx.protocols.named(name)
    if stored is None or stored.is_draft:
        return shipped_protocol(name)
    return _protocol(stored)


def protocols_named(tx: Transaction, names: Iterable[str]) -> dict[str, Protocol]:
    """Return by name those of these protocols that there are."""
    found: dict[str, Protocol] = {}
    for name in filter(None, names):
        with suppress(NotFound):
            found[name] = protocol_named(tx, name)
    return found


def _protocol(stored: StoredProtocol) -> Protocol:
    from copdesk.exchange.toml.protocol_file import read_protocol

    return read_protocol(stored.text, stored.title)
