"""A discussion that runs: its clock, its log, and what follows from them."""
