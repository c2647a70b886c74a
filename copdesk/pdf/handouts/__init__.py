"""The handouts, a module each."""
