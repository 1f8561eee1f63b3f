"""What occupations need, from O*NET's ratings, ESCO and loaded postings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint
from occupath.queries.training.occupations import Occupations
from occupath.queries.training.tables import Need

MIN_IMPORTANCE = 3.0  # of 1–5, O*NET's own cut for what matters in an occupation

_ELEMENTS = """
SELECT ?concept ?kind ?name WHERE {
  VALUES (?class ?kind) { (oc:Skill "skill") (oc:Knowledge "knowledge") }
  ?concept a ?class ; skos:prefLabel ?name
}
"""
_RATED = """
SELECT ?o ?concept ?importance ?level WHERE {
  VALUES ?concept { %(elements)s } %(occupations)s
  ?r oc:competency ?concept ; oc:occupation ?o ; oc:importance ?importance .
  FILTER(?importance >= %(least)s)
  OPTIONAL { ?r oc:level ?level }
}
"""
_USED = "SELECT ?o ?concept WHERE { %(occupations)s ?o oc:%(property)s ?concept }"
_ESCO = """
SELECT ?other ?code WHERE { ?other a oc:EscoOccupation ; oc:correspondsTo ?code }
"""
_ESSENTIAL = "SELECT ?other ?concept WHERE { ?other esco:relatedEssentialSkill ?concept }"
_POSTED = """
SELECT ?c ?concept (SUM(?n) AS ?asking) WHERE {
  ?d a oc:DemandObservation ; oc:codedAs ?c ; oc:demandedConcept ?concept ; oc:demandCount ?n .
} GROUP BY ?c ?concept
"""
_NAMES = "SELECT ?concept ?name WHERE { VALUES ?concept { %s } ?concept skos:prefLabel ?name }"
_MANY = 200  # occupations; more are not named one by one in a query
_BATCH = 2_000  # concepts whose names are asked for at once


def read_needs(
    dataset: Dataset, occupations: Occupations, codes: Collection[str]
) -> Mapping[str, tuple[Need, ...]]:
    """Needs of the occupations in `codes`, strongest first.

    Rated skills and knowledge of importance `MIN_IMPORTANCE` or more (the highest rating of the
    O*NET occupations under the code), technologies and tools in use, ESCO's essential skills, and
    what loaded postings ask for, wherever they were posted.
    """
    onet = {o: code for o, code in occupations.of_onet.items() if code in codes}
    named = " ".join(f"<{mint('occupation', o)}>" for o in sorted(onet))
    only = f"VALUES ?o {{ {named} }}" if len(onet) <= _MANY else ""
    found: defaultdict[str, dict[tuple[str, str], Need]] = defaultdict(dict)

    def rows(query: str, **parts: object) -> Iterator[tuple[str, str, dict[str, object]]]:
        for row in dataset.select(query % {"occupations": only, **parts}):
            code = onet.get(str(row["o"]).rpartition("/")[2])
            if code is not None:
                yield code, str(row["concept"]), dict(row)

    kinds = {str(r["concept"]): str(r["kind"]) for r in dataset.select(_ELEMENTS)}
    elements = " ".join(f"<{element}>" for element in sorted(kinds))
    for code, concept, row in rows(_RATED, elements=elements, least=MIN_IMPORTANCE):
        level = None if row["level"] is None else float(str(row["level"]))
        importance = float(str(row["importance"]))
        need = Need(concept, "", kinds[concept], "rated", importance, level)
        _strongest(found[code], need)
    hot = {(code, concept) for code, concept, _ in rows(_USED, property="inDemandTechnology")}
    for kind, prop in (("technology", "usesTechnology"), ("tool", "usesTool")):
        for code, concept, _ in rows(_USED, property=prop):
            is_hot = (code, concept) in hot
            _strongest(found[code], Need(concept, "", kind, kind, hot=is_hot))
    for code, concept in _essential(dataset, onet):
        _strongest(found[code], Need(concept, "", "ESCO skill", "essential"))
    for count in dataset.select(_POSTED):
        code = occupations.of_soc.get(str(count["c"]).rpartition("/")[2][:7], "")
        if code in codes:
            asking = int(str(count["asking"]))
            before = found[code].get(("postings", str(count["concept"])))
            asking += 0 if before is None else before.postings or 0
            found[code]["postings", str(count["concept"])] = Need(
                str(count["concept"]), "", "in postings", "postings", postings=asking
            )
    names = _names(dataset, {concept for needs in found.values() for _, concept in needs})
    return {
        code: tuple(
            _ordered(replace(need, name=names.get(need.concept, need.concept))
                     for need in needs.values())
        )
        for code, needs in sorted(found.items())
    }  # fmt: skip


def _essential(dataset: Dataset, onet: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """ESCO's essential skills of occupations, through its own crosswalk to O*NET-SOC."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for row in dataset.select(_ESCO):
        code = onet.get(str(row["code"]).rpartition("/")[2])
        if code is not None:
            codes[str(row["other"])].add(code)
    for row in dataset.select(_ESSENTIAL) if codes else ():
        for code in sorted(codes.get(str(row["other"]), ())):
            yield code, str(row["concept"])


def _names(dataset: Dataset, concepts: set[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    ordered = sorted(concepts)
    for start in range(0, len(ordered), _BATCH):
        batch = " ".join(f"<{concept}>" for concept in ordered[start : start + _BATCH])
        for row in dataset.select(_NAMES % batch):
            name = str(row["name"])
            names[str(row["concept"])] = min(name, names.get(str(row["concept"]), name))
    return names


def _strongest(found: dict[tuple[str, str], Need], need: Need) -> None:
    """Keep the stronger of two statements of one basis about a concept."""
    key = (need.basis, need.concept)
    before = found.get(key)
    if before is None or (need.importance or 0, need.level or 0, need.hot) > (
        before.importance or 0, before.level or 0, before.hot
    ):  # fmt: skip
        found[key] = need


def _ordered(needs: Iterable[Need]) -> list[Need]:
    return sorted(
        needs,
        key=lambda n: (
            -(n.importance or 0) * (n.level or 0), -(n.postings or 0), not n.hot, n.basis, n.name,
            n.concept,
        ),
    )  # fmt: skip
