"""Text of every script as lines of positioned glyphs, and the fonts that a PDF needs for them."""
