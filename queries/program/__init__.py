"""Questions about programs that take more than one query."""
