"""What a user can do with the community's own profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from copdesk.clock import today
from copdesk.domain.community import Community, Goal, Norms
from copdesk.domain.text import checked_line, checked_text
from copdesk.errors import InvalidInput
from copdesk.language import _
from copdesk.services.changes import Area, Outcome
from copdesk.store.transaction import Database


class CommunityService:
    """The profile, the norms and the goals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> Community:
        """Return the community with its norms and goals."""
        with self._database.reading() as tx:
            return tx.community.the_one()

    def name(self) -> str:
        """Return only the name, which is quicker to read."""
        with self._database.reading() as tx:
            return tx.community.name()

    def save(self, community: Community, base: Community | None = None) -> Outcome[Community]:
        """Store the profile; norms and goals have their own actions.

        With what a window had loaded as `base`, only what differs from it.
        """
        checked = community.checked()
        with self._database.transaction() as tx:
            return Outcome(tx.community.put(checked, base), Area.COMMUNITY)

    def agree_norms(self, text: str, agreed_on: date | None = None) -> Outcome[Norms]:
        """Store the norms, one a line.

        Norms agreed on an earlier day stay in the history; on the same day they are reworded.
        """
        day = agreed_on or today(self._database.clock)
        with self._database.transaction() as tx:
            community = tx.community.the_one()
            same_day = (one.id for one in reversed(community.norms) if one.agreed_on == day)
            norms = Norms(
                id=next(same_day, ""),
                agreed_on=day,
                text=checked_text("text", text, 20_000),
            )
            return Outcome(tx.community.put_child(community.id, "norms", norms), Area.COMMUNITY)

    def save_norms(self, norms: Norms, base: Norms | None = None) -> Outcome[Norms]:
        """Reword one version of the norms, or store the first one; agreed today if no day is given.

        Another agreement is `agree_norms`.
        """
        with self._database.transaction() as tx:
            checked = replace(
                norms,
                agreed_on=norms.agreed_on or today(self._database.clock),
                text=checked_text("text", norms.text, 20_000),
            )
            community = tx.community.the_one()
            stored = tx.community.put_child(community.id, "norms", checked, base)
            return Outcome(stored, Area.COMMUNITY)

    def remove_norms(self, norms_id: str) -> Outcome[str]:
        """Take one version of the norms away, so that the one before is in force again."""
        with self._database.transaction() as tx:
            tx.community.remove_child("norms", norms_id)
            return Outcome(norms_id, Area.COMMUNITY)

    def restore_norms(self, norms_id: str) -> Outcome[str]:
        """Undo `remove_norms`."""
        with self._database.transaction() as tx:
            tx.community.restore_child("norms", norms_id)
            return Outcome(norms_id, Area.COMMUNITY)

    def save_goal(self, goal: Goal, base: Goal | None = None) -> Outcome[Goal]:
        """Store a new or changed goal."""
        text = checked_line("text", goal.text, 1000)
        if not text:
            raise InvalidInput("text", _("A goal needs words."), _("Type it in a sentence."))
        with self._database.transaction() as tx:
            community = tx.community.the_one()
            stored = tx.community.put_child(
                community.id,
                "goals",
                Goal(id=goal.id, text=text, review_on=goal.review_on, reached_on=goal.reached_on),
                base,
            )
            return Outcome(stored, Area.COMMUNITY)

    def remove_goal(self, goal_id: str) -> Outcome[str]:
        """Take a goal off the list."""
        with self._database.transaction() as tx:
            tx.community.remove_child("goals", goal_id)
            return Outcome(goal_id, Area.COMMUNITY)

    def restore_goal(self, goal_id: str) -> Outcome[str]:
        """Undo `remove_goal`."""
        with self._database.transaction() as tx:
            tx.community.restore_child("goals", goal_id)
            return Outcome(goal_id, Area.COMMUNITY)
