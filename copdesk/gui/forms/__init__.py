"""Compiled from the forms in ui/ by packaging/forms.py; never edited by hand."""
