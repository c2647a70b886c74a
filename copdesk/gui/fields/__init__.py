"""The fields that the forms promote to; they lie below the compiled forms."""
