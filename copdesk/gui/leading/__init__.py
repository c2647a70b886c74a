"""A discussion while it runs, and the screen of the room."""
