"""Which instructional program (CIP 2020) a training program is, by its title and description."""
