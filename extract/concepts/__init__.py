"""Phrases and sentences to the concepts that they mean."""
