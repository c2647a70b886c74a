"""Handouts: the table of them, and what each is made from, read in one go."""
