"""Codes across schemes and vintages."""
