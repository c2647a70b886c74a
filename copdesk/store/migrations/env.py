"""What Alembic runs: the migrations, inside the transaction of whoever called."""

from __future__ import annotations

from alembic import context

from copdesk.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
context.run_migrations()
