"""Materialises what the ontology entails, by rules over the whole dataset at once.

Each file of `rules/` is a SPARQL ``CONSTRUCT`` and names the axiom that it stands for; a test holds
their joint result to HermiT's. They run in the order of their names, each seeing what the ones
before it found; there is no recursion, so one pass is complete.
"""

from __future__ import annotations

from importlib import resources
from typing import Any, NamedTuple

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from occupath.ontology.ids import mint
from occupath.ontology.prefixes import RDF

INFERRED = mint("source", "occupath-inferred")  # the named graph of what is inferred
_TYPE = NamedNode(RDF["type"])


class Inferred(NamedTuple):
    """A triple of IRIs that no source states and a rule derives."""

    subject: str
    predicate: str
    object: str


def rules() -> dict[str, str]:
    """The rules by name (``05-detailed-occupation``), in the order in which they run."""
    folder = resources.files("occupath.graph").joinpath("rules")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return {f.name.removesuffix(".rq"): f.read_text("utf-8") for f in files}


def infer(store: Store) -> list[Inferred]:
    """Run every rule over the union of the store's graphs; each triple that is new, once.

    The triples are also put into the store's graph `INFERRED`, as later rules need them. Running
    it again gives nothing. They come in the order of the rules, sorted within one.
    """
    graph = NamedNode(INFERRED)
    inferred: list[Inferred] = []
    for query in rules().values():
        found = store.query(query, use_default_graph_as_union=True)
        if not isinstance(found, QueryTriples):
            raise TypeError("a rule must be a CONSTRUCT query")
        new = _unknown(store, set(found))
        store.bulk_extend(Quad(t.subject, t.predicate, t.object, graph) for t in new)
        inferred += sorted(
            Inferred(_iri(t.subject), t.predicate.value, _iri(t.object)) for t in new
        )
    return inferred


def _iri(term: object) -> str:
    if not isinstance(term, NamedNode):
        raise TypeError(f"a rule made a triple with a term that is no IRI: {term}")
    return term.value


def _unknown(store: Store, triples: set[Triple]) -> list[Triple]:
    """Those that no graph of the store holds; asked one by one only where any like them is held."""
    held: dict[tuple[object, object], bool] = {}
    unknown = []
    for triple in triples:
        value = triple.object if triple.predicate == _TYPE else None
        kind = (triple.predicate, value)
        if kind not in held:
            held[kind] = _holds(store, None, triple.predicate, value)
        if not (held[kind] and _holds(store, triple.subject, triple.predicate, triple.object)):
            unknown.append(triple)
    return unknown


def _holds(store: Store, subject: Any, predicate: Any, value: Any) -> bool:
    return next(store.quads_for_pattern(subject, predicate, value, None), None) is not None
