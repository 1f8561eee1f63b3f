"""A draft in a file, TOML or JSON: what a new vintage of the SOC changes, or a single new code.

A vintage::

    id = "draftsolar"
    title = "SOC 2018 with renewable energy technicians"
    follows = "soc2018"

    [[added]]
    code = "47-2232"
    title = "Renewable Energy Technicians"
    from = ["47-2231", "49-9081"]  # codes whose workers it takes some of
    definition = "Install, test and repair …"
    duties = ["Install modules.", {text = "Test inverters.", importance = 4, level = 3}]

    [[split]]
    code = "15-1252"
    into = [{code = "15-1252", title = "…"}, {code = "15-1259", title = "…"}]

    [[merged]]
    codes = ["15-1254", "15-1255"]
    into = {code = "15-1256", title = "…"}

    [[retitled]]
    code = "47-2231"
    title = "…"

A single new code has the fields of a code at the top: ``code``, ``title``, ``definition``,
``duties``, ``skills``, ``technologies`` … It is read as a draft that adds this code.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from occupath.ontology.errors import OccupathError

KINDS = ("added", "split", "merged", "retitled")
ID = re.compile(r"draft[a-z0-9]{1,40}", re.ASCII)
CODE_FIELDS = (
    "code", "title", "definition", "duties", "skills", "technologies", "titles", "profiles",
    "parent",
)  # fmt: skip
_VINTAGE_FIELDS = ("id", "title", "follows", "group", *KINDS)
_SCALES = {"importance": (1.0, 5.0), "level": (0.0, 7.0)}
_CODE = re.compile(r"\d\d-\d{4}", re.ASCII)

_Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rated:
    """A duty, skill or technology; importance is 1–5 and level 0–7, None where not given."""

    text: str
    importance: float | None = None
    level: float | None = None


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code of a draft. `parent` None is the group of the code that it comes from.

    `titles` are job titles that are certainly its own, `profiles` O*NET-SOC 2019 codes that are.
    """

    code: str
    title: str
    definition: str | None = None
    parent: str | None = None
    duties: tuple[Rated, ...] = ()
    skills: tuple[Rated, ...] = ()
    technologies: tuple[Rated, ...] = ()
    titles: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a vintage: `old` codes of the vintage before become the `new` ones.

    `kind` is one of `KINDS`. Of an added code the `old` ones stay and lose some of their workers.
    """

    kind: str
    old: tuple[str, ...]
    new: tuple[NewCode, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file says: a vintage that follows another, or one new code (then `single`)."""

    id: str
    title: str
    follows: str
    changes: tuple[Change, ...]
    groups: tuple[NewCode, ...] = ()
    single: bool = False

    @property
    def new_codes(self) -> tuple[NewCode, ...]:
        """The codes that the draft writes, in its order."""
        return tuple(code for change in self.changes for code in change.new)


def read_draft(path: Path) -> Draft:
    """The draft in a file; raises `OccupathError` that names the field that is wrong."""
    told = _read(path)
    if not set(told) & {*KINDS, "group", "follows"}:
        _fields(path, "", told, (*CODE_FIELDS, "from"))
        code = _code(path, "", told, path.stem)
        change = Change("added", _codes(path, "from", told.get("from", [])), (code,))
        return Draft(_id_of(path), code.title, "soc2018", (change,), single=True)
    _fields(path, "", told, _VINTAGE_FIELDS)
    name = str(told.get("id") or _id_of(path))
    if not ID.fullmatch(name):
        raise OccupathError(
            f"{path}: id {name!r} is not 'draft' and some letters and digits, such as draftsolar"
        )
    changes = [_change(path, kind, n, row) for kind in KINDS for n, row in _rows(path, told, kind)]
    groups = [_new(path, f"group[{n}]", row) for n, row in _rows(path, told, "group")]
    if not changes:
        raise OccupathError(f"{path}: changes nothing; give one of {', '.join(KINDS)}")
    follows = str(told.get("follows", "soc2018"))
    return Draft(name, str(told.get("title") or name), follows, tuple(changes), tuple(groups))


def _id_of(path: Path) -> str:
    letters = "".join(re.findall(r"[a-z0-9]", path.stem.lower()))[:35]
    return letters if ID.fullmatch(letters) else f"draft{letters or 'code'}"


def _read(path: Path) -> _Told:
    try:
        text = path.read_text("utf-8")
        told = tomllib.loads(text) if path.suffix.lower() == ".toml" else json.loads(text)
    except OSError as failed:
        raise OccupathError(f"{path}: cannot be read ({failed.strerror})") from failed
    except (ValueError, RecursionError) as wrong:
        raise OccupathError(f"{path}: is not TOML or JSON ({wrong})") from wrong
    if not isinstance(told, dict):
        raise OccupathError(f"{path}: a draft is a table of {', '.join(CODE_FIELDS)}, or of "
                            f"{', '.join(_VINTAGE_FIELDS)}")  # fmt: skip
    return told


def _fields(path: Path, where: str, told: _Told, known: tuple[str, ...]) -> None:
    if unknown := sorted(set(told) - set(known)):
        at = f"{where}: " if where else ""
        raise OccupathError(
            f"{path}: {at}unknown field {unknown[0]!r}; it may have {', '.join(known)}"
        )


def _change(path: Path, kind: str, n: int, row: object) -> Change:
    where = f"{kind}[{n}]"
    if not isinstance(row, dict):
        raise OccupathError(f"{path}: {where} is not a table")
    if kind in ("added", "retitled"):
        _fields(path, where, row, (*CODE_FIELDS, *(("from",) if kind == "added" else ())))
        new = _new(path, where, {k: v for k, v in row.items() if k != "from"})
        if kind == "retitled":
            return Change(kind, (new.code,), (new,))
        old = _codes(path, f"{where}.from", row.get("from", []))
        if not old:
            raise OccupathError(
                f"{path}: {where} needs from, the codes whose workers it takes: every worker has "
                "a code already"
            )
        return Change(kind, old, (new,))
    old_field = "code" if kind == "split" else "codes"
    _fields(path, where, row, (old_field, "into"))
    given = row.get(old_field)
    old = _codes(path, f"{where}.{old_field}", [given] if kind == "split" else given)
    into = row.get("into")
    parts = into if isinstance(into, list) else [into]
    least = (2 if kind == "split" else 1, 1 if kind == "split" else 2)
    if len(parts) < least[0] or len(old) < least[1] or (kind == "merged" and len(parts) > 1):
        wanted = "two codes or more to split into" if kind == "split" else "two codes or more, " \
            "and one to merge into"  # fmt: skip
        raise OccupathError(f"{path}: {where} needs {wanted}")
    new_codes = [_new(path, f"{where}.into[{i}]", part) for i, part in enumerate(parts, 1)]
    return Change(kind, old, tuple(new_codes))


def _codes(path: Path, where: str, given: object) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise OccupathError(f"{path}: {where} is not a list of codes")
    for code in given:
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            raise OccupathError(f"{path}: {where}: {code!r} is not a SOC code such as 47-2231")
    return tuple(dict.fromkeys(given))


def _new(path: Path, where: str, row: object) -> NewCode:
    """A code of a vintage: it must have a code and a title."""
    if not isinstance(row, dict):
        raise OccupathError(f"{path}: {where} is not a table with code and title")
    _fields(path, where, row, CODE_FIELDS)
    _codes(path, f"{where}.code", [row.get("code")])
    if not isinstance(row.get("title"), str) or not row["title"].strip():
        raise OccupathError(f"{path}: {where} has no title")
    return _code(path, f"{where}.", row, str(row["code"]))


def _code(path: Path, where: str, told: _Told, name: str) -> NewCode:
    rows = {
        field: tuple(
            _rated(path, f"{where}{field}[{n}]", row, "text" if field == "duties" else "name")
            for n, row in _rows(path, told, field, where)
        )
        for field in ("duties", "skills", "technologies")
    }
    parent = told.get("parent")
    if parent is not None:
        _codes(path, f"{where}parent", [parent])
    definition = told.get("definition")
    return NewCode(
        str(told.get("code") or name), " ".join(str(told.get("title") or name).split()),
        " ".join(str(definition).split()) if definition else None, parent,
        rows["duties"], rows["skills"], rows["technologies"],
        *(tuple(str(x) for _, x in _rows(path, told, field, where))
          for field in ("titles", "profiles")),
    )  # fmt: skip


def _rows(path: Path, told: _Told, field: str, where: str = "") -> Iterator[tuple[int, Any]]:
    rows = told.get(field, [])
    if not isinstance(rows, list):
        raise OccupathError(f"{path}: {where}{field} is not a list")
    yield from enumerate(rows, 1)


def _rated(path: Path, where: str, row: object, text: str) -> Rated:
    """A row with its text and ratings; a bare text has none."""
    given: _Told = row if isinstance(row, dict) else {text: row}
    said = given.get(text)
    if not isinstance(said, str) or not any(map(str.isalpha, said)):
        raise OccupathError(f"{path}: {where} has no {text}; give a text, or a table with {text}")
    if unknown := sorted(set(given) - {text, *_SCALES}):
        raise OccupathError(f"{path}: {where} has an unknown field {unknown[0]!r}")
    rating: dict[str, float | None] = {}
    for scale, (low, high) in _SCALES.items():
        value = given.get(scale)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is not None and not (number and low <= value <= high):
            raise OccupathError(
                f"{path}: {where}: {scale} {value!r} is not a number from {low:g} to {high:g}"
            )
        rating[scale] = None if value is None else float(value)
    return Rated(" ".join(said.split()), rating["importance"], rating["level"])
