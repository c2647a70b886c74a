"""Writing while others talk: lines under the step that goes on, and who will do what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.commitments import Commitment
from copdesk.domain.meetings import NoteKind
from copdesk.domain.plan.segments import Segment
from copdesk.domain.protocols.protocol import CaptureKind, CapturePer
from copdesk.domain.run.runs import Run, RunNote
from copdesk.gui.desk.autosave import Autosave
from copdesk.gui.desk.binding import FormBinding
from copdesk.gui.desk.desk import Desk
from copdesk.gui.desk.line_draft import LineDraft
from copdesk.gui.desk.undoable import add_commitment, remove_named
from copdesk.gui.leading.discussion import Discussion
from copdesk.gui.leading.words import NOTE_KINDS
from copdesk.gui.leading.written_lines import WrittenLine, written_lines
from copdesk.gui.look.theme import SPACE
from copdesk.gui.models.list_model import Face, ListModel
from copdesk.gui.widgets.actions import keys_inside
from copdesk.gui.widgets.buttons import button
from copdesk.gui.widgets.entry_line import OnceLine
from copdesk.gui.widgets.labels import ElidedLabel, plain_label
from copdesk.gui.widgets.margins import bare
from copdesk.gui.widgets.person_picker import Person as Picked
from copdesk.gui.widgets.person_picker import PersonPicker
from copdesk.gui.widgets.row_list import RowList
from copdesk.gui.widgets.text_editor import TextEditor
from copdesk.keys import keys_of
from copdesk.language import _
from copdesk.services.changes import Area, Outcome

if TYPE_CHECKING:
    from copdesk.services.opening import Services

_KINDS: Final = {
    CaptureKind.QUOTE: NoteKind.QUOTE,
    CaptureKind.QUESTION: NoteKind.QUESTION,
    CaptureKind.PARKING: NoteKind.PARKING,
}


class TimerNotes(QWidget):
    """The widgets `text`, `kind` and `person` are those of the line that is being written."""

    def __init__(self, services: Services, desk: Desk) -> None:
        super().__init__()
        self._services, self._desk = services, desk
        self._run: Run | None = None
        self._segment: Segment | None = None
        self._members: dict[str, str] = {}
        self._under = ElidedLabel("", "heading")
        self.text = TextEditor(_("What is said"), lines=2, most_lines=4)
        self.text.setObjectName("noteText")
        self.text.setPlaceholderText(_("Write what is said; Enter begins another line"))
        self.text.installEventFilter(self)
        self.kind, self.person = QComboBox(), QComboBox()
        self.kind.setObjectName("noteKind")
        self.kind.setAccessibleName(_("Kind of line"))
        self.person.setObjectName("notePerson")
        self.person.setAccessibleName(_("Who said it"))
        for kind, title in NOTE_KINDS.items():
            self.kind.addItem(_(title), kind)
        for box in (self.kind, self.person):
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(4)
        self._list = RowList(_("Written so far"))
        self._list.setObjectName("writtenList")
        self._model = ListModel[WrittenLine](
            Face(
                id=lambda line: line.id,
                title=lambda line: line.title,
                second=lambda line: line.second,
                icon=lambda line: line.icon,
            ),
            self,
        )
        self._list.setModel(self._model)
        self._list.setMinimumHeight(self.fontMetrics().height() * 4)
        self._list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._who = PersonPicker(_("Who will do it"))
        self._who.setObjectName("commitmentWho")
        self._who.set_hint(_("Who?"))
        self._who.setMinimumContentsLength(4)
        self._what = OnceLine()
        self._what.setObjectName("commitmentWhat")
        self._what.setAccessibleName(_("What will be tried or done"))
        self._what.setPlaceholderText(_("will try or do…"))
        self._lay_out()
        self._binding = FormBinding(RunNote, self)
        self._autosave = Autosave(desk, self._binding, self._save)
        self._drafts = [
            LineDraft(desk, services.drafts, line, name)
            for line, name in ((self._what, "run"), (self._who.line, "run-who"))
        ]
        self._list.opened.connect(self._open)
        self._what.returnPressed.connect(self._add_commitment)
        keys_inside(self._list, keys_of("remove-chosen"), self._remove)

    def write_for(self, discussion: Discussion) -> None:
        """Write for this discussion from now on."""
        self._desk.flush()
        self._run, self._segment = discussion.run, None
        self._members = {member.id: member.called for member in self._services.members.all()}
        people = discussion.state.people
        self.person.blockSignals(True)
        self.person.clear()
        self.person.addItem(_("Nobody in particular"), "")
        for person in people:
            self.person.addItem(person.name, person.name)
        self.person.blockSignals(False)
        for draft in self._drafts:
            draft.be_about(discussion.run.id)
        self._who.set_people([Picked(key, name) for key, name in self._members.items()])
        self.show_segment(discussion.reading.segment)
        self.refresh()

    def show_segment(self, segment: Segment) -> None:
        """Write under another step; a line that was begun stays where it was begun."""
        if self._segment is not None and segment.id == self._segment.id:
            return
        self._segment = segment
        if not self.text.toPlainText().strip():
            self._blank()

    def refresh(self) -> None:
        """Read again what was written."""
        if self._run is None:
            return
        run = self._services.discussions.get(self._run.id)
        commitments = [one for one in self._services.commitments.all() if one.run_id == run.id]
        before = self._model.rowCount()
        self._model.set_rows(written_lines(run.notes, commitments, self._members))
        if self._model.rowCount() > before:
            self._list.scrollToBottom()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self.text and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress:
                return False
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._finish_line()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(SPACE)
        kinds.addWidget(self.kind, 2)
        kinds.addWidget(self.person, 3)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        add = button("", "addCommitment", "add", self._add_commitment)
        add.setAccessibleName(_("Add the commitment"))
        add.setToolTip(_("Add the commitment"))
        line.addWidget(self._who, 2)
        line.addWidget(self._what, 3)
        line.addWidget(add)
        column = bare(QVBoxLayout(self))
        column.setSpacing(SPACE)
        column.addWidget(self._under)
        column.addWidget(self.text)
        column.addLayout(kinds)
        column.addWidget(self._list, 1)
        column.addWidget(plain_label(_("Commitments"), "heading"))
        column.addLayout(line)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _blank(self) -> None:
        segment = self._segment
        if segment is None:
            return
        kind, person = NoteKind.NOTE, ""
        for capture in segment.capture:
            kind = _KINDS.get(capture.kind, kind)
            if capture.per is CapturePer.PERSON:
                people = segment.turn_people or segment.owner_people
                person = people[0].name if len(people) == 1 else ""
        note = RunNote(
            segment_id=segment.id, segment_title=segment.title, kind=kind, person=person, text=""
        )
        self._binding.show(note)
        self._say_where(note)

    def _say_where(self, note: RunNote) -> None:
        segment, step = self._segment, note.segment_title
        if segment is not None and segment.id == note.segment_id and len(segment.turn_people) == 1:
            name = segment.turn_people[0].name
            step = _("{step} ({name})").format(step=step, name=name)
        self._under.set_text(_("Notes: {step}").format(step=step))

    def _save(self, note: RunNote, before: RunNote) -> Outcome[RunNote]:
        if self._run is None or not (note.id or note.text.strip()):
            return Outcome(note, Area.NONE)
        return self._services.discussions.save_note(self._run.id, note, before)

    def _finish_line(self) -> None:
        """Put the line on disk and begin another; one that cannot be written stays in the field."""
        self._autosave.hand_in()
        if self._desk.flush():
            self._blank()

    def _open(self, line_id: str) -> None:
        line = self._line(line_id)
        if line is None or line.note is None:
            return
        self._autosave.hand_in()
        if self._desk.flush():
            self._binding.show(line.note)
            self._say_where(line.note)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        line = self._line(self._list.current_id())
        if line is None:
            return
        if line.note is not None:
            notes = self._services.discussions
            remove_named(self._desk, line.title, line.id, notes.remove_note)
            if self._binding.shown is not None and self._binding.shown.id == line.id:
                self._blank()
        else:
            commitments = self._services.commitments
            remove_named(self._desk, line.title, line.id, commitments.remove)

    def _line(self, line_id: str) -> WrittenLine | None:
        index = self._model.index_of(line_id)
        return self._model.row(index.row()) if index.isValid() else None

    def _add_commitment(self) -> None:
        text, run = self._what.text().strip(), self._run
        if not text or run is None:
            self._what.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        who = self._who.field_value()
        commitment = Commitment(
            text=text,
            member_id=who.member_id,
            who="" if who.member_id else who.name,
            meeting_id=run.meeting_id,
            item_id=run.item_id,
            run_id=run.id,
        )
        if add_commitment(self._desk, self._services.commitments, commitment) is not None:
            self._what.empty()
            self._who.set_field_value(Picked("", ""))
            self._what.setFocus(Qt.FocusReason.OtherFocusReason)
