"""What things are: the OWL modules, their terms, prefixes, IRIs and the typed rows."""

from occupath.ontology.errors import (
    AmbiguousName,
    InvalidDataset,
    OccupathError,
    QueryError,
    SourceError,
    UnknownCode,
)

__all__ = [
    "AmbiguousName",
    "InvalidDataset",
    "OccupathError",
    "QueryError",
    "SourceError",
    "UnknownCode",
]
