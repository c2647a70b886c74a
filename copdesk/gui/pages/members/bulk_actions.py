"""What is done with many members at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from copdesk.gui.desk.desk import Desk
from copdesk.language import _, ngettext

if TYPE_CHECKING:
    from copdesk.services.transfer import TransferService


def export_members(transfer: TransferService, desk: Desk, path: Path) -> None:
    """Write all members into a file beside the window, and say so."""

    def tell(number: int) -> None:
        text = ngettext(
            "{number} member written to {file}.", "{number} members written to {file}.", number
        )
        desk.told.emit(text.format(number=number, file=path.name))

    desk.jobs.start(
        _("Writing “{name}”").format(name=path.name),
        lambda _report: transfer.export_people(path),
        done=tell,
    )


def save_refused(
    transfer: TransferService, desk: Desk, path: Path, target: Path, fields: Sequence[str]
) -> None:
    """Write the rows that an import refuses into a table beside the window, and say so."""

    def tell(number: int) -> None:
        text = ngettext(
            "{number} row written to {file}.", "{number} rows written to {file}.", number
        )
        desk.told.emit(text.format(number=number, file=target.name))

    desk.jobs.start(
        _("Writing “{name}”").format(name=target.name),
        lambda _report: transfer.save_refused(path, target, fields=fields),
        done=tell,
    )
