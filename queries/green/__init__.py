"""Green work: what each of the definitions counts."""
