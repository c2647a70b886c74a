"""Handouts: domain values in, PDF bytes out. ReportLab lives here only."""
