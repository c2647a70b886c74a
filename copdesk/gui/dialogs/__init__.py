"""Panes and questions that belong to the window and not to one page."""
