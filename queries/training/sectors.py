"""Which occupations a training gap is asked for: a sector, a family, or named ones."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import QueryError, UnknownCode
from occupath.ontology.ids import mint
from occupath.queries.occupation.find import find_occupation
from occupath.queries.training.occupations import Occupations

_GROUP = re.compile(r"\d\d(-\d{4})?")
_IN_COLLECTION = """
SELECT ?onet ?list WHERE {
  VALUES (?collection ?list) { %s }
  ?code oc:memberOf ?collection ; oc:correspondsTo? ?now .
  ?now skos:inScheme id:onetsoc2019 .
  ?o oc:classifiedBy ?now ; a oc:Occupation ; skos:notation ?onet
} ORDER BY ?onet ?list
"""


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of ``sectors.toml``: how it is defined, and by whom."""

    key: str
    title: str
    definition: str
    source: str
    collections: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """The occupations asked for, why each is one of them, and how that is to be read.

    `reasons` has for an occupation the list or part it is in and, where only some of its O*NET
    occupations count, which.
    """

    title: str
    definition: str
    source: str | None
    codes: tuple[str, ...]
    reasons: Mapping[str, str]


@cache
def read_sectors() -> Mapping[str, Sector]:
    """The sectors of ``sectors.toml`` by key."""
    text = (files("occupath.queries.training") / "sectors.toml").read_text("utf-8")
    return {
        key: Sector(
            key, entry["title"], entry["definition"], entry["source"],
            tuple(entry.get("collections", ())), tuple(entry.get("groups", ())),
            {part: tuple(codes) for part, codes in entry.get("parts", {}).items()},
        )
        for key, entry in tomllib.loads(text).items()
    }  # fmt: skip


def select(
    dataset: Dataset,
    occupations: Occupations,
    *,
    named: Sequence[str] = (),
    sectors: Sequence[str] = (),
    family: str | None = None,
) -> Selection:
    """The occupations of one of these (of any of the `sectors`), or all of the dataset's.

    Raises `UnknownCode` for a name or family and `QueryError` for a sector that there is not.
    """
    if named:
        return _named(dataset, occupations, named)
    if sectors:
        return _of_sectors(dataset, occupations, list(dict.fromkeys(sectors)))
    if family is not None:
        return _family(occupations, family)
    return Selection("all occupations", "Every occupation of SOC 2018 as the labour market "
                     "statistics report it.", None, tuple(occupations.by_code), {})  # fmt: skip


def _named(dataset: Dataset, occupations: Occupations, named: Sequence[str]) -> Selection:
    codes: dict[str, str] = {}
    for text in named:
        if text.strip() in occupations.by_code:
            codes[text.strip()] = ""
            continue
        if text.strip() in occupations.of_soc:
            found, asked = occupations.of_soc[text.strip()], text.strip()
        else:
            ref = find_occupation(dataset, text).occupation
            if ref.code not in occupations.of_onet:
                raise UnknownCode(f"{ref.code} {ref.title} has no SOC 2018 code in the dataset")
            found, asked = occupations.of_onet[ref.code], f"{ref.code} {ref.title}"
        whole = occupations.by_code[found]
        alone = whole.title in asked or (len(whole.soc) == 1 and whole.code == asked)
        codes[found] = "" if alone else f"asked for as {asked}; figures are of the whole code"
    return Selection("the occupations named", "Named one by one.", None, tuple(sorted(codes)),
                     {code: why for code, why in codes.items() if why})  # fmt: skip


def _family(occupations: Occupations, family: str) -> Selection:
    group = family.strip()
    if _GROUP.fullmatch(group):
        group = f"{group}-0000" if len(group) == 2 else group
        codes = occupations.under(group)
        if codes:
            return Selection(
                f"SOC 2018 group {group}", "Occupations under the group, by the published "
                "structure of SOC 2018.", "https://www.bls.gov/soc/2018/", codes, {},
            )  # fmt: skip
    raise UnknownCode(
        f"{family!r} is no group of SOC 2018; give two digits (47) or a group's code (47-2000)"
    )


def _of_sectors(dataset: Dataset, occupations: Occupations, keys: Sequence[str]) -> Selection:
    known = read_sectors()
    members: defaultdict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key in keys:
        if key not in known:
            raise QueryError(f"no sector {key!r}; the sectors are {', '.join(known)}")
        for code, why, onet in _members(dataset, occupations, known[key]):
            members[code][why] |= onet
    chosen = [known[key] for key in keys]
    several = len(chosen) > 1
    return Selection(
        " and ".join(sector.title for sector in chosen),
        " ".join(f"{one.title}: {one.definition}" if several else one.definition for one in chosen),
        " and ".join(sector.source for sector in chosen),
        tuple(sorted(members)),
        {code: _reason(occupations.by_code[code].onet, found)
         for code, found in sorted(members.items())},
    )  # fmt: skip


def _members(
    dataset: Dataset, occupations: Occupations, sector: Sector
) -> Iterator[tuple[str, str, set[str]]]:
    """A sector's occupations: the code, the list or part that holds it, O*NET codes held."""
    if sector.collections:
        values = " ".join(f'(<{mint("collection", name)}> "{name}")' for name in sector.collections)
        for row in dataset.select(_IN_COLLECTION % values):
            code = occupations.of_onet.get(str(row["onet"]))
            if code is not None:
                yield code, str(row["list"]), {str(row["onet"])}
    for part, codes in sector.parts.items():
        for listed in codes:
            found = occupations.of_onet.get(listed) or occupations.of_soc.get(listed)
            if found is not None:
                whole = occupations.by_code[found].onet if listed in occupations.of_soc else ()
                yield found, part, set(whole) or {listed}
    for group in sector.groups:
        for code in occupations.under(group):
            yield code, f"group {group}", set(occupations.by_code[code].onet)


def _reason(onet: Sequence[str], found: Mapping[str, set[str]]) -> str:
    """``green-list2019 (47-2152.04)``; no codes where all of the occupation's are in the list."""
    return "; ".join(
        name if set(onet) <= codes else f"{name} ({', '.join(sorted(codes))} of {len(onet)})"
        for name, codes in sorted(found.items())
    )
