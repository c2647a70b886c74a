"""What several handouts are made of."""
