"""The starter: a small part of the official data, inside the package, so that a build runs offline.

The CSV files beside this module hold facts and figures only (codes, names, ratings, prices), one
file a type of row, each row with its source and release. ``make.py`` writes them.
"""

from __future__ import annotations

from occupath.extract.starter.reader import STARTER_SOURCES, read_starter, starter_digest

__all__ = ["STARTER_SOURCES", "read_starter", "starter_digest"]
