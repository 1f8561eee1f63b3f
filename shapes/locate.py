"""Where a finding's record stands: RDF holds no line, so the source's files are searched for it.

The search is plain: the line of the source that carries every part of the node's identity (its
codes) as whole cells; a plain number counts only in the first two cells, else it may be anything.
Where no line does, the place stays unknown, and the queue says the source.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from occupath.ontology.ids import SCHEMES
from occupath.ontology.prefixes import ID
from occupath.shapes.finding import Finding, Place


class SourceLine(NamedTuple):
    """A line of a source's file, as text; a spreadsheet row has its cells joined by tabs."""

    file: str
    line: int
    text: str


# The lines of all files of a source, by its name; its main file first, since the first hit wins.
Lines = Callable[[str], Iterable[SourceLine]]

_SEPARATOR = re.compile(r"[\t,;|]")
_PLAIN_NUMBER = re.compile(r"\d+")
_KINDS = frozenset(
    {
        *SCHEMES, "level", "correspondence", "collection", "occupation", "jobzone", "onet", "task",
        "emerging-task", "related", "element", "requirement", "rating", "scale", "activity",
        "technology", "tool", "unspsc", "area", "observation", "wage", "employment", "projection",
        "outcome", "certification", "organization", "careeronestop", "licence", "credential",
        "award", "program", "provider", "nj", "link", "mention", "move", "source", "US",
    }
)  # fmt: skip
_PERIOD = re.compile(r"\d{4}-(\d{2}|\d{4})")


def record_keys(iri: str) -> tuple[str, ...]:
    """The codes in a node's IRI that its record carries; an IRI of another namespace is its own.

    >>> record_keys("https://w3id.org/occupath/id/requirement/47-2111.00/2.A.1.a")
    ('47-2111.00', '2.A.1.a')
    """
    if not iri.startswith(ID):
        return (iri,)
    parts = [unquote(part) for part in iri.removeprefix(ID).split("/")]
    if parts[0] == "correspondence":
        parts = parts[2:]  # the second part names the table
    if parts[:1] in (["technology"], ["tool"]):
        parts = parts[:2]  # the record carries the commodity and the name, not our slug
    return tuple(p for p in parts if p not in _KINDS and not _PERIOD.fullmatch(p))


def find_places(findings: Iterable[Finding], lines: Lines) -> dict[tuple[str, str], Place]:
    """The record of each finding by ``(source, focus)``, where a line of the source carries it.

    Each source is read at most once. The first line found wins.
    """
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.source and finding.place is None:
            wanted[finding.source].add(finding.focus)
    places: dict[tuple[str, str], Place] = {}
    for source, nodes in sorted(wanted.items()):
        for node, place in _search(nodes, lines(source)):
            places[source, node] = place
    return places


def _search(nodes: set[str], lines: Iterable[SourceLine]) -> Iterator[tuple[str, Place]]:
    """The first line that carries all keys of a node, looked up by the last of its keys."""
    by_last: defaultdict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for node in nodes:
        keys = record_keys(node)
        if keys:
            by_last[keys[-1]][node] = frozenset(keys)
    left = sum(map(len, by_last.values()))
    for line in lines:
        if not left:
            return
        cells = [cell.strip(' "=\r\n') for cell in _SEPARATOR.split(line.text)]
        carried = {c for i, c in enumerate(cells) if i < 2 or not _PLAIN_NUMBER.fullmatch(c)}
        for key in carried & by_last.keys():
            for node in [n for n, keys in by_last[key].items() if keys <= carried]:
                del by_last[key][node]
                left -= 1
                yield node, Place(line.file, line.line, line.text.strip()[:200])
