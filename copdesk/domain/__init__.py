"""What CopDesk is about: values and rules, without files, database or window."""
