"""Labels found in texts: how a label is looked for, and the search for all of them at once."""

from __future__ import annotations

from occupath.extract.gazetteer.labels import Entry
from occupath.extract.gazetteer.search import Found, Gazetteer

__all__ = ["Entry", "Found", "Gazetteer"]
