"""Any state's list of programs, outcomes and demand, read through a mapping file."""

from __future__ import annotations

from occupath.extract.state_lists.mapping import ListMapping, TableMapping, read_mapping
from occupath.extract.state_lists.problems import Problem
from occupath.extract.state_lists.reader import LISTS, StateList, state_list
from occupath.extract.state_lists.reviews import REVIEWS, ReviewTable, review_table

__all__ = [
    "LISTS",
    "ListMapping",
    "REVIEWS",
    "Problem",
    "ReviewTable",
    "StateList",
    "TableMapping",
    "read_mapping",
    "review_table",
    "state_list",
]
