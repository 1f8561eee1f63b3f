"""What the text pipeline needs of a dataset, as five Parquet tables in its folder ``text/``.

``concepts.parquet``: every skill, activity, technology, tool and credential that a text can name
(concept, scheme, kind, label, alternatives, description). ``titles.parquet``: every title with
the codes it is filed under (title, soc, onetsoc, source). ``occupations.parquet``: what an
occupation is and does (onetsoc, soc, title, description, tasks).
``instructional_programs.parquet``: the six-digit codes of CIP 2020 (code, title, definition,
other_titles, which are examples and titles of 2010, socs that it prepares for, offered_by, which
are the providers that a state's outcomes list under it). ``programs.parquet``: listed programs
that have a code (program, title, description, provider, provider_name, cips, of CIP 2020). Rows are
sorted, and equal datasets give equal bytes. The 2018 SOC code of an O*NET-SOC code is that of the
published crosswalk.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from pyoxigraph import QuerySolutions, Store

from occupath.ontology.ids import mint
from occupath.ontology.prefixes import sparql_prologue

TEXT = "text"  # the folder inside a dataset

_STRINGS = pa.list_(pa.string())
CONCEPTS = pa.schema(
    [("concept", pa.string()), ("scheme", pa.string()), ("kind", pa.string()),
     ("label", pa.string()), ("alternatives", _STRINGS), ("description", pa.string())]
)  # fmt: skip
TITLES = pa.schema(
    [("title", pa.string()), ("soc", pa.string()), ("onetsoc", pa.string()),
     ("source", pa.string())]
)  # fmt: skip
OCCUPATIONS = pa.schema(
    [("onetsoc", pa.string()), ("soc", pa.string()), ("title", pa.string()),
     ("description", pa.string()), ("tasks", _STRINGS)]
)  # fmt: skip
INSTRUCTIONAL_PROGRAMS = pa.schema(
    [("code", pa.string()), ("title", pa.string()), ("definition", pa.string()),
     ("other_titles", _STRINGS), ("socs", _STRINGS), ("offered_by", _STRINGS)]
)  # fmt: skip
PROGRAMS = pa.schema(
    [("program", pa.string()), ("title", pa.string()), ("description", pa.string()),
     ("provider", pa.string()), ("provider_name", pa.string()), ("cips", _STRINGS)]
)  # fmt: skip

Rows = list[dict[str, object]]


class _Family(NamedTuple):
    """Concepts of one class: the scheme and kind they get, and the property of other names."""

    scheme: str
    kind: str
    of_class: str
    other_names: str = "skos:altLabel|skos:hiddenLabel"
    description: str = "dct:description"


_FAMILIES: tuple[_Family, ...] = (
    _Family("esco-skill", "skill", "oc:EscoSkill"),
    _Family("onet-element", "skill", "oc:Skill"),
    _Family("onet-element", "knowledge", "oc:Knowledge"),
    _Family("onet-element", "skill", "oc:Ability"),
    _Family("onet-element", "skill", "oc:WorkActivity"),
    _Family("onet-element", "skill", "oc:WorkStyle"),
    _Family("onet-dwa", "skill", "oc:DetailedWorkActivity"),
    _Family("technology", "technology", "oc:Technology", description="skos:broader/skos:prefLabel"),
    _Family("tool", "tool", "oc:Tool", description="skos:broader/skos:prefLabel"),
    _Family("certification", "certificate", "oc:Certification", "skos:altLabel|oc:acronym"),
    _Family("licence", "licence", "oc:Licence"),
    _Family("credential", "certificate", "oc:IndustryCredential"),
)

_TITLE_SOURCES: tuple[tuple[str, str], ...] = (
    ("onet-title", "skos:prefLabel"),
    ("onet-alternate", "skos:altLabel"),
    ("onet-reported", "oc:reportedTitle"),
    ("onet-short", "oc:shortTitle"),
)  # of an O*NET occupation
_SOC_SOURCES = (("soc-title", "skos:prefLabel"), ("direct-match", "skos:altLabel"))
_ESCO_SOURCES = (("esco-title", "skos:prefLabel"), ("esco-alternative", "skos:altLabel"))
_LANGUAGES = f"<{mint('collection', 'esco-language')}>"
_BRITISH = re.compile(r"s(?=e$)")  # organise, analyse
_DETAILED = mint("soc2018", "level", "detailed")
_CODES = f"""?s a oc:Occupation ; skos:notation ?onetsoc ; oc:classifiedBy/oc:correspondsTo ?code .
  ?code skos:inScheme <{mint("soc2018")}> ; skos:notation ?soc"""


def write_text_tables(store: Store, folder: Path) -> dict[str, int]:
    """Write the tables of the dataset in `store` to `folder`; returns rows by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, schema, rows in (
        ("concepts", CONCEPTS, _concepts(store)),
        ("occupations", OCCUPATIONS, _occupations(store)),
        ("titles", TITLES, _titles(store)),
        ("instructional_programs", INSTRUCTIONAL_PROGRAMS, _instructional_programs(store)),
        ("programs", PROGRAMS, _programs(store)),
    ):
        path = folder / f"{name}.parquet"
        pq.write_table(pa.Table.from_pylist(rows, schema), path, compression="zstd")
        counts[path.name] = len(rows)
    return counts


def _concepts(store: Store) -> Rows:
    rows: Rows = []
    languages = {s for (s,) in _select(store, f"?s oc:memberOf {_LANGUAGES}", "?s")}
    headings = _headings(store)
    verbs = _verbs(store)
    for family in _FAMILIES:
        about = f"?s a {family.of_class}"
        names = _by_subject(store, f"{about} ; {family.other_names} ?x")
        texts = _by_subject(store, f"{about} ; {family.description} ?x")
        for concept, label in _select(store, f"{about} ; skos:prefLabel ?x"):
            kind = family.kind
            if concept in headings:
                continue
            if family.scheme == "esco-skill":
                doing = _says_to_do(label, verbs)
                kind = "language" if concept in languages else "skill" if doing else "knowledge"
            rows.append({
                "concept": concept, "scheme": family.scheme, "kind": kind, "label": label,
                "alternatives": [x for x in names[concept] if x != label],
                "description": texts[concept][0] if texts[concept] else None,
            })  # fmt: skip
    return sorted(rows, key=lambda row: (str(row["concept"]), str(row["label"])))


def _headings(store: Store) -> set[str]:
    """Elements of the content model under which other elements stand."""
    found = set()
    for (element,) in _select(store, "?s a/rdfs:subClassOf* oc:ContentModelElement", "?s"):
        outline, dot, _ = element.rpartition(".")
        while dot:
            found.add(outline)
            outline, dot, _ = outline.rpartition(".")
    return found


def _verbs(store: Store) -> set[str]:
    """The words with which O*NET's tasks and detailed activities begin, lower-case: verbs."""
    return {
        words[0].lower()
        for where in (
            "?s a oc:DetailedWorkActivity ; skos:prefLabel ?x",
            "?s oc:taskOf ?o ; oc:statement ?x",
        )
        for _, text in _select(store, where)
        if len(words := text.replace(",", " ").split()) > 1
    }


def _says_to_do(label: str, verbs: set[str]) -> bool:
    """Whether a label tells what to do, as skills do and knowledge does not.

    The type that ESCO gives is not asked where the relations give it: these call most skills
    knowledge ("conduct airport safety inspections").
    """
    words = label.lower().split()
    return len(words) > 1 and not verbs.isdisjoint((words[0], _BRITISH.sub("z", words[0])))


def _titles(store: Store) -> Rows:
    found: set[tuple[str, str, str, str]] = set()
    detailed = f"?s skos:inScheme <{mint('soc2018')}> ; oc:atLevel <{_DETAILED}>"
    for source, path in _SOC_SOURCES:
        where = f"{detailed} ; skos:notation ?soc ; {path} ?x"
        found |= {(title, soc, "", source) for title, soc in _select(store, where, "?x ?soc")}
    codes = {s: (soc, onetsoc) for s, soc, onetsoc in _select(store, _CODES, "?s ?soc ?onetsoc")}
    for source, path in _TITLE_SOURCES:
        for s, title in _select(store, f"?s a oc:Occupation ; {path} ?x"):
            if s in codes:
                found.add((title, *codes[s], source))
    filed = _by_subject(store, "?s a oc:EscoOccupation ; oc:correspondsTo/^oc:classifiedBy ?x")
    for source, path in _ESCO_SOURCES:
        for s, title in _select(store, f"?s a oc:EscoOccupation ; {path} ?x"):
            found |= {(title, *codes[o], source) for o in filed[s] if o in codes}
    return [
        {"title": title, "soc": soc, "onetsoc": onetsoc or None, "source": source}
        for title, soc, onetsoc, source in sorted(found)
    ]


def _occupations(store: Store) -> Rows:
    tasks = _by_subject(store, "?task oc:taskOf ?s ; oc:statement ?x")
    about = f"{_CODES} . ?s skos:prefLabel ?title"
    texts = _by_subject(store, "?s a oc:Occupation ; dct:description ?x")
    return [
        {
            "onetsoc": onetsoc,
            "soc": soc,
            "title": title,
            "description": next(iter(texts[s]), None),
            "tasks": tasks[s],
        }
        for onetsoc, soc, title, s in sorted(_select(store, about, "?onetsoc ?soc ?title ?s"))
    ]


def _instructional_programs(store: Store) -> Rows:
    about = (
        f"?s skos:inScheme <{mint('cip2020')}> ; oc:atLevel <{mint('cip2020', 'level', 'program')}>"
    )
    definitions = _by_subject(store, f"{about} ; skos:definition ?x")
    examples = _by_subject(store, f"{about} ; skos:altLabel ?x")
    former = _by_subject(
        store,
        f"{about} . ?old oc:correspondsTo ?s ; skos:inScheme <{mint('cip2010')}> ; "
        "skos:prefLabel ?x",
    )
    socs = _by_subject(
        store,
        f"{about} ; oc:preparesFor ?soc . ?soc skos:inScheme <{mint('soc2018')}> ; "
        "skos:notation ?x",
    )
    offered = _by_subject(
        store,
        f"{about} . ?outcome a oc:OutcomeObservation ; oc:provider ?x ; "
        "oc:instructionalProgram/oc:correspondsTo? ?s",
    )
    named = f"{about} ; skos:notation ?code ; skos:prefLabel ?x"
    return [
        {
            "code": code,
            "title": title,
            "definition": next(iter(definitions[s]), None),
            "other_titles": [x for x in sorted({*examples[s], *former[s]}) if x != title],
            "socs": socs[s],
            "offered_by": offered[s],
        }
        for code, title, s in sorted(_select(store, named, "?code ?x ?s"))
    ]


def _programs(store: Store) -> Rows:
    """Before inferences: a program's codes of 2020 are asked for by the crosswalk."""
    about = (
        "?s a oc:LearningProgram ; oc:instructionalProgram/oc:correspondsTo? ?cip . "
        f"?cip skos:inScheme <{mint('cip2020')}>"
    )
    cips = _by_subject(store, f"{about} ; skos:notation ?x")
    texts = _by_subject(store, "?s a oc:LearningProgram ; dct:description ?x")
    providers = _by_subject(store, "?s a oc:LearningProgram ; oc:offeredBy ?x")
    names = _by_subject(store, "?s a oc:Provider ; skos:prefLabel ?x")
    rows: Rows = []
    for s, title in sorted(set(_select(store, f"{about} . ?s skos:prefLabel ?x"))):
        provider = next(iter(providers[s]), None)
        rows.append({
            "program": s, "title": title, "description": next(iter(texts[s]), None),
            "provider": provider,
            "provider_name": next(iter(names[provider]), None) if provider else None,
            "cips": cips[s],
        })  # fmt: skip
    return rows


def _by_subject(store: Store, where: str) -> defaultdict[str, list[str]]:
    """The values ?x of each ?s, sorted, each once."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for s, x in _select(store, where):
        found[s].add(x)
    return defaultdict(list, {s: sorted(values) for s, values in found.items()})


def _select(store: Store, where: str, names: str = "?s ?x") -> Iterator[tuple[str, ...]]:
    """The bindings of the variables `names` as text, in no order."""
    query = f"{sparql_prologue()}SELECT {names} WHERE {{ {where} }}"
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        yield tuple(term.value for term in row)
