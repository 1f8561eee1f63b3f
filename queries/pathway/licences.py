"""Licences that keep a route from an occupation: needed by a reviewed source, and led to by nothing
that is listed."""

from __future__ import annotations

from dataclasses import dataclass

from occupath.ontology.titles import title_key
from occupath.queries.catalog import named_query
from occupath.queries.engines import Engine
from occupath.queries.named import ask

_WORDS = frozenset({"licence", "license", "certificate", "of", "the", "to"})  # that tell nothing


@dataclass(frozen=True, slots=True)
class Licences:
    """The licence that each of some occupations needs; for the `obtainable` of them a listed
    program leads to a licence of that name."""

    needed: dict[str, str]
    obtainable: frozenset[str]

    def barred(self, start: str) -> frozenset[str]:
        """Occupations that no hop may enter: nothing listed leads to the licence they need, and
        who comes from `start` does not need it already."""
        held = self.needed.get(start)
        return frozenset(
            code
            for code, licence in self.needed.items()
            if code not in self.obtainable and licence != held
        ) - {start}


def read_licences(engine: Engine) -> Licences:
    """The reviewed licence requirements of a dataset or property graph."""
    rows = ask(named_query("licence-requirements"), engine, {}).rows
    needed = {str(row["code"]): str(row["licence"]) for row in rows}
    led_to = ask(named_query("licences-led-to"), engine, {}).rows
    return Licences(
        needed,
        frozenset(
            str(row["code"])
            for row in led_to
            if _is_named(needed[str(row["code"])], str(row["licence"]))
        ),
    )


def _is_named(licence: str, name: str) -> bool:
    """Whether a state's name of a licence has every telling word of the licence required."""
    return set(title_key(licence).split()) - _WORDS <= set(title_key(name).split())
