"""What belongs to the starter's occupations: which codes, programs and credentials, by source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from occupath.extract.starter.occupations import ALL
from occupath.extract.starter.official import Official
from occupath.ontology.model import Code, Correspondence, IndustryCredential, Licence, Program

Key = tuple[str, str]  # scheme, code


@dataclass(slots=True)
class Scope:
    """`codes` are the codes of every scheme in the starter, `soc` the SOC 2018 occupations that
    its occupations belong to. The linked credentials come in when the links are made."""

    codes: set[Key] = field(default_factory=set)
    soc: set[str] = field(default_factory=set)
    oews: set[str] = field(default_factory=set)  # with the groups above
    cips: set[str] = field(default_factory=set)  # CIP 2020 codes that prepare for an occupation
    programs: dict[str, Program] = field(default_factory=dict)
    certifications: set[str] = field(default_factory=set)
    licences: set[str] = field(default_factory=set)
    credentials: set[str] = field(default_factory=set)


def scope(official: Official) -> Scope:
    """The scope, credentials that programs lead to included."""
    found = Scope()
    taxonomy = official.of("onet-taxonomy", Correspondence)
    found.soc = {
        r.to_code for r in taxonomy if r.from_scheme == "onetsoc2019" and r.from_code in ALL
    }
    vintages = [row for row in taxonomy if row.to_scheme != "soc2018"]
    found.codes |= connected(vintages, (("onetsoc2019", code) for code in ALL))
    soc = official.of("soc2010-soc2018", Correspondence)
    found.codes |= connected(soc, (("soc2018", code) for code in found.soc))
    found.codes |= {("soc2018", row.code) for row in official.of("soc2018", Code)}
    _isco(official, found)
    _oews(official, found)
    _programs(official, found)
    found.codes |= _above(official, found.codes)
    return found


def connected(rows: Iterable[Correspondence], start: Iterable[Key]) -> set[Key]:
    """Every code that a chain of `rows` joins to `start`, in any direction.

    Whole chains keep the cardinality of their rows as it is in the whole table.
    """
    beside: defaultdict[Key, set[Key]] = defaultdict(set)
    for row in rows:
        one, other = (row.from_scheme, row.from_code), (row.to_scheme, row.to_code)
        beside[one].add(other)
        beside[other].add(one)
    joined = set(start)
    waiting = list(joined)
    while waiting:
        new = beside[waiting.pop()] - joined
        joined |= new
        waiting.extend(new)
    return joined


def _isco(official: Official, found: Scope) -> None:
    rows = official.of("isco08-soc2010", Correspondence)
    groups = {r.from_code for r in rows if ("soc2010", r.to_code) in found.codes}
    found.codes |= {("isco08", group) for group in groups}


def _oews(official: Official, found: Scope) -> None:
    parents = {row.code: row.parent for row in official.of("oews", Code)}
    code: str | None
    for row in official.of("oews", Correspondence):
        code = row.from_code if row.to_code in found.soc else None
        while code is not None:
            found.oews.add(code)
            code = parents.get(code)
    found.codes |= {("oews", notation) for notation in found.oews}


def _programs(official: Official, found: Scope) -> None:
    """Programs whose CIP 2010 code became a CIP 2020 code that prepares for an occupation."""
    found.cips = {r.from_code for r in official.of("cip-soc", Correspondence)
                  if r.to_code in found.soc}  # fmt: skip
    found.cips |= {r.from_code for r in official.of("cip-onet", Correspondence)
                   if r.to_code in ALL}  # fmt: skip
    vintages = official.of("cip2010-cip2020", Correspondence)
    reaching = {row.from_code for row in vintages if row.to_code in found.cips}
    for program in official.of("nj-programs", Program):
        if program.cip in reaching:
            found.programs[program.id] = program
    used = {("cip2010", p.cip) for p in found.programs.values() if p.cip is not None}
    found.codes |= connected(vintages, used)
    found.codes |= {("cip2020", code) for code in found.cips}
    known = {row.id for row in official.of("nj-licences", Licence)}
    named = {p.licence_id for p in found.programs.values()}
    found.licences = {number for number in named if number in known}
    known = {row.id for row in official.of("nj-credentials", IndustryCredential)}
    named = {p.credential_id for p in found.programs.values()}
    found.credentials = {number for number in named if number in known}


def _above(official: Official, codes: set[Key]) -> set[Key]:
    """The published ancestors of `codes`."""
    parents: dict[Key, str] = {}
    for source in ("soc2010", "cip2020", "cip2010-cip2020"):
        for row in official.of(source, Code):
            if row.parent is not None:
                parents[row.scheme, row.code] = row.parent
    found: set[Key] = set()
    for key in codes:
        while key in parents:
            key = (key[0], parents[key])
            found.add(key)
    return found
