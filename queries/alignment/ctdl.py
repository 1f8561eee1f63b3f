"""A program, its competencies and alignments as CTDL JSON-LD, and back.

The Credential Transparency Description Language (https://credreg.net/ctdl/terms) names what the
Credential Registry holds. Its terms that are used here stand in ``ctdl_terms.csv``. The registry's
context is named and never fetched: a file is read with the few lines of it below.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from rdflib import Graph, URIRef
from rdflib.term import Literal, Node

from occupath.ontology.errors import OccupathError
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import CEASN, CETERMS, RDF
from occupath.queries.alignment.record import (
    CIP,
    SOC,
    CodeAlignment,
    Competency,
    Record,
    by_weight,
    in_order,
)

CONTEXT = "https://credreg.net/ctdl/schema/context/json"
_LANGUAGE = "en-US"
_BASE = "https://credentialengineregistry.org/resources/"  # of relative IRIs
_FRAMEWORKS = {
    SOC: "Standard Occupational Classification 2018",
    CIP: "Classification of Instructional Programs 2020",
}
_TEXTS = (
    "ceterms:name", "ceterms:description", "ceterms:frameworkName", "ceterms:targetNodeName",
    "ceterms:targetNodeDescription", "ceasn:name", "ceasn:description", "ceasn:competencyLabel",
    "ceasn:competencyText",
)  # fmt: skip
_LINKS = (
    "ceterms:offeredBy", "ceterms:ownedBy", "ceterms:targetNode", "ceterms:framework",
    "ceterms:subjectWebpage", "ceasn:isPartOf", "ceasn:isTopChildOf", "ceasn:hasTopChild",
    "ceasn:alignTo",
)  # fmt: skip
_PROGRAMS = ("LearningProgram", "LearningOpportunityProfile", "Course")


def write_ctdl(record: Record) -> str:
    """The record as a JSON-LD text; `read_ctdl_text` gives the same record."""
    framework = f"urn:uuid:{uuid5(NAMESPACE_URL, record.iri + '#competencies')}"
    program: dict[str, Any] = {
        **_head(record.iri, "ceterms:LearningProgram"),
        "ceterms:name": _text(record.name),
    }
    if record.description is not None:
        program["ceterms:description"] = _text(record.description)
    if record.url is not None:
        program["ceterms:subjectWebpage"] = record.url
    program["ceterms:inLanguage"] = [_LANGUAGE]
    graph = [program]
    if record.provider is not None:
        provider = f"urn:uuid:{uuid5(NAMESPACE_URL, record.provider)}"
        program["ceterms:offeredBy"] = [provider]
        graph.append({
            **_head(provider, "ceterms:CredentialOrganization"),
            "ceterms:name": _text(record.provider),
        })  # fmt: skip
    for term, scheme, codes in (
        ("ceterms:occupationType", SOC, record.occupations),
        ("ceterms:instructionalProgramType", CIP, record.cips),
    ):
        if codes:
            program[term] = [_aligned(each, scheme) for each in codes]
    if record.teaches:
        program["ceterms:teaches"] = [_taught(each, framework) for each in record.teaches]
        graph += [
            {
                **_head(framework, "ceasn:CompetencyFramework"),
                "ceasn:name": _text(f"Competencies of {record.name}"),
                "ceasn:description": _text("Skills named in the program's own description."),
                "ceasn:inLanguage": [_LANGUAGE],
                "ceasn:hasTopChild": [each.iri for each in record.teaches],
            },
            *(_competency(each, framework) for each in record.teaches),
        ]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


def read_ctdl(path: Path) -> Record:
    """The program of a CTDL file; raises `OccupathError` where it holds none that can be read."""
    try:
        return read_ctdl_text(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as failed:
        raise OccupathError(f"{path}: cannot be read ({failed})") from failed


def read_ctdl_text(text: str, where: str = "the text") -> Record:
    """The first program, by IRI, of a CTDL JSON-LD text; raises `OccupathError`.

    Contexts that are addresses are not fetched; the prefixes ``ceterms`` and ``ceasn`` are known.
    """
    read = _Read(_parsed(text, where))
    programs = sorted({s for kind in _PROGRAMS for s in read.of_class(CETERMS[kind])}, key=str)
    if not programs:
        raise OccupathError(f"{where}: holds no ceterms:LearningProgram or ceterms:Course")
    return read.record(programs[0], where)


def check_terms(text: str) -> list[str]:
    """What of a text that `write_ctdl` made is no CTDL term, or stands on the wrong class."""
    domains = ctdl_terms()
    return [
        problem
        for node in json.loads(text)["@graph"]
        for problem in _problems(node, domains)
    ]  # fmt: skip


@lru_cache(maxsize=1)
def ctdl_terms() -> dict[str, frozenset[str]]:
    """The CTDL terms that are used: a property with the classes it may stand on, a class with
    none."""
    table = files("occupath.queries.alignment").joinpath("ctdl_terms.csv").read_text("utf-8")
    rows = csv.DictReader(table.splitlines())
    return {row["term"]: frozenset(row["domain"].split()) for row in rows}


def _problems(node: dict[str, Any], domains: dict[str, frozenset[str]]) -> Iterator[str]:
    of_class = node.get("@type")
    if of_class not in domains or domains[of_class]:
        yield f"{of_class} is no class of CTDL"
    for term, value in node.items():
        if term.startswith("@"):
            continue
        if term not in domains:
            yield f"{term} is no term of CTDL"
        elif of_class not in domains[term]:
            yield f"{term} stands on {of_class}"
        for inner in value if isinstance(value, list) else ():
            if isinstance(inner, dict):
                yield from _problems(inner, domains)


def _head(iri: str, of_class: str) -> dict[str, Any]:
    ctid = iri.removeprefix("urn:uuid:") if iri.startswith("urn:uuid:") else None
    return {
        "@id": iri,
        "@type": of_class,
        "ceterms:ctid": f"ce-{ctid or uuid5(NAMESPACE_URL, iri)}",
    }


def _text(value: str) -> dict[str, str]:
    return {_LANGUAGE: value}


def _aligned(code: CodeAlignment, scheme: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:framework": mint(scheme),
        "ceterms:frameworkName": _text(_FRAMEWORKS[scheme]),
        "ceterms:targetNode": code.iri,
        "ceterms:codedNotation": code.code,
    }
    if code.name is not None:
        made["ceterms:targetNodeName"] = _text(code.name)
    made["ceterms:weight"] = code.weight
    return made


def _taught(competency: Competency, framework: str) -> dict[str, Any]:
    return {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:framework": framework,
        "ceterms:targetNode": competency.iri,
        "ceterms:targetNodeName": _text(competency.label),
        "ceterms:targetNodeDescription": _text(competency.text),
    }


def _competency(competency: Competency, framework: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        **_head(competency.iri, "ceasn:Competency"),
        "ceasn:competencyLabel": _text(competency.label),
        "ceasn:competencyText": _text(competency.text),
        "ceasn:inLanguage": [_LANGUAGE],
        "ceasn:isPartOf": framework,
        "ceasn:isTopChildOf": [framework],
    }
    if competency.concept is not None:
        made["ceasn:alignTo"] = [competency.concept]
    return made


def _parsed(text: str, where: str) -> Graph:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise OccupathError(f"{where}: is not JSON ({wrong})") from wrong
    if not isinstance(told, dict):
        raise OccupathError(f"{where}: is not a JSON-LD object with a @graph")
    given = told.get("@context")
    own = [c for c in (given if isinstance(given, list) else [given]) if isinstance(c, dict)]
    told["@context"] = [_context(), *own]
    try:
        return Graph().parse(data=json.dumps(told), format="json-ld", publicID=_BASE)
    except Exception as wrong:  # the parser raises many kinds
        raise OccupathError(f"{where}: is not JSON-LD that can be read ({wrong})") from wrong


def _context() -> dict[str, Any]:
    """The lines of the registry's context that say what is a text and what is a link."""
    made: dict[str, Any] = {"ceterms": str(CETERMS), "ceasn": str(CEASN)}
    made |= {term: {"@container": "@language"} for term in _TEXTS}
    made |= {term: {"@type": "@id"} for term in _LINKS}
    return made


class _Read:
    """A parsed file, asked for what a record holds."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def of_class(self, iri: str) -> Iterator[Node]:
        yield from self._graph.subjects(URIRef(RDF["type"]), URIRef(iri))

    def record(self, program: Node, where: str) -> Record:
        name = self._one(program, CETERMS["name"])
        if name is None:
            raise OccupathError(f"{where}: the program {program} has no ceterms:name")
        by = self._nodes(program, CETERMS["offeredBy"]) + self._nodes(program, CETERMS["ownedBy"])
        providers = [p for p in (self._one(node, CETERMS["name"]) for node in by) if p]
        description = self._one(program, CETERMS["description"])
        teaches = [self._competency(n) for n in self._nodes(program, CETERMS["teaches"])]
        return Record(
            str(program), name, description, next(iter(providers), None),
            self._one(program, CETERMS["subjectWebpage"]), in_order(teaches, description or ""),
            self._codes(program, CETERMS["occupationType"]),
            self._codes(program, CETERMS["instructionalProgramType"]),
        )  # fmt: skip

    def _competency(self, node: Node) -> Competency:
        """Of an alignment object, or of a competency that the program names directly."""
        target = next(iter(self._nodes(node, CETERMS["targetNode"])), node)
        label = self._one(target, CEASN["competencyLabel"]) or self._one(
            node, CETERMS["targetNodeName"]
        )
        text = self._one(target, CEASN["competencyText"]) or self._one(
            node, CETERMS["targetNodeDescription"]
        )
        concept = next(iter(self._nodes(target, CEASN["alignTo"])), None)
        return Competency(
            str(target), label or text or str(target), text or label or "",
            None if concept is None else str(concept),
        )  # fmt: skip

    def _codes(self, program: Node, term: str) -> tuple[CodeAlignment, ...]:
        found = []
        for node in self._nodes(program, term):
            code = self._one(node, CETERMS["codedNotation"])
            if code is None:
                continue
            target = next(iter(self._nodes(node, CETERMS["targetNode"])), code)
            weight = self._one(node, CETERMS["weight"])
            found.append(
                CodeAlignment(
                    str(target), code, self._one(node, CETERMS["targetNodeName"]),
                    1.0 if weight is None else float(weight),
                )
            )  # fmt: skip
        return by_weight(found)

    def _nodes(self, subject: Node, term: str) -> list[Node]:
        return sorted(self._graph.objects(subject, URIRef(term)), key=str)

    def _one(self, subject: Node, term: str) -> str | None:
        """The value, the English one where there are several."""
        values = self._nodes(subject, term)
        english = [v for v in values if isinstance(v, Literal) and str(v.language).startswith("en")]
        return next((str(value) for value in [*english, *values]), None)
