"""Who in a file is whom in the community."""
