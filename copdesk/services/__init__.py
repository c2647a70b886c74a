"""What a user can do: one public method is one action in one transaction."""
