"""Emerging work: postings that the coder places badly under titles that no list names."""
