"""What data must satisfy: SHACL shapes, the gate that checks them, and the work queue it makes."""

from __future__ import annotations

from occupath.shapes.check import gate
from occupath.shapes.finding import Finding, Place
from occupath.shapes.locate import SourceLine, find_places
from occupath.shapes.page import page
from occupath.shapes.queue import WorkItem, rejected_items
from occupath.shapes.report import Report
from occupath.shapes.sample import SampleSize

__all__ = [
    "Finding",
    "Place",
    "Report",
    "SampleSize",
    "SourceLine",
    "WorkItem",
    "find_places",
    "gate",
    "page",
    "rejected_items",
]
