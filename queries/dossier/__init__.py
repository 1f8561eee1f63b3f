"""The evidence file of a role."""
