"""The part of ReportLab that CopDesk uses; the wheel carries no types."""
