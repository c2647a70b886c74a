"""A protocol laid out for people and time."""
