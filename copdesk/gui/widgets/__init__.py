"""Controls that Qt does not have, drawn and named the same on every page."""
