"""Beside leading discussions: the community's own protocols."""
