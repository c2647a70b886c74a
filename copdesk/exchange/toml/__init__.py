"""Our own files: protocols and the sample."""
