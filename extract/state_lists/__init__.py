"""Any state's list of programs, outcomes and demand, read through a mapping file."""

from __future__ import annotations

from occupath.extract.state_lists.checked import (
    REVIEWS,
    SAME,
    CheckedTable,
    review_table,
    same_listings,
)
from occupath.extract.state_lists.mapping import ListMapping, TableMapping, read_mapping
from occupath.extract.state_lists.problems import Problem
from occupath.extract.state_lists.reader import LISTS, StateList, state_list

__all__ = [
    "LISTS",
    "REVIEWS",
    "SAME",
    "CheckedTable",
    "ListMapping",
    "Problem",
    "StateList",
    "TableMapping",
    "read_mapping",
    "review_table",
    "same_listings",
    "state_list",
]
