"""Whether the distinctness test agrees with decisions that the crosswalks hold.

    python benchmarks/distinctness.py --dataset DIR

Distinct by decision: codes of SOC 2018 that are new (taken out of a residual, out of a residual and
a named code, or split from a named one), judged in both vintages without themselves, and the
existing occupations, each as if it were the role. Not distinct by decision: O*NET-SOC 2010 details
that O*NET folded into their SOC code in 2019, and codes of SOC 2010 that SOC 2018 merged. Told in
other words than definitions use: ESCO's occupations that are filed under one SOC code, one of each
code, judged with that code (not distinct) and without it (distinct).

For each share q of existing occupations that are to be called distinct, it prints how many
decisions of each kind the test agrees with. The table of `occupath backtest` is no part of it.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from occupath.graph.dataset import Dataset
from occupath.ontology.titles import title_key
from occupath.queries.crosswalk.tables import Tables
from occupath.queries.distinctness.hiding import Hiding
from occupath.queries.distinctness.measures import MEASURES, Measures, Role
from occupath.queries.distinctness.vintage import Vintage, read_vintage

SHARES = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


class Case(NamedTuple):
    """A decision: `kind` begins with "new" where it made the role an occupation."""

    kind: str
    role: Role
    hide: str | None
    code: str | None  # where it was put, if not distinct


def cases(dataset: Dataset, vintage: Vintage, other: Vintage) -> list[Case]:
    """The decisions that can be put to `vintage`; `other` is the other vintage."""
    later, earlier = (vintage, other) if vintage.scheme == "soc2018" else (other, vintage)
    new = {o.code: o for o in later.occupations}
    old = {o.code: o for o in earlier.occupations}
    tables = Tables(dataset)
    forward = tables.codes("soc2010", "soc2018")
    back: defaultdict[str, set[str]] = defaultdict(set)
    for a, bs in forward.items():
        for b in bs:
            back[b].add(a)
    split = {b for b, sources in back.items() if any(len(forward[a]) > 1 for a in sources)}
    made = []
    for code in sorted(split):
        if code not in new or new[code].residual or (vintage is earlier and code in old):
            continue
        residual = [old[a].residual for a in back[code] if a in old]
        kind = "new, from a residual" if all(residual) else (
            "new, partly from one" if any(residual) else "new, split")  # fmt: skip
        made.append(Case(kind, Role(new[code].title, new[code].definition), code, None))
    folds = tables.codes("onetsoc2010", "onetsoc2019")
    for occupation in earlier.occupations:
        for detail in occupation.details:
            ends = folds.get(detail.code, set())
            if detail.code.endswith(".00") or "All Other" in detail.title or len(ends) != 1:
                continue
            end = next(iter(ends))
            there = new.get(end[:7])
            if not end.endswith(".00") or there is None or there.residual or end[:7] in split:
                continue
            if title_key(detail.title) == title_key(there.title):
                continue
            put = there.code if vintage is later else occupation.code
            if vintage is later or not occupation.residual:
                role = Role(detail.title, detail.description)
                made.append(Case("folded", role, detail.code if vintage is earlier else None, put))
    if vintage is later:
        for code, sources in sorted(back.items()):
            if len(sources) < 2 or code not in new or new[code].residual:
                continue
            for a in sorted(sources):
                if len(forward[a]) == 1 and title_key(old[a].title) != title_key(new[code].title):
                    made.append(Case("merged", Role(old[a].title, old[a].definition), None, code))
    return made


def other_words(dataset: Dataset, vintage: Vintage) -> list[Case]:
    """ESCO occupations under one SOC code that is not residual, with the code and without it."""
    filed = Tables(dataset).codes("esco", "onetsoc2019")
    rows = dataset.select(
        "SELECT ?code ?name ?text WHERE { ?e a oc:EscoOccupation ; skos:notation ?code ; "
        "skos:prefLabel ?name ; dct:description ?text } ORDER BY ?code"
    )
    known = {o.code: o for o in vintage.occupations}
    titles = {title_key(row.title) for row in vintage.titles}
    of: defaultdict[str, list[Role]] = defaultdict(list)
    for row in rows:
        codes = {code[:7] for code in filed.get(str(row["code"]), ())}
        code = next(iter(codes), "")
        unknown = title_key(str(row["name"])) not in titles
        if len(codes) == 1 and code in known and not known[code].residual and unknown:
            of[code].append(Role(str(row["name"]), str(row["text"])))
    made = []
    for code, roles in sorted(of.items()):
        role = random.Random(code).choice(roles)
        made.append(Case("told in other words, covered", role, None, code))
        made.append(Case("new, told in other words", role, code, None))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dataset", type=Path, required=True)
    dataset = Dataset.open(parser.parse_args().dataset)
    hiding = Hiding(dataset)
    vintages = {name: read_vintage(dataset, name) for name in ("soc2018", "soc2010")}
    for name, vintage in vintages.items():
        measures = Measures(vintage)
        other = vintages["soc2010" if name == "soc2018" else "soc2018"]
        for duties in (True, False):
            reference = np.sort(measures.existing(duties)[1])
            ranks: defaultdict[str, list[float]] = defaultdict(list)
            each: dict[str, defaultdict[str, list[float]]] = {
                m: defaultdict(list) for m in MEASURES
            }
            right: defaultdict[str, list[bool]] = defaultdict(list)
            judged = cases(dataset, vintage, other)
            if name == "soc2018":
                judged += other_words(dataset, vintage)
            for case in judged:
                hidden = hiding.hidden([case.hide] if case.hide else [], name)
                role = case.role if duties else Role(case.role.name)
                found = measures.likeness(
                    role,
                    hidden.get(name, set()),
                    hidden.get("onetsoc2019" if name == "soc2018" else "onetsoc2010", set()),
                )
                near = measures.comparable(role.name)
                mean = np.where(near, found.mean, 0)
                ranks[case.kind].append(
                    float(np.searchsorted(reference, mean.max()) / len(reference))
                )
                for m, row in zip(MEASURES, found.parts, strict=True):
                    each[m][case.kind].append(float(row[near].max()))
                if case.code in measures.codes:
                    right[case.kind].append(measures.codes[int(mean.argmax())] == case.code)
            print(f"\n{name}, {'with duties' if duties else 'names only'}; "
                  "right code first where not distinct:",
                  ", ".join(f"{k} {np.mean(v):.2f}" for k, v in sorted(right.items())))  # fmt: skip
            print(
                "| decision | n | area under the curve | "
                + " | ".join(f"q={q}" for q in SHARES)
                + " |"
            )
            for kind, found_ranks in sorted(ranks.items()):
                yes = kind.startswith("new")
                agree = [np.mean([(r < q) == yes for r in found_ranks]) for q in SHARES]
                area = f"{auc(found_ranks, refused(kind, ranks)):.2f}" if yes else ""
                print(
                    f"| {kind} | {len(found_ranks)} | {area} | "
                    + " | ".join(f"{a:.2f}" for a in agree)
                    + " |"
                )
            for m in MEASURES:
                print(m, {k: round(auc(v, refused(k, each[m])), 2)
                          for k, v in sorted(each[m].items()) if k.startswith("new")})  # fmt: skip


def refused(kind: str, of: Mapping[str, list[float]]) -> list[float]:
    """The figures of the roles that were not distinct, to hold those of a `kind` of new ones
    against: told in other words too, if those are."""
    if kind.endswith("words"):
        return of["told in other words, covered"]
    return [*of.get("folded", ()), *of.get("merged", ())]


def auc(low: list[float], high: list[float]) -> float:
    """The chance that one of `low` is under one of `high`, ties half."""
    one, other = np.array(low)[:, None], np.array(high)[None]
    return float(((one < other) + 0.5 * (one == other)).mean())


if __name__ == "__main__":
    main()
