"""What a user can do with the library."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final

from copdesk.clock import today
from copdesk.domain.library import (
    AttachedFile,
    Resource,
    ResourceFilter,
    ResourceKind,
    Tag,
    Use,
)
from copdesk.domain.meetings import Meeting
from copdesk.domain.text import checked_line, checked_text, folded
from copdesk.errors import InvalidInput, NotFound, UserError
from copdesk.language import _, listed, ngettext, number_text
from copdesk.services.changes import Area, Outcome
from copdesk.store.resource_finder import ResourceFinder
from copdesk.store.transaction import Database, Transaction

Report = Callable[[int, int], None]
_TOLD: Final = 3  # of files that are refused together


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesAdded:
    """What became of files that were dropped: new resources, files known already, refusals.

    `known` pairs the name of a file with the resource that already holds the same bytes.
    """

    added: tuple[Resource, ...] = ()
    known: tuple[tuple[str, Resource], ...] = ()
    refused: tuple[UserError, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesAttached:
    """What became of files that were put into one resource; `known` are those it held already."""

    attached: tuple[AttachedFile, ...] = ()
    known: tuple[AttachedFile, ...] = ()
    refused: tuple[UserError, ...] = ()


class LibraryService:
    """Resources and the files in them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._finder: ResourceFinder | None = None
        self._changing = threading.Lock()

    def find(self, wanted: ResourceFilter) -> list[str]:
        """Return the ids of what fits, or none when another thread interrupted."""
        finder = self._database.resource_finder()
        with self._changing:
            self._finder = finder
        try:
            return finder.ids(wanted)
        finally:
            with self._changing:
                self._finder = None
            finder.close()

    def stop_finding(self) -> None:
        """End the `find` that is going on in another thread, if any."""
        with self._changing:
            if self._finder is not None:
                self._finder.interrupt()

    def ids(self, *, kind: str = "", tag: str = "", newest_first: bool = False) -> list[str]:
        """Return the ids of a list of resources, by title or newest first."""
        with self._database.reading() as tx:
            return tx.resources.ids(kind=kind, tag=tag, newest_first=newest_first)

    def many(self, resource_ids: Sequence[str]) -> list[Resource]:
        """Return the resources of one page of a list."""
        with self._database.reading() as tx:
            return tx.resources.many(resource_ids)

    def get(self, resource_id: str) -> Resource:
        """Return one resource, also a removed one."""
        with self._database.reading() as tx:
            return tx.resources.get(resource_id)

    def named(self, name: str) -> Resource:
        """Return the resource with an id, or with a title that no other one has."""
        with self._database.reading() as tx:
            found = tx.resources.named(name)
        if not found:
            raise NotFound(
                _("There is no resource “{name}” in the library.").format(name=name),
                _("A search tells its title and its id."),
            )
        if len(found) > 1:
            raise UserError(
                _("More than one resource is called “{name}”.").format(name=name),
                _("Name it by its id: {ids}.").format(ids=listed(one.id for one in found)),
            )
        return found[0]

    def is_removed(self, resource_id: str) -> bool:
        """Whether a resource is in the trash."""
        with self._database.reading() as tx:
            return tx.resources.is_removed(resource_id)

    def meetings_using(self, resource_id: str) -> list[Meeting]:
        """Return the meetings that a resource is tied to, the latest first."""
        with self._database.reading() as tx:
            return tx.meetings.using(resource_id)

    def tags(self) -> list[str]:
        """Return every tag in use."""
        with self._database.reading() as tx:
            return tx.resources.tag_words()

    def save(
        self,
        resource: Resource,
        tags: Sequence[str] | None = None,
        base: Resource | None = None,
    ) -> Outcome[Resource]:
        """Store a resource's own fields, and its tags if they are given.

        A new one is stored with all it holds. With what a window had loaded as `base`, only what
        differs from it is stored, tags included.
        """
        checked = resource.checked()
        if not checked.id and checked.added_on is None:
            checked = replace(checked, added_on=today(self._database.clock))
        with self._database.transaction() as tx:
            stored = tx.resources.put(checked, base)
            if tags is not None:
                _file_under(tx, stored.id, tags, base)
                stored = tx.resources.get(stored.id)
            return Outcome(stored, Area.LIBRARY)

    def remove(self, resource_id: str) -> Outcome[Resource]:
        """Put a resource into the trash; its files stay until it is erased."""
        with self._database.transaction() as tx:
            return Outcome(tx.resources.remove(resource_id), Area.LIBRARY)

    def restore(self, resource_id: str) -> Outcome[Resource]:
        """Undo `remove`."""
        with self._database.transaction() as tx:
            return Outcome(tx.resources.restore(resource_id), Area.LIBRARY)

    def save_use(self, resource_id: str, use: Use, base: Use | None = None) -> Outcome[Use]:
        """Store who used a resource and how it went."""
        told = replace(use, text=checked_text("text", use.text).strip())
        if not told.text and not told.member_id:
            raise InvalidInput("text", _("Say who used it or how it went."))
        with self._database.transaction() as tx:
            return Outcome(tx.resources.put_child(resource_id, "uses", told, base), Area.LIBRARY)

    def remove_use(self, use_id: str) -> Outcome[str]:
        """Take a use off the list."""
        with self._database.transaction() as tx:
            tx.resources.remove_child("uses", use_id)
            return Outcome(use_id, Area.LIBRARY)

    def restore_use(self, use_id: str) -> Outcome[str]:
        """Undo `remove_use`."""
        with self._database.transaction() as tx:
            tx.resources.restore_child("uses", use_id)
            return Outcome(use_id, Area.LIBRARY)

    def add_files(self, paths: Sequence[Path], report: Report | None = None) -> Outcome[FilesAdded]:
        """Copy files into the library, each as a resource of its own; the originals stay.

        A file that cannot be used is refused with a sentence and the others go on. A file whose
        bytes the library has already is not added again. `report` may raise Cancelled: files
        that were finished before stay.
        """
        added: list[Resource] = []
        known: list[tuple[str, Resource]] = []
        refused: list[UserError] = []
        for number, path in enumerate(paths):
            if report:
                report(number, len(paths))
            try:
                file = self._stored(path)
            except UserError as error:
                refused.append(error)
                continue
            with self._database.transaction() as tx:
                same = tx.resources.with_file(file.sha256)
                if same:
                    known.append((path.name, same[0]))
                else:
                    added.append(tx.resources.put(self._resource_of(file)))
        if report:
            report(len(paths), len(paths))
        area = Area.LIBRARY if added else Area.NONE
        found = FilesAdded(added=tuple(added), known=tuple(known), refused=tuple(refused))
        return Outcome(found, area)

    def add_all(self, paths: Sequence[Path]) -> Outcome[FilesAdded]:
        """Copy files into the library, each as a resource of its own; when one is refused, none."""
        files = self._all_stored(paths, _("Nothing was added."))
        added: list[Resource] = []
        known: list[tuple[str, Resource]] = []
        with self._database.transaction() as tx:
            for file in files:
                same = tx.resources.with_file(file.sha256)
                if same:
                    known.append((file.name, same[0]))
                else:
                    added.append(tx.resources.put(self._resource_of(file)))
        area = Area.LIBRARY if added else Area.NONE
        return Outcome(FilesAdded(added=tuple(added), known=tuple(known)), area)

    def attach(self, resource_id: str, path: Path) -> Outcome[AttachedFile]:
        """Copy a file into a resource that is there."""
        file = self._stored(path)
        with self._database.transaction() as tx:
            return Outcome(tx.resources.put_child(resource_id, "files", file), Area.LIBRARY)

    def attach_files(
        self, resource_id: str, paths: Sequence[Path], report: Report | None = None
    ) -> Outcome[FilesAttached]:
        """Copy files into a resource that is there; one that it holds already is not added again.

        A file that cannot be used is refused with a sentence and the others go on.
        """
        attached: list[AttachedFile] = []
        known: list[AttachedFile] = []
        refused: list[UserError] = []
        for number, path in enumerate(paths):
            if report:
                report(number, len(paths))
            try:
                file = self._stored(path)
            except UserError as error:
                refused.append(error)
                continue
            with self._database.transaction() as tx:
                _put_into(tx, resource_id, file, attached, known)
        area = Area.LIBRARY if attached else Area.NONE
        found = FilesAttached(attached=tuple(attached), known=tuple(known), refused=tuple(refused))
        return Outcome(found, area)

    def attach_all(self, resource_id: str, paths: Sequence[Path]) -> Outcome[FilesAttached]:
        """Copy files into a resource like `attach_files`; when one is refused, none of them."""
        files = self._all_stored(paths, _("Nothing was attached."))
        attached: list[AttachedFile] = []
        known: list[AttachedFile] = []
        with self._database.transaction() as tx:
            for file in files:
                _put_into(tx, resource_id, file, attached, known)
        area = Area.LIBRARY if attached else Area.NONE
        return Outcome(FilesAttached(attached=tuple(attached), known=tuple(known)), area)

    def detach(self, file_id: str) -> Outcome[str]:
        """Take a file out of its resource."""
        with self._database.transaction() as tx:
            tx.resources.remove_child("files", file_id)
            return Outcome(file_id, Area.LIBRARY)

    def reattach(self, file_id: str) -> Outcome[str]:
        """Undo `detach`."""
        with self._database.transaction() as tx:
            tx.resources.restore_child("files", file_id)
            return Outcome(file_id, Area.LIBRARY)

    def read(self, file: AttachedFile) -> bytes:
        """Return the contents of an attached file."""
        return self._database.files.read(file.sha256)

    def save_copy(self, file: AttachedFile, target: Path) -> None:
        """Write a copy of an attached file to where the user wants it."""
        from copdesk.store.atomic import write_file

        write_file(target, self.read(file))

    def _all_stored(self, paths: Sequence[Path], undone: str) -> list[AttachedFile]:
        """Keep the bytes of every file, after all were looked at; `undone` follows a refusal."""
        from copdesk.exchange.recognition import recognize

        refused: list[UserError] = []
        for path in paths:
            try:
                recognize(path)
            except UserError as error:
                refused.append(error)
        if refused:
            raise _all_of(refused, undone)
        return [self._stored(path) for path in paths]

    def _stored(self, path: Path) -> AttachedFile:
        from copdesk.exchange.recognition import recognize

        recognized = recognize(path)
        try:
            kept = self._database.files.add_path(path)
        except OSError as error:
            raise UserError(
                _("“{name}” cannot be read.").format(name=path.name),
                _("Check that the disk or stick is still there, then try again."),
            ) from error
        return AttachedFile(
            name=checked_line("name", _readable(path.name), 255),
            media_type=recognized.media_type,
            size=kept.size,
            sha256=kept.sha256,
        )

    def _resource_of(self, file: AttachedFile) -> Resource:
        is_picture = file.media_type.startswith("image/")
        return Resource(
            title=title_from_name(file.name),
            kind=ResourceKind.PICTURE if is_picture else ResourceKind.OTHER,
            added_on=today(self._database.clock),
            files=(file,),
        )


def _put_into(
    tx: Transaction,
    resource_id: str,
    file: AttachedFile,
    attached: list[AttachedFile],
    known: list[AttachedFile],
) -> None:
    """Put a file into a resource, unless it holds these bytes already."""
    held = {one.sha256 for one in tx.resources.get(resource_id).files}
    if file.sha256 in held:
        known.append(file)
    else:
        attached.append(tx.resources.put_child(resource_id, "files", file))


def _all_of(refused: Sequence[UserError], undone: str) -> UserError:
    """Return why several files were refused, as one refusal that can be read at once."""
    sentences = [error.sentence for error in refused[:_TOLD]]
    more = len(refused) - len(sentences)
    if more:
        text = ngettext("{number} more is refused.", "{number} more are refused.", more)
        sentences.append(text.format(number=number_text(more)))
    return UserError(" ".join(sentences), undone)


def _readable(name: str) -> str:
    """Return a file's name as text, also where the system's own encoding could not read it."""
    return os.fsencode(name).decode("utf-8", "replace")


def _file_under(
    tx: Transaction, resource_id: str, words: Sequence[str], base: Resource | None
) -> None:
    known = None if base is None else {folded(word) for word in base.tag_words}
    wanted: dict[str, str] = {}
    for text in words:
        if word := checked_line("tags", text, 60):
            wanted.setdefault(folded(word), word)
    for tag in tx.resources.get(resource_id).tags:
        word = folded(tag.text)
        if wanted.pop(word, None) is None and (known is None or word in known):
            tx.resources.remove_child("tags", tag.id)
    for folded_word, word in wanted.items():
        if known is not None and folded_word in known:
            continue  # somebody else removed it
        tx.resources.put_child(resource_id, "tags", Tag(text=word))


def title_from_name(name: str) -> str:
    """Return a file's name as a person would write the title."""
    stem = re.sub(r"[_\s]+", " ", PurePath(name).stem).strip()
    return stem[:1].upper() + stem[1:] if stem else name
