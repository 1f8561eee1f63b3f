"""Documents: reading files and records, cleaning their text, and the sections of a posting."""
