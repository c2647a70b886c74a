"""The page of the community itself."""
