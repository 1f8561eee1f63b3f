"""Postings on their way into a dataset: Parquet of ``occupath extract`` in, demand out."""

from __future__ import annotations

from occupath.graph.postings.demand import Cell, Demand, demand
from occupath.graph.postings.known import Known
from occupath.graph.postings.parquet import PostingSource, posting_sources
from occupath.graph.postings.rows import Coding, Document, Found

__all__ = [
    "Cell",
    "Coding",
    "Demand",
    "Document",
    "Found",
    "Known",
    "PostingSource",
    "demand",
    "posting_sources",
]
