"""Rows as people read them: a table where one fits, else a record for each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from occupath.ontology.prefixes import PREFIXES

_RULE = 3  # characters that a column takes beside its text
_LONGEST_WORD = 24  # a longer one may be broken


def layout(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, object]],
    title: str | None,
    width: int,
) -> RenderableType:
    """`rows` in `width` characters; numbers to the right, unknown values as a dash.

    Where not all columns fit, those in which nothing is known are named below the table.
    """
    known = [name for name in columns if any(row.get(name) is not None for row in rows)]
    shown: RenderableType | None = _table(columns, rows, width)
    if shown is None and known != list(columns):
        shown = _table(known, rows, width)
        if shown is not None:
            unknown = ", ".join(_head(name) for name in columns if name not in known)
            shown = Group(shown, Text(f"Nothing is known of: {unknown}"))
    shown = shown or _records(columns, rows, width)
    return shown if title is None else Group(Text(title, style="italic"), shown)


def _table(
    columns: Sequence[str], rows: Sequence[Mapping[str, object]], width: int
) -> Table | None:
    texts = [[cell(row.get(name)) for name in columns] for row in rows]
    by_column = [[_head(name), *(row[i] for row in texts)] for i, name in enumerate(columns)]
    widths = _widths(by_column, width)
    if widths is None:
        return None
    table = Table(header_style="bold")
    for i, name in enumerate(columns):
        values = [row.get(name) for row in rows if row.get(name) is not None]
        numeric = bool(values) and all(_is_number(value) for value in values)
        table.add_column(
            _head(name), justify="right" if numeric else "left", width=widths[i], overflow="fold"
        )
    for row in texts:
        table.add_row(*map(Text, row))
    return table


def _records(
    columns: Sequence[str], rows: Sequence[Mapping[str, object]], width: int
) -> RenderableType:
    """Each value beside its name; below it where a word would else be broken."""
    longest = max(
        (_longest_word(cell(row.get(name))) for row in rows for name in columns), default=1
    )
    beside = max((len(_head(name)) for name in columns), default=0) + 2 + longest <= width
    parts: list[RenderableType] = []
    for number, row in enumerate(rows, 1):
        parts.append(Text(f"-- {number} --", style="dim"))
        record = Table.grid(padding=(0, 2), pad_edge=False)
        record.add_column(style="bold", no_wrap=True)
        record.add_column(overflow="fold")
        for name in columns:
            value = Text(cell(row.get(name)))
            if beside:
                record.add_row(_head(name), value)
            else:
                parts += [Text(_head(name), style="bold"), value]
        parts.append(record)
    return Group(*parts)


def _head(name: str) -> str:
    return name.replace("_", " ")


def cell(value: object) -> str:
    """A value as people read it: ``–`` unknown, ``yes``/``no``, thousands apart, IRIs short."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        whole = value.is_integer() or abs(value) >= 10_000
        return f"{value:,.0f}" if whole else f"{value:.4g}"
    return _short(str(value).strip())


def _short(text: str) -> str:
    """An IRI of a known namespace as ``prefix:rest``; any other text as it is."""
    if not text.startswith("http"):
        return text
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace) and len(text) > len(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _widths(columns: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """How wide each column is so that no word is broken; None where they do not fit in `width`.

    What is left is shared alike among the columns that want more.
    """
    least = [max(_longest_word(text) for text in column) for column in columns]
    wanted = [max(_longest_line(text) for text in column) for column in columns]
    room = width - 1 - _RULE * len(columns) - sum(least)
    if room < 0:
        return None
    widths = list(least)
    order = sorted(range(len(columns)), key=lambda i: (wanted[i] - least[i], i))
    for done, i in enumerate(order):
        more = min(wanted[i] - least[i], room // (len(columns) - done))
        widths[i] += more
        room -= more
    return widths


def _longest_word(text: str) -> int:
    return min(_LONGEST_WORD, max((len(word) for word in text.split()), default=1))


def _longest_line(text: str) -> int:
    return max((len(line) for line in text.splitlines()), default=1)
