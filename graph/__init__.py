"""Where facts live: the RDF dataset, its making, its store and the scores of moves."""
