"""Whether a role is distinct from the occupations that a vintage of the SOC has."""
