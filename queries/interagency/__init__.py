"""Codes as other agencies and readers need them: federal series, citations."""
