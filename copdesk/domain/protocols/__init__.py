"""Protocols before anybody knows who will come."""
