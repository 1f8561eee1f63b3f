"""A dossier as a page and as a document."""
