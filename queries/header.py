"""The comment header of a named query (``.rq``): its name, description and typed parameters.

::

    # name: who-needs-skill
    # description: The occupations that need a skill;
    #   a line that starts with three spaces goes on with the one above.
    # param: skill skill example="2.C.3.c" "O*NET element id"
    # param: limit limit default="50" "at most so many rows"
    # steps: crosswalk

A parameter is ``NAME TYPE [default="…"] [example="…"] "what it means"``; one without a default must
be given, and needs an example. TYPE is a key of `occupath.queries.parameters.TYPES`, some with the
scheme, parameter or kind they refer to in brackets: ``code(soc2018)``, ``code(from)``,
``id(program)``. Below the header stands one SPARQL SELECT without PREFIX lines, in which a
parameter is written ``$name`` and every other variable ``?name``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from occupath.ontology.errors import QueryError

_FIELD = re.compile(r"# (?P<key>[a-z]+): (?P<text>\S.*)")
_GOES_ON = re.compile(r"#   (?P<text>\S.*)")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PARAMETER = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*) (?P<type>[a-z]+)(?:\((?P<of>[a-z0-9_]+)\))?"
    r'(?: default="(?P<default>[^"]*)")?(?: example="(?P<example>[^"]*)")? "(?P<help>[^"]+)"'
)
_ONCE = ("name", "description", "steps")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query; `of` is what the type refers to, `default` None if required."""

    name: str
    type: str
    of: str | None
    default: str | None
    example: str
    description: str


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a query says. `steps` names the Python that repeats the query, if any."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    steps: str | None = None


def parse_header(text: str, where: str) -> tuple[Header, str]:
    """The header of a query file and the SPARQL below it.

    Raises `QueryError`, naming the line, where the header is not as described above.
    """
    lines = text.splitlines()
    fields: list[tuple[int, str, str]] = []
    number = 0
    for number, line in enumerate([*lines, ""], 1):
        if not line.startswith("#"):
            break
        if found := _FIELD.fullmatch(line):
            fields.append((number, found["key"], found["text"]))
        elif (goes_on := _GOES_ON.fullmatch(line)) and fields:
            begun, key, start = fields[-1]
            fields[-1] = (begun, key, f"{start} {goes_on['text']}")
        else:
            raise QueryError(f"{where}:{number}: expected '# key: text', found {line!r}")
    body = "\n".join(lines[number - 1 :]).strip()
    if not body:
        raise QueryError(f"{where}: no query stands below the header")
    return _header(fields, where), body


def _header(fields: list[tuple[int, str, str]], where: str) -> Header:
    single: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line, key, text in fields:
        place = f"{where}:{line}"
        if key == "param":
            parameter = parse_parameter(text, place)
            if any(parameter.name == other.name for other in parameters):
                raise QueryError(f"{place}: parameter {parameter.name!r} stands twice")
            parameters.append(parameter)
        elif key not in _ONCE:
            known = ", ".join([*_ONCE, "param"])
            raise QueryError(f"{place}: unknown header field {key!r}; use one of {known}")
        elif key in single:
            raise QueryError(f"{place}: '# {key}:' stands twice")
        else:
            single[key] = text
    for key in ("name", "description"):
        if key not in single:
            raise QueryError(f"{where}: the header has no '# {key}:' line")
    if not _NAME.fullmatch(single["name"]):
        raise QueryError(f"{where}: name {single['name']!r} is not words-joined-by-hyphens")
    return Header(single["name"], single["description"], tuple(parameters), single.get("steps"))


def parse_parameter(text: str, where: str) -> Parameter:
    """One ``# param:`` line, without its key. Raises `QueryError` if it is malformed."""
    found = _PARAMETER.fullmatch(text)
    if not found:
        raise QueryError(
            f'{where}: a parameter is NAME TYPE [default="…"] [example="…"] "what it means", '
            f"not {text!r}"
        )
    default, example = found["default"], found["example"]
    if default is None and example is None:
        raise QueryError(f"{where}: parameter {found['name']!r} needs a default or an example")
    return Parameter(
        found["name"],
        found["type"],
        found["of"],
        default,
        default if example is None else example,
        found["help"],
    )


def write_parameter(parameter: Parameter) -> str:
    """The ``# param:`` text that `parse_parameter` reads back to the same parameter."""
    of = "" if parameter.of is None else f"({parameter.of})"
    default = "" if parameter.default is None else f' default="{parameter.default}"'
    return (
        f"{parameter.name} {parameter.type}{of}{default} "
        f'example="{parameter.example}" "{parameter.description}"'
    )
