"""The gate: nothing that breaks its shapes is stored, and two engines must say the same."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from occupath.ontology.errors import InvalidDataset
from occupath.ontology.prefixes import ID, RDF, XSD
from occupath.shapes import cycles
from occupath.shapes.engines import (
    MAX_VIOLATIONS,
    bulk_results,
    engine_names,
    reference_results,
)
from occupath.shapes.finding import Finding, Result
from occupath.shapes.library import BROADER, ShapeNote, kinds_by_class, notes
from occupath.shapes.report import Report
from occupath.shapes.sample import Context, SampleSize, collect, survey

_SOURCE = ID["source/"]
_OWN = ID["source/occupath-"]
_ORDERED = (
    "MinInclusive", "MaxInclusive", "MinExclusive", "MaxExclusive", "LessThan", "LessThanOrEquals"
)  # fmt: skip
_NUMBERS = (f'"^^<{XSD["integer"]}>', f'"^^<{XSD["decimal"]}>')
_CYCLE = ShapeNote(
    cycles.SHAPE, (), (BROADER,), "Violation", cycles.MESSAGE, cycles.FIX, cycles.SUPPLIED_BY
)


def gate(path: Path, sample: SampleSize | None = None) -> Report:
    """Validate a dataset file (N-Quads or N-Triples, ``.gz`` or not; Turtle for small graphs).

    The bulk engine judges every node. pySHACL judges a sample drawn by hash (nodes of every
    class, and nodes with each kind of finding); `InvalidDataset` is raised where it says anything
    else. Circles in ``skos:broader`` are violations. Named graphs are judged as one graph, and
    the findings name the graph that holds the statement.
    """
    size = sample or SampleSize()
    with ThreadPoolExecutor(1) as pool:
        judging = pool.submit(bulk_results, path)
        found = survey(path, size)
        results = judging.result()
    complete = sum(r.severity == "Violation" for r in results) < MAX_VIOLATIONS
    circles = cycles.cycle_results(found.broader)
    context = collect(path, found, results | circles, size)
    agreed = agree(context, results) if complete else 0
    return Report(
        findings=tuple(
            sorted((_finding(r, context) for r in results | circles), key=lambda f: f.order)
        ),
        engines=engine_names(),
        statements=found.statements,
        sample_nodes=len(context.sample) if complete else 0,
        sample_findings=agreed,
    )


def agree(context: Context, results: Iterable[Result]) -> int:
    """How many findings of the sample both engines make; `InvalidDataset` where they differ.

    Bounds on values that are no numbers are left out: pySHACL lets most of them pass, against the
    specification, and fails on some. They are violations by the bulk engine all the same.
    """
    bulk = {r for r in results if r.focus in context.sample and not _no_number(r)}
    try:
        found = reference_results(context.statements, context.sample)
    except InvalidDataset:
        if any(r.severity == "Violation" for r in bulk):
            return 0
        raise
    reference = {r for r in found if not _no_number(r)}
    if bulk != reference:
        names = engine_names()
        raise InvalidDataset(
            f"the SHACL engines disagree on {len(bulk ^ reference)} findings of the sample: "
            f"{_few(bulk - reference, names['bulk'])}{_few(reference - bulk, names['reference'])}"
            "the dataset was not stored. Install the pinned versions of both engines, or report it"
        )
    return len(bulk)


def _no_number(result: Result) -> bool:
    return result.component in _ORDERED and not result.value.endswith(_NUMBERS)


def _few(results: set[Result], engine: str) -> str:
    if not results:
        return ""
    shown = ", ".join(
        f"{r.focus} {r.shape.rpartition('#')[2]} {r.component} {r.value[:60]}".rstrip()
        for r in sorted(results)[:3]
    )
    return f"only {engine} finds {shown}; "


def _finding(result: Result, context: Context) -> Finding:
    note = notes().get(result.shape, _CYCLE)
    classes = context.classes.get(result.focus, set())
    words = {kinds_by_class()[c] for c in classes if c in kinds_by_class()}
    kind = min(words & set(note.kinds) or words or set(note.kinds) or {"code"})
    return Finding(
        severity=result.severity,
        focus=result.focus,
        shape=note.iri,
        path=" ".join(note.paths),
        component=result.component,
        value=result.value,
        kind=kind,
        message=note.message,
        fix=note.fix,
        supplied_by=note.supplied_by,
        source=_source(result, note, context),
    )


def _sources_first(graph: str) -> tuple[bool, str]:
    """What a source states comes before what Occupath adds."""
    return graph.startswith(_OWN), graph


def _source(result: Result, note: ShapeNote, context: Context) -> str:
    """The graph that holds the statement at fault, else the one that describes the node."""
    for predicate in (*note.paths, RDF["type"], ""):
        graphs = context.graphs.get((result.focus, predicate))
        if graphs:
            return min(graphs, key=_sources_first).removeprefix(_SOURCE)
    return ""
