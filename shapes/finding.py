"""One finding of the gate: which node breaks which rule, and where its record stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SEVERITIES = ("Violation", "Warning", "Info")  # most serious first


class Result(NamedTuple):
    """What an engine says, in a form that two engines can be compared by.

    IRIs are plain; `value` is an IRI or a literal as N-Triples writes it, "" where there is none.
    """

    focus: str
    shape: str
    component: str
    severity: str
    value: str


@dataclass(frozen=True, slots=True)
class Place:
    """A record of a source: file, line (from 1) and its text, cut at 200 characters."""

    file: str
    line: int
    record: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A node that breaks a rule.

    `path` is the property concerned ("" where the node itself is), `value` the offending value as
    N-Triples writes it, `source` the name of the graph that says so ("" if unknown), `kind` the
    kind of thing in words. `place` is None until a locator has found the record.
    """

    severity: str
    focus: str
    shape: str
    path: str
    component: str
    value: str
    kind: str
    message: str
    fix: str
    supplied_by: str
    source: str
    place: Place | None = None

    @property
    def order(self) -> tuple[int, str, str, str, str, str]:
        """The order of reports: most serious first, then by shape, component and node."""
        rank = SEVERITIES.index(self.severity)
        return rank, self.shape, self.component, self.source, self.focus, self.value


COMPONENTS: dict[str, str] = {
    "MinCount": "nothing is stated",
    "MaxCount": "more than one is stated",
    "Class": "{value} is not known as one",
    "Datatype": "{value} is of the wrong type",
    "NodeKind": "{value} is of the wrong kind",
    "MinInclusive": "{value} is too low (or no number)",
    "MaxInclusive": "{value} is too high (or no number)",
    "MinExclusive": "{value} is too low (or no number)",
    "MaxExclusive": "{value} is too high (or no number)",
    "MinLength": "{value} is too short",
    "Pattern": "{value} is not written as it should be",
    "HasValue": "the value that is needed is not stated",
    "In": "{value} is not one of the allowed values",
    "LessThan": "{value} is not below the value it is compared with",
    "LessThanOrEquals": "{value} is above the value it is compared with",
    "Disjoint": "{value} stands on both sides",
    "Or": "none of the ways to satisfy the rule is met",
    "Not": "{value}",
    "Cycle": "the way up is {value}",
    "Read": "{value}",
}


def detail(component: str, value: str) -> str:
    """What exactly is wrong, in words; `component` as ``MinCount``."""
    wording = COMPONENTS.get(component, "{value} breaks the rule " + component)
    return wording.replace("{value}", shown(value) or "it")


def shown(value: str) -> str:
    """A value as a person reads it: a literal without its quotes and type."""
    if not value.startswith('"'):
        return value
    text = value[1 : value.rindex('"')]
    return f"'{text[:120]}'"
