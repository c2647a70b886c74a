"""The versions of the schema, for Alembic; imported only when a file is not up to date."""
