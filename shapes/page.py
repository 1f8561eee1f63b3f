"""The work queue as one HTML page that needs nothing else and prints well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from occupath.shapes.finding import SEVERITIES
from occupath.shapes.queue import RecordAtFault, WorkItem

_WORDS = {
    "Violation": "must be mended: the dataset is not made",
    "Warning": "suspicious: the dataset is made",
    "Info": "good to know",
}
_PLURALS = {"Violation": "violations", "Warning": "warnings", "Info": "remarks"}
_STYLE = """
body { font: 15px/1.45 Georgia, serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
h2 { font-size: 1.1em; margin: 1.6em 0 .2em; } p { margin: .2em 0; }
.Violation h2 { border-left: .4em solid #b00020; padding-left: .5em; }
.Warning h2 { border-left: .4em solid #b07800; padding-left: .5em; }
.Info h2 { border-left: .4em solid #38618c; padding-left: .5em; }
table { border-collapse: collapse; width: 100%; font-size: .85em; margin-top: .5em; }
th, td { text-align: left; vertical-align: top; padding: .15em .6em .15em 0;
  border-bottom: 1px solid #ccc; overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; font-size: 11px; }
  tr { break-inside: avoid; } h2 { break-after: avoid; } }
"""


def page(items: Iterable[WorkItem], title: str = "Work queue") -> str:
    """The items as a whole HTML document; every text of the data is escaped."""
    items = list(items)
    counts = Counter(dict.fromkeys(SEVERITIES, 0))
    for item in items:
        counts[item.severity] += item.count
    summary = ", ".join(f"{counts[s]:,} {_PLURALS[s]}" for s in SEVERITIES)
    body = _contents(items) + "\n".join(_section(i, item) for i, item in enumerate(items, 1))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n<p>{summary}</p>\n"
        f"{body or '<p>Nothing to do.</p>'}\n</body>\n</html>\n"
    )


def _contents(items: list[WorkItem]) -> str:
    """What there is to do, most serious first, each line leading to its records."""
    lines = (
        f'<li class="{escape(item.severity)}"><a href="#item-{i}">{item.count:,} × '
        f"{escape(item.kind)}</a>: {escape(item.problem)} ({escape(item.source)})</li>\n"
        for i, item in enumerate(items, 1)
    )
    return f"<ol>\n{''.join(lines)}</ol>\n" if items else ""


def _section(number: int, item: WorkItem) -> str:
    rest = item.count - len(item.records)
    more = f"<p>… and {rest:,} more.</p>\n" if rest and item.records else ""
    table = (
        "<table>\n<tr><th>record</th><th>what</th><th>node</th></tr>\n"
        + "".join(_row(record) for record in item.records)
        + "</table>\n"
        if item.records
        else ""
    )
    return (
        f'<section id="item-{number}" class="{escape(item.severity)}">\n'
        f"<h2>{item.count:,} × {escape(item.kind)}: {escape(item.problem)}</h2>\n"
        f"<p>{escape(item.severity)} – {_WORDS[item.severity]}. Source: {escape(item.source)}. "
        f"Rule: {escape(item.rule)}.</p>\n"
        f"<p><b>Fix:</b> {escape(item.fix)} <b>Supplied by:</b> {escape(item.supplied_by)}.</p>\n"
        f"{table}{more}</section>"
    )


def _row(record: RecordAtFault) -> str:
    where = escape(record.where) or "line not known"
    text = f"<br><code>{escape(record.text)}</code>" if record.text else ""
    return (
        f"<tr><td>{where}{text}</td><td>{escape(record.what)}</td><td>{escape(record.node)}</td>"
        "</tr>\n"
    )
