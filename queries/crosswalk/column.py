"""A whole column of codes converted: a CSV file in, the same rows with three more columns out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from occupath.ontology.errors import OccupathError
from occupath.queries.crosswalk.convert import Conversion
from occupath.queries.spreadsheet import safe_cell

BLANK, UNKNOWN = "blank", "unknown"
JOIN = "; "
_DELIMITERS = ",;\t|"
_SHOWN = 20  # lines that could not be read, and unknown codes, that are named
_PLAIN = r"^[0-9A-Za-z]"  # a cell that begins so is never a formula


@dataclass(frozen=True, slots=True)
class Column:
    """A converted file. `table` has the rows as they were and three columns more.

    The columns are named after the scheme: ``soc2018`` (codes, joined by ``;`` where a code was
    split), ``soc2018_title`` and ``soc2018_status`` (``one``, ``split``, ``none``, ``group``,
    ``unknown``, ``blank``). `counts` has the rows of each status, `unknown` the commonest codes
    that the scheme does not have, `rejected` the lines that are no rows.
    """

    table: Any  # pyarrow.Table
    codes: Any  # pyarrow.DictionaryArray of the codes as written, one for each row of the file
    counts: dict[str, int]
    unknown: tuple[tuple[str, int], ...]
    rejected: tuple[str, ...]
    rejections: int

    def to_csv(self) -> bytes:
        """CSV in UTF-8 with a heading; cells that a spreadsheet would run get an apostrophe."""
        names = [str(safe_cell(name)) for name in self.table.column_names]
        safe = pa.table([_safe(column) for column in self.table.columns], names)
        sink = io.BytesIO()
        arrow_csv.write_csv(safe, sink, arrow_csv.WriteOptions(quoting_style="needed"))
        return sink.getvalue()


def convert_column(path: Path, name: str, conversion: Conversion, split: str = "join") -> Column:
    """The CSV file `path` with its column `name` converted.

    With ``split="rows"`` a row whose code was split stands once for each code it may be: rows
    then count more than once. Lines with too many or too few cells are counted and left out.
    Raises `OccupathError` where the file cannot be read or has no such column.
    """
    table, rejected, rejections = _read(path, name)
    given = pc.fill_null(table.column(name), "").combine_chunks()
    encoded = given.dictionary_encode()
    words: list[str] = encoded.dictionary.to_pylist()
    answers = [_answer(conversion, word) for word in words]
    status = [answer[0] for answer in answers]
    goal = conversion.goal
    times = Counter(dict(zip(words, _tally(encoded, len(words)), strict=True)))
    counts: Counter[str] = Counter()
    for word, kind in zip(words, status, strict=True):
        counts[kind] += times[word]
    unknown = Counter({w: times[w] for w, s in zip(words, status, strict=True) if s == UNKNOWN})
    indices = encoded.indices
    if split == "rows":
        table, indices, values = _one_row_each(table, indices, answers)
    else:
        values = [(JOIN.join(codes) or None, JOIN.join(titles) or None, kind)
                  for kind, codes, titles in answers]  # fmt: skip
    for place, column in enumerate((goal, f"{goal}_title", f"{goal}_status")):
        cells = pa.array([value[place] for value in values], pa.string()).take(indices)
        table = table.append_column(_free(column, table.column_names), cells)
    ranked = sorted(unknown.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]
    return Column(table, encoded, dict(sorted(counts.items())), tuple(ranked), rejected, rejections)


def _answer(conversion: Conversion, word: str) -> tuple[str, list[str], list[str]]:
    """The status of a code as written, and its codes and titles in the other scheme."""
    if not word.strip():
        return BLANK, [], []
    code = conversion.tables.code(conversion.start, word)
    if code is None:
        return UNKNOWN, [], []
    ends = list(conversion.ends(code))
    titles = conversion.tables.titles(conversion.goal)
    return conversion.status(code), ends, [titles.get(end, end) for end in ends]


def _one_row_each(
    table: Any, indices: Any, answers: list[tuple[str, list[str], list[str]]]
) -> tuple[Any, Any, list[tuple[str | None, str | None, str]]]:
    """The rows repeated for each code; the values, and where each row finds its own."""
    values: list[tuple[str | None, str | None, str]] = []
    places: list[list[int]] = []
    for kind, codes, titles in answers:
        first = len(values)
        values += list(zip(codes, titles, [kind] * len(codes), strict=True)) or [(None, None, kind)]
        places.append(list(range(first, len(values))))
    lists = pa.array(places, pa.list_(pa.int32())).take(indices)
    return table.take(pc.list_parent_indices(lists)), pc.list_flatten(lists), values


def _tally(encoded: Any, size: int) -> list[int]:
    counts = [0] * size
    for each in pc.value_counts(encoded.indices).to_pylist():
        counts[each["values"]] = each["counts"]
    return counts


def _free(name: str, taken: list[str]) -> str:
    """A name that no column of the file has."""
    while name in taken:
        name += "_converted"
    return name


def _read(path: Path, name: str) -> tuple[Any, tuple[str, ...], int]:
    try:
        with path.open("rb") as stream:
            first = stream.readline(1 << 20)
    except OSError as failed:
        raise OccupathError(f"{path}: cannot be read ({failed.strerror})") from failed
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise OccupathError(f"{path}: is in UTF-16; save it as UTF-8")
    try:
        return _parse(path, name, first.decode("utf-8-sig"), "utf8")
    except (UnicodeDecodeError, _NotUtf8):
        return _parse(path, name, first.decode("cp1252", "replace"), "cp1252")


class _NotUtf8(Exception):
    """A cell is not UTF-8."""


def _parse(path: Path, name: str, first: str, encoding: str) -> tuple[Any, tuple[str, ...], int]:
    rejected: list[str] = []
    count = 0

    def refuse(row: Any) -> str:
        nonlocal count
        count += 1
        if len(rejected) < _SHOWN:
            text = " ".join(str(row.text).split())[:60]
            rejected.append(
                f"{path}: a row has {row.actual_columns} cells, not {row.expected_columns}: {text}"
            )
        return "skip"

    heading = first.rstrip("\r\n")
    delimiter = max(_DELIMITERS, key=heading.count)
    names = next(csv.reader([heading], delimiter=delimiter), [])
    if name not in names:
        there = ", ".join(names[:20]) or "no heading"
        raise OccupathError(f"{path}: has no column {name!r}; its columns are {there}")
    if len(set(names)) != len(names):
        raise OccupathError(f"{path}: two columns have one name; rename one of them")
    try:
        table = arrow_csv.read_csv(
            path,
            arrow_csv.ReadOptions(encoding=encoding),
            arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=True, invalid_row_handler=refuse
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except (pa.ArrowException, OSError) as broken:
        if encoding == "utf8" and "UTF8" in str(broken):
            raise _NotUtf8 from broken
        raise OccupathError(f"{path}: is not a CSV file ({broken}); export it again") from broken
    return table, tuple(rejected), count


def _safe(column: Any) -> Any:
    """The cells as a spreadsheet may have them; most are plain and stay untouched."""
    if not pa.types.is_string(column.type):
        return column
    odd = pc.and_(
        pc.invert(pc.match_substring_regex(column, _PLAIN)), pc.greater(pc.utf8_length(column), 0)
    )
    odd = pc.fill_null(odd, False)
    if not pc.any(odd).as_py():
        return column
    made = [safe_cell(text) for text in column.filter(odd).to_pylist()]
    return pc.replace_with_mask(column.combine_chunks(), odd.combine_chunks(),
                                pa.array(made, pa.string()))  # fmt: skip
