"""The one way that Occupath writes Turtle by hand or machine, so that a diff shows meaning.

``python -m occupath.ontology.canonical FILE…`` rewrites files in this form.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, XSD
from rdflib.term import IdentifiedNode, Node

from occupath.ontology.errors import OccupathError
from occupath.ontology.prefixes import DCT, PREFIXES, RDFS, SKOS

_FIRST = (str(RDF.type), RDFS["label"], SKOS["definition"], SKOS["example"], DCT["source"])
_LOCAL = re.compile(r"[A-Za-z_][\w-]*\Z", re.ASCII)
_SHORT = {str(XSD.integer): r"[+-]?\d+\Z", str(XSD.decimal): r"[+-]?\d*\.\d+\Z"}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_INDENT = "    "
_WIDTH = 88


def canonical(graph: Graph) -> str:
    """The graph as Turtle: prefixes that it uses, then ontologies, terms, unnamed nodes, sorted.

    Every unnamed node is written inside the one that points to it; raises `OccupathError` where
    two point to it or it points to itself, since it would need an arbitrary name.
    """
    return _Writer(graph).text()


def rewrite(path: Path) -> bool:
    """Put a Turtle file into canonical form; true where that changed it."""
    before = path.read_text(encoding="utf-8")
    after = canonical(Graph(bind_namespaces="none").parse(data=before, format="turtle"))
    if after != before:
        path.write_text(after, encoding="utf-8")
    return after != before


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.used: set[str] = set()
        self.open: set[Node] = set()
        for node in {o for o in graph.objects() if isinstance(o, BNode)}:
            if len(list(graph.triples((None, None, node)))) > 1:
                raise OccupathError(
                    f"an unnamed node is the object of several statements: {self._describe(node)}; "
                    "give it an IRI"
                )

    def text(self) -> str:
        named = {s for s in self.graph.subjects() if isinstance(s, URIRef)}
        ontologies = {s for s in named if (s, RDF.type, OWL.Ontology) in self.graph}
        inner = set(self.graph.objects())
        roots = {s for s in self.graph.subjects() if isinstance(s, BNode) and s not in inner}
        blocks = [
            f"{self._iri(s)} {self._statements(s, _INDENT)} ."
            for group in (ontologies, named - ontologies)
            for s in sorted(group)
        ]
        blocks += sorted(f"[] {self._statements(s, _INDENT)} ." for s in roots)
        if self.graph and not blocks:
            raise OccupathError("the graph's unnamed nodes point to each other in a ring")
        prologue = [f"PREFIX {p}: <{PREFIXES[p]}>\n" for p in sorted(self.used)]
        return "".join(prologue) + "".join(f"\n{block}\n" for block in blocks)

    def _statements(self, subject: IdentifiedNode, indent: str) -> str:
        self.open.add(subject)
        by_predicate: dict[str, list[str]] = {}
        for p, o in self.graph.predicate_objects(subject):
            by_predicate.setdefault(str(p), []).append(self._term(o, indent + _INDENT))
        self.open.discard(subject)
        lines = []
        for predicate in sorted(by_predicate, key=lambda name: (_rank(name), name)):
            name = "a" if predicate == str(RDF.type) else self._iri(URIRef(predicate))
            objects = f",\n{indent}{_INDENT}".join(sorted(by_predicate[predicate]))
            lines.append(f"{name} {objects}")
        return f" ;\n{indent}".join(lines)

    def _term(self, node: Node, indent: str) -> str:
        if isinstance(node, Literal):
            return self._literal(node)
        if isinstance(node, BNode):
            if node in self.open:
                raise OccupathError(f"an unnamed node holds itself: {self._describe(node)}")
            if (node, RDF.first, None) in self.graph:
                return self._list(node, indent)
            return _fold("[", self._statements(node, indent), "]", indent)
        if node == RDF.nil:
            return "()"
        return self._iri(URIRef(str(node)))

    def _list(self, node: Node, indent: str) -> str:
        items = [self._term(item, indent + _INDENT) for item in self.graph.items(node)]
        return _fold("(", f"\n{indent}".join(items), ")", indent)

    def _iri(self, iri: URIRef) -> str:
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.match(iri[len(namespace) :]):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def _literal(self, literal: Literal) -> str:
        text, datatype = str(literal), literal.datatype
        if datatype == XSD.boolean and text in ("true", "false"):
            return text
        if datatype is not None and re.match(_SHORT.get(str(datatype), r"\Z."), text):
            return text
        quoted = f'"{text.translate(_ESCAPES)}"'
        if literal.language:
            return f"{quoted}@{literal.language}"
        if datatype is None or datatype == XSD.string:
            return quoted
        return f"{quoted}^^{self._iri(datatype)}"

    def _describe(self, node: Node) -> str:
        return ", ".join(sorted(f"{p} {o}" for p, o in self.graph.predicate_objects(node)))


def _fold(left: str, body: str, right: str, indent: str) -> str:
    """On one line where it fits in `_WIDTH`, else on lines of its own."""
    if (one := re.sub(r"\s*\n\s*", " ", body)) and len(indent) + len(one) <= _WIDTH:
        return f"{left} {one} {right}"
    return f"{left}\n{indent}{body}\n{indent[: -len(_INDENT)]}{right}"


def _rank(predicate: str) -> int:
    return _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        rewrite(Path(name))
