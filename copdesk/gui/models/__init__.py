"""Item models over frozen values; they never read or write the database."""
