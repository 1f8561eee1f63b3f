"""Draft vintages of the SOC: the file that says what changes, and the classification it makes."""

from __future__ import annotations

from occupath.graph.vintage.draft import Change, Draft, NewCode, Rated, read_draft
from occupath.graph.vintage.structure import Item, Pair, Vintage, read_scheme, revise

__all__ = [
    "Change",
    "Draft",
    "Item",
    "NewCode",
    "Pair",
    "Rated",
    "Vintage",
    "read_draft",
    "read_scheme",
    "revise",
]
