"""One module a version; its revision is its number."""
