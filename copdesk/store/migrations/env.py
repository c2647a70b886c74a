"""What Alembic runs: the migrations, inside the transaction of whoever called."""

from __future__ import annotations

from alembic import context

from copdesk.store.local_tables import SettingRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SettingRow.metadata,
    transactional_ddl=True,
)
context.run_migrations()
