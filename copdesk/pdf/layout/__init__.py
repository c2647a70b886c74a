"""Blocks, and how they are spread over pages."""
