"""What a user can do with commitments and topics that wait."""

from __future__ import annotations

from dataclasses import replace

from copdesk.clock import today
from copdesk.domain.commitments import Commitment, CommitmentState, ReportBack
from copdesk.domain.text import checked_text
from copdesk.domain.topics import Topic
from copdesk.errors import InvalidInput
from copdesk.language import _
from copdesk.services.changes import Area, Outcome
from copdesk.store.transaction import Database


class CommitmentService:
    """Commitments, what came of them, and the backlog of topics."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Commitment]:
        """Return every commitment, oldest first."""
        with self._database.reading() as tx:
            return tx.commitments.all()

    def open(self) -> list[Commitment]:
        """Return those that still come back at the next meeting."""
        with self._database.reading() as tx:
            return tx.commitments.open()

    def of_meeting(self, meeting_id: str) -> list[Commitment]:
        """Return those made at a meeting."""
        with self._database.reading() as tx:
            return tx.commitments.of_meeting(meeting_id)

    def get(self, commitment_id: str) -> Commitment:
        """Return one commitment, also a removed one."""
        with self._database.reading() as tx:
            return tx.commitments.get(commitment_id)

    def save(self, commitment: Commitment, base: Commitment | None = None) -> Outcome[Commitment]:
        """Store a new or changed commitment; a new one is made today unless it says otherwise.

        With what a window had loaded as `base`, only what differs from it.
        """
        checked = commitment.checked()
        if not checked.id and checked.made_on is None:
            checked = replace(checked, made_on=today(self._database.clock))
        with self._database.transaction() as tx:
            return Outcome(tx.commitments.put(checked, base), Area.COMMITMENTS)

    def set_state(self, commitment_id: str, state: CommitmentState) -> Outcome[Commitment]:
        """Say that a commitment was kept, let go, or is open again."""
        with self._database.transaction() as tx:
            commitment = replace(tx.commitments.get(commitment_id), state=state)
            return Outcome(tx.commitments.put(commitment), Area.COMMITMENTS)

    def report(
        self, commitment_id: str, report: ReportBack, state: CommitmentState | None = None
    ) -> Outcome[Commitment]:
        """Store what somebody told about trying it and, if given, where it stands now."""
        text = checked_text("text", report.text).strip()
        if not text:
            raise InvalidInput(
                "text", _("A report needs words."), _("Type what happened, in a sentence.")
            )
        day = report.reported_on or today(self._database.clock)
        with self._database.transaction() as tx:
            told = replace(report, text=text, reported_on=day)
            tx.commitments.put_child(commitment_id, "reports", told)
            commitment = tx.commitments.get(commitment_id)
            if state is not None:
                commitment = tx.commitments.put(replace(commitment, state=state))
            return Outcome(commitment, Area.COMMITMENTS)

    def remove(self, commitment_id: str) -> Outcome[Commitment]:
        """Put a commitment into the trash."""
        with self._database.transaction() as tx:
            return Outcome(tx.commitments.remove(commitment_id), Area.COMMITMENTS)

    def restore(self, commitment_id: str) -> Outcome[Commitment]:
        """Undo `remove`."""
        with self._database.transaction() as tx:
            return Outcome(tx.commitments.restore(commitment_id), Area.COMMITMENTS)

    def topics(self) -> list[Topic]:
        """Return the topics that wait, oldest first."""
        with self._database.reading() as tx:
            return [topic for topic in tx.topics.all() if not topic.taken_up_in]

    def save_topic(self, topic: Topic, base: Topic | None = None) -> Outcome[Topic]:
        """Store a new or changed topic."""
        checked = topic.checked()
        if not checked.id and checked.raised_on is None:
            checked = replace(checked, raised_on=today(self._database.clock))
        with self._database.transaction() as tx:
            return Outcome(tx.topics.put(checked, base), Area.TOPICS)

    def remove_topic(self, topic_id: str) -> Outcome[Topic]:
        """Put a topic into the trash."""
        with self._database.transaction() as tx:
            return Outcome(tx.topics.remove(topic_id), Area.TOPICS)

    def restore_topic(self, topic_id: str) -> Outcome[Topic]:
        """Undo `remove_topic`."""
        with self._database.transaction() as tx:
            return Outcome(tx.topics.restore(topic_id), Area.TOPICS)
