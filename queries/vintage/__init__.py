"""Vintages: how two differ, and what a draft would change."""
