"""The page of the timer: before and after a discussion."""
