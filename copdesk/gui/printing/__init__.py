"""A handout on the screen, and its way onto paper."""
