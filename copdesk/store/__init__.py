"""Where everything is kept: two SQLite files in one folder. SQLAlchemy lives here only."""
