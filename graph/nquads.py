"""Statements of one named graph as N-Triples strings, and the sorted N-Quads files made of them.

Lines are built as text: term objects are ten times slower. There are no blank nodes. Text is
escaped as the canonical form of N-Triples has it, so equal statements are equal lines.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from occupath.ontology.prefixes import RDF, XSD

_TYPE = RDF["type"]
_INTEGER = f'"^^<{XSD["integer"]}>'
_DECIMAL = f'"^^<{XSD["decimal"]}>'
_MONTH = f'"^^<{XSD["gYearMonth"]}>'
_BOOLEAN = {flag: f'"{str(flag).lower()}"^^<{XSD["boolean"]}>' for flag in (True, False)}

_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')
_ESCAPES = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"',
            "\\": "\\\\"}  # fmt: skip
_PLAIN = {written: char for char, written in _ESCAPES.items()}
_ESCAPED = re.compile(r"\\(?:u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8})|.)", re.DOTALL)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff]+")

DECIMALS = 6  # digits kept after the point; no source gives more
SPILL = 400_000  # lines held in memory before a sorted run goes to disk


def escaped(value: str) -> str:
    """`value` as it stands between the quotes of a literal; a lone surrogate becomes U+FFFD."""
    if _SPECIAL.search(value) is None:
        return value
    return _SPECIAL.sub(_escape, value)


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if char >= "\ud800":
        return "�"
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def unescaped(text: str) -> str:
    """What stands between the quotes of a literal, as words: the inverse of `escaped`."""
    return _ESCAPED.sub(_unescape, text)


def _unescape(match: re.Match[str]) -> str:
    code = match["four"] or match["eight"]
    return chr(int(code, 16)) if code else _PLAIN.get(match[0], match[0][1:])


def is_iri(text: str) -> bool:
    """Whether `text` is an absolute IRI that may stand in a line as it is."""
    return _IRI.fullmatch(text) is not None


def decimal_text(value: float, digits: int = DECIMALS) -> str:
    """The shortest decimal of `value` rounded to `digits`: ``3.5``, ``4``, never an exponent.

    Raises `ValueError` for NaN and infinities.
    """
    text = f"{round(value, digits):.{digits}f}"
    if not text[-1].isdigit():
        raise ValueError(f"{value} is not a finite number")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Triples:
    """The statements of one named graph.

    Subjects and predicates are IRIs; IRIs are not checked here (see `is_iri`). With a `folder`,
    sorted runs are written there once `spill` lines are held, so that memory stays bounded.
    """

    __slots__ = ("_folder", "_lines", "_runs", "_spill", "graph")

    def __init__(self, graph: str, folder: Path | None = None, spill: int = SPILL) -> None:
        self.graph = graph
        self._lines: list[str] = []
        self._folder = folder
        self._runs: list[Path] = []
        self._spill = spill

    def a(self, subject: str, of_class: str) -> None:
        """`subject` is an instance of `of_class`."""
        self._lines.append(f"<{subject}> <{_TYPE}> <{of_class}>")

    def link(self, subject: str, predicate: str, target: str) -> None:
        """A statement whose object is an IRI."""
        self._lines.append(f"<{subject}> <{predicate}> <{target}>")

    def text(self, subject: str, predicate: str, value: str | None, lang: str = "en") -> None:
        """Words in a language; None says nothing."""
        if value is not None:
            self._lines.append(f'<{subject}> <{predicate}> "{escaped(value)}"@{lang}')

    def string(self, subject: str, predicate: str, value: str | None) -> None:
        """A code, name or category; None says nothing."""
        if value is not None:
            self._lines.append(f'<{subject}> <{predicate}> "{escaped(value)}"')

    def integer(self, subject: str, predicate: str, value: int | None) -> None:
        """A whole number; None says nothing."""
        if value is not None:
            self._lines.append(f'<{subject}> <{predicate}> "{value:d}{_INTEGER}')

    def decimal(
        self, subject: str, predicate: str, value: float | None, digits: int = DECIMALS
    ) -> None:
        """A number rounded to `digits` after the point; None says nothing."""
        if value is not None:
            text = decimal_text(value, digits)
            self._lines.append(f'<{subject}> <{predicate}> "{text}{_DECIMAL}')

    def boolean(self, subject: str, predicate: str, value: bool | None) -> None:
        """True or false; None says nothing."""
        if value is not None:
            self._lines.append(f"<{subject}> <{predicate}> {_BOOLEAN[value]}")

    def month(self, subject: str, predicate: str, value: str | None) -> None:
        """A month written ``YYYY-MM``; None says nothing."""
        if value is not None:
            self._lines.append(f'<{subject}> <{predicate}> "{escaped(value)}{_MONTH}')

    def extend(self, lines: Iterable[str]) -> None:
        """Statements already written as N-Triples, without the final `` .``."""
        self._lines.extend(lines)

    def relieve(self) -> None:
        """Move what is held to disk if it has grown large; called between rows."""
        if self._folder is not None and len(self._lines) >= self._spill:
            name = re.sub(r"[^A-Za-z0-9]+", "-", self.graph).strip("-")
            run = self._folder / f"{name}.{len(self._runs)}.run"
            with run.open("w", encoding="utf-8", newline="\n") as out:
                for line in sorted(set(self._lines)):
                    out.write(line + "\n")
            self._runs.append(run)
            self._lines.clear()

    def sorted_lines(self) -> Iterator[str]:
        """Every statement once, in order of code points."""
        held = sorted(set(self._lines))
        if not self._runs:
            yield from held
            return
        runs = [_run_lines(run) for run in self._runs]
        previous = ""
        for line in heapq.merge(*runs, held):
            if line != previous:
                yield line
            previous = line

    def write(self, path: Path) -> int:
        """Add the graph as sorted N-Quads to `path` and forget it; returns its statements."""
        end = f" <{self.graph}> .\n"
        count = 0
        with path.open("a", encoding="utf-8", newline="\n", buffering=1 << 20) as out:
            for line in self.sorted_lines():
                out.write(line + end)
                count += 1
        self._lines.clear()
        for run in self._runs:
            run.unlink()
        self._runs.clear()
        return count


def _run_lines(run: Path) -> Iterator[str]:
    with run.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line[:-1]
