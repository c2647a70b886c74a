"""Reading lists as catalogs and reference managers keep them."""
