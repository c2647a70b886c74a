"""A finished document as a file: metadata, structure, bytes."""
