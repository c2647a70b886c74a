"""How everything looks: colors, sizes, icons, digits."""
