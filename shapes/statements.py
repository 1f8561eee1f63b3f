"""N-Triples and N-Quads files line by line, as this project writes them: fast, no term objects."""

from __future__ import annotations

import gzip
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, NamedTuple

import pyoxigraph
from rdflib import Literal, URIRef
from rdflib.term import Node

from occupath.ontology.errors import InvalidDataset
from occupath.ontology.prefixes import XSD


class Statement(NamedTuple):
    """A line: IRIs without brackets, `object` as N-Triples writes it, `graph` "" for a triple."""

    subject: str
    predicate: str
    object: str
    graph: str


_LINE_FORMATS = (".nt", ".nq")
_LITERAL = re.compile(r'"(.*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def statements(
    path: Path,
    predicates: Collection[str] | None = None,
    subjects: Collection[str] | None = None,
) -> Iterator[Statement]:
    """The statements of a file with one of `predicates` and one of `subjects` (None: any).

    The file is ``.nt``, ``.nq`` (either may be ``.gz``), or any other RDF format. Raises
    `InvalidDataset` for a line that is not a statement.
    """
    if Path(path.name.removesuffix(".gz")).suffix in _LINE_FORMATS:
        yield from _line_statements(path, _bracketed(predicates), _bracketed(subjects))
        return
    try:
        for quad in pyoxigraph.parse(path=path):
            graph = quad.graph_name
            name = graph.value if isinstance(graph, pyoxigraph.NamedNode) else ""
            found = Statement(_iri(quad.subject), _iri(quad.predicate), str(quad.object), name)
            if (predicates is None or found.predicate in predicates) and (
                subjects is None or found.subject in subjects
            ):
                yield found
    except (SyntaxError, ValueError, OSError) as broken:
        raise InvalidDataset(f"{path}: is not RDF ({broken})") from broken


def _bracketed(iris: Collection[str] | None) -> frozenset[bytes] | None:
    return None if iris is None else frozenset(f"<{iri}>".encode() for iri in iris)


def _line_statements(
    path: Path, predicates: frozenset[bytes] | None, subjects: frozenset[bytes] | None
) -> Iterator[Statement]:
    quads = path.name.removesuffix(".gz").endswith(".nq")
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            try:
                subject, predicate, rest = line.split(b" ", 2)
            except ValueError:
                if line.isspace() or line.startswith(b"#"):
                    continue
                raise InvalidDataset(_not_a_statement(path, number, line)) from None
            if predicates is not None and predicate not in predicates:
                continue
            if subjects is not None and subject not in subjects:
                continue
            target, graph = rest.decode().rstrip("\n"), ""
            if not target.endswith(" ."):
                raise InvalidDataset(_not_a_statement(path, number, line))
            target = target[:-2]
            if quads and target.endswith(">"):
                value, _, name = target.rpartition(" <")
                if value:
                    target, graph = value, name[:-1]
            yield Statement(subject[1:-1].decode(), predicate[1:-1].decode(), target, graph)


def _lines(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]
    return path.open("rb", buffering=1 << 20)


def count(path: Path) -> int:
    """How many statements a file holds."""
    if Path(path.name.removesuffix(".gz")).suffix in _LINE_FORMATS:
        with _lines(path) as lines:
            return sum(block.count(b"\n") for block in iter(lambda: lines.read(1 << 20), b""))
    return sum(1 for _ in statements(path))


def _not_a_statement(path: Path, number: int, line: bytes) -> str:
    shown = line[:80].decode(errors="replace")
    return f"{path}:{number}: is not a statement: {shown!r}"


def _iri(term: object) -> str:
    return str(term).strip("<>")


def term(text: str) -> Node:
    """The rdflib term of an object as N-Triples writes it; its lexical form is kept as it is."""
    if text.startswith("<"):
        return URIRef(text[1:-1])
    match = _LITERAL.fullmatch(text)
    if match is None:
        return URIRef(text)
    words, language, datatype = match.groups()
    kind = URIRef(datatype) if datatype else None
    return Literal(_ESCAPE.sub(_unescape, words), language, kind, normalize=False)


def _unescape(match: re.Match[str]) -> str:
    short, long, plain = match.groups()
    if plain is not None:
        return _PLAIN.get(plain, plain)
    return chr(int(short or long, 16))


def comparable(node: object) -> str:
    """A term so that engines can be compared: the IRI, or the literal with its words unescaped."""
    if isinstance(node, Literal):
        return _literal(str(node), node.language, node.datatype)
    text = str(node)
    if text.startswith("<"):
        return text[1:-1]
    match = _LITERAL.fullmatch(text)
    if match is None:
        return text
    words, language, datatype = match.groups()
    return _literal(_ESCAPE.sub(_unescape, words), language, datatype)


def _literal(words: str, language: str | None, datatype: str | None) -> str:
    if language:
        return f'"{words}"@{language.lower()}'
    return f'"{words}"' + (f"^^<{datatype}>" if datatype and datatype != XSD["string"] else "")
