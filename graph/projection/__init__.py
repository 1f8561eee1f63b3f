"""The property graph: one declared table, and the rows that it makes of a dataset."""

from occupath.graph.projection.project import Projection, project
from occupath.graph.projection.spool import Node, Relationship
from occupath.graph.projection.table import BASE, EdgeRow, FactRow, NodeRow, Table, table

__all__ = [
    "BASE",
    "EdgeRow",
    "FactRow",
    "Node",
    "NodeRow",
    "Projection",
    "Relationship",
    "Table",
    "project",
    "table",
]
