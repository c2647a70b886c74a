"""The page of the members."""
