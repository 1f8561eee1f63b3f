"""The page of emerging groups, with its pictures."""
