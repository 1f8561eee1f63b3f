"""Statements, taken line by line, as nodes and relationships of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from typing import NoReturn

from occupath.graph.nquads import unescaped
from occupath.graph.projection.spool import Properties, Spool
from occupath.graph.projection.table import EdgeRow, FactRow, NodeRow, Property, Table
from occupath.ontology.errors import InvalidDataset
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import RDF

_TYPE = f"<{RDF['type']}>"
_GRAPHS = mint("source") + "/"
_HALF = 1 << 63
_WHOLE = 1 << 64

_Statement = tuple[str, str]  # predicate in brackets, object as N-Triples writes it


class _Held:
    """A node while its statements come in."""

    __slots__ = ("digest", "properties", "row", "sources")

    def __init__(self, row: NodeRow, iri: str) -> None:
        self.row = row
        self.properties: Properties = {"iri": iri}
        self.sources: set[str] = set()
        self.digest = 0


class _FactPlan:
    """How statements of one row of facts are read."""

    __slots__ = ("end", "ignored", "properties", "row", "start", "when")

    def __init__(self, row: FactRow) -> None:
        self.row = row
        self.start = f"<{row.start}>"
        self.end = f"<{row.end}>"
        self.when = None if row.when is None else (f"<{row.when[0]}>", f'"{row.when[1]}"')
        self.properties = {f"<{p.predicate}>": p for p in row.properties}
        self.ignored = {f"<{iri}>" for iri in row.same_as_source}
        if row.when is not None:
            self.ignored.add(f"<{row.when[0]}>")


class Reader:
    """Reads the lines of a dataset in order and fills a `Spool`; `finish` ends it."""

    def __init__(self, rows: Table, spool: Spool) -> None:
        self.left_out: Counter[str] = Counter()
        self._spool = spool
        self._salt = bytes.fromhex(rows.fingerprint)
        self._nodes = {f"<{row.of_class}>": row for row in rows.nodes}
        self._node_properties = {
            row.label: {f"<{p.predicate}>": p for p in row.properties} for row in rows.nodes
        }
        self._silent = {
            row.label: {f"<{iri}>" for iri in (row.of_class, *row.implied)}
            | {f"<{row.of_class.rpartition('#')[0]}#{label}>" for label in row.also}
            for row in rows.nodes
        }
        self._edges = {f"<{row.predicate}>": row for row in rows.edges}
        self._facts: dict[str, list[_FactPlan]] = {}
        for fact in rows.facts:
            self._facts.setdefault(f"<{fact.of_class}>", []).append(_FactPlan(fact))
        self._omitted_classes = {
            f"<{row.of_class}>": row.reason for row in rows.left_out if row.of_class
        }
        self._omitted = {f"<{row.predicate}>": row.reason for row in rows.left_out if row.predicate}
        self._of_facts = {f"<{row.predicate}>" for row in rows.left_out if row.predicate and row.of}
        self._held: dict[str, _Held] = {}
        self._fact_iris: set[int] = set()  # hashes of their IRIs
        self._left_nodes: set[int] = set()
        self._waiting: list[tuple[str, str, list[_Statement]]] = []  # subjects of no class yet
        self._starts: dict[str, set[str]] = {row.type: set() for row in rows.relationships}
        self._ends: dict[str, set[str]] = {row.type: set() for row in rows.relationships}
        self._rows = rows
        self._iris: dict[str, str] = {}
        self._dates: dict[str, date] = {}
        self._graph = ""  # the end of each line of the graph that is read
        self._source = ""
        self._subject = ""
        self._types: list[str] = []
        self._statements: list[_Statement] = []

    def read(self, lines: Iterable[str]) -> None:
        """Take the next lines of the file, without their ends, as many as there are."""
        ending, of = self._graph, self._subject
        types, statements = self._types, self._statements
        for line in lines:
            try:
                subject, predicate, rest = line.split(" ", 2)
            except ValueError:
                _broken(line)
            if subject != of or not rest.endswith(ending):
                self._end_of_subject()
                types, statements = self._types, self._statements
                self._subject = of = subject
                if not rest.endswith(ending) or not ending:
                    ending = self._turn_to(rest)
            value = rest[: -len(ending)]
            if predicate == _TYPE:
                types.append(value)
            else:
                statements.append((predicate, value))

    def _turn_to(self, rest: str) -> str:
        """Begin another graph; returns how each of its lines ends."""
        value, _, graph = rest.removesuffix(" .").rpartition(" <")
        if not value or not graph.endswith(">") or not rest.endswith(" ."):
            _broken(rest)
        self._graph = f" <{graph} ."
        self._source = graph[:-1].removeprefix(_GRAPHS)
        return self._graph

    def _end_of_subject(self) -> None:
        if not self._types and not self._statements:
            return
        types, statements = self._types, self._statements
        self._types, self._statements = [], []
        iri = self._iri(self._subject)
        plans: list[_FactPlan] | None = None
        row: NodeRow | None = None
        for of in types:
            if of in self._facts:
                plans = self._facts[of]
            elif of in self._nodes:
                if row is not None:
                    raise InvalidDataset(
                        f"<{iri}> is both {row.label} and {self._nodes[of].label}; a node has one "
                        "row of the table"
                    )
                row = self._nodes[of]
            elif of in self._omitted_classes:
                self._left_nodes.add(hash(iri))
                self.left_out[self._omitted_classes[of]] += len(types) + len(statements)
                return
        if plans is not None:
            self._fact(iri, plans, statements)
        elif row is not None:
            held = self._held.get(iri)
            if held is None:
                held = self._held[iri] = _Held(row, iri)
            self._describe(iri, held, self._source, types, statements)
        else:
            self._waiting.append((iri, self._source, [*((_TYPE, t) for t in types), *statements]))

    def _iri(self, term: str) -> str:
        """The IRI in brackets; equal ones are one object, so that they are stored once."""
        text = term[1:-1]
        return self._iris.setdefault(text, text)

    def _digest(self, *parts: str) -> int:
        whole = blake2b("\n".join(parts).encode(), digest_size=8, key=self._salt)
        return int.from_bytes(whole.digest(), "little", signed=True)

    def _fact(self, iri: str, plans: list[_FactPlan], statements: list[_Statement]) -> None:
        plan = plans[0]
        if plan.when is not None:
            plan = next((p for p in plans if p.when in statements), plan)
            if plan.when not in statements:
                raise InvalidDataset(f"<{iri}> is of a kind that no row of the table has")
        start = end = None
        properties: Properties = {"iri": iri, "source": self._source}
        for predicate, value in statements:
            prop = plan.properties.get(predicate)
            if prop is not None:
                self._set(properties, prop, value, iri)
            elif predicate == plan.start:
                start = self._iri(value)
            elif predicate == plan.end:
                end = self._iri(value)
            elif predicate in self._omitted:
                self.left_out[self._omitted[predicate]] += 1
            elif predicate not in plan.ignored:
                self._unknown(iri, plan.row.type, predicate)
        if start is None or end is None:
            missing = plan.row.start if start is None else plan.row.end
            raise InvalidDataset(f"<{iri}> has no <{missing}>; a {plan.row.type} needs one")
        self._fact_iris.add(hash(iri))
        self._relate(
            plan.row, start, end, properties,
            self._digest(iri, self._source, *map(" ".join, statements)),
        )  # fmt: skip

    def _relate(
        self, row: EdgeRow | FactRow, start: str, end: str, properties: Properties, digest: int
    ) -> None:
        self._starts[row.type].add(start)
        self._ends[row.type].add(end)
        self._spool.add(row, (start, end, properties, digest))

    def _describe(
        self, iri: str, held: _Held, source: str, types: list[str], statements: list[_Statement]
    ) -> None:
        held.sources.add(source)
        known = self._node_properties[held.row.label]
        silent = self._silent[held.row.label]
        own: list[str] = [source]
        for of in types:
            own.append(of)
            if of not in silent:
                classes = held.properties.setdefault("classes", [])
                assert isinstance(classes, list)
                classes.append(_local(of))
        for predicate, value in statements:
            prop = known.get(predicate)
            if prop is not None:
                own.append(f"{predicate} {value}")
                self._set(held.properties, prop, value, iri)
            elif predicate in self._edges:
                edge = self._edges[predicate]
                end = self._iri(value)
                digest = self._digest(iri, predicate, value, source)
                self._relate(edge, iri, end, {"source": source}, digest)
            elif predicate in self._omitted and predicate not in self._of_facts:
                self.left_out[self._omitted[predicate]] += 1
            else:
                self._unknown(iri, held.row.label, predicate)
        held.digest = (held.digest + self._digest(*own)) % _WHOLE

    def _set(self, properties: Properties, prop: Property, value: str, iri: str) -> None:
        read: object
        try:
            if prop.kind == "text":
                read = _text(value)
            elif prop.kind == "iri":
                read = self._iri(value)
            else:
                lexical = value[1 : value.index('"', 1)]
                if prop.kind == "number":
                    read = float(lexical)
                elif prop.kind == "integer":
                    read = int(lexical)
                elif prop.kind == "boolean":
                    read = lexical in ("true", "1")
                else:
                    read = self._dates.get(lexical) or self._month(lexical)
        except (ValueError, IndexError):
            raise InvalidDataset(
                f"<{iri}> has a <{prop.predicate}> that is no {prop.kind}: {value[:80]}"
            ) from None
        if prop.many:
            values = properties.setdefault(prop.key, [])
            assert isinstance(values, list)
            values.append(read)
        elif prop.key in properties and properties[prop.key] != read:
            raise InvalidDataset(
                f"<{iri}> has several <{prop.predicate}> ({properties[prop.key]!r}, {read!r}); "
                "the table expects one"
            )
        else:
            properties[prop.key] = read

    def _month(self, lexical: str) -> date:
        year, _, month = lexical.partition("-")
        self._dates[lexical] = found = date(int(year), int(month), 1)
        return found

    def _unknown(self, iri: str, row: str, predicate: str) -> NoReturn:
        raise InvalidDataset(
            f"<{iri}> has {predicate}, for which the property graph's table has no place at "
            f"{row}; add it to graph/projection/table.toml, or leave it out there with a reason"
        )

    def finish(self) -> None:
        """Read what waited for its class, check the ends of relationships, and write the nodes."""
        self._end_of_subject()
        for iri, source, statements in self._waiting:
            held = self._held.get(iri)
            types = [value for predicate, value in statements if predicate == _TYPE]
            others = [statement for statement in statements if statement[0] != _TYPE]
            if held is not None:
                self._describe(iri, held, source, types, others)
            elif hash(iri) in self._fact_iris and not types:
                for predicate, _ in others:
                    if predicate not in self._omitted:
                        self._unknown(iri, "a relationship in another graph", predicate)
                    self.left_out[self._omitted[predicate]] += 1
            elif hash(iri) not in self._left_nodes:
                raise InvalidDataset(
                    f"<{iri}> is of no class that the property graph's table knows "
                    f"({', '.join(types) or 'none is stated'})"
                )
        self._waiting.clear()
        self._check_ends()
        for held in self._held.values():
            properties = held.properties
            properties["sources"] = sorted(held.sources)
            for key, value in properties.items():
                if isinstance(value, list):
                    properties[key] = sorted(set(value))
            digest = held.digest - _WHOLE if held.digest >= _HALF else held.digest
            self._spool.add(held.row, (properties["iri"], properties, digest))
        self._held.clear()
        self._spool.seal()

    def _check_ends(self) -> None:
        labels = {row.label: set(row.labels) for row in self._rows.nodes}
        for row in self._rows.relationships:
            for side, ends, allowed in (
                ("from", self._starts[row.type], set(row.starts)),
                ("to", self._ends[row.type], set(row.ends)),
            ):
                for iri in ends:
                    held = self._held.get(iri)
                    if held is None:
                        raise InvalidDataset(
                            f"a {row.type} leads {side} <{iri}>, which nothing in the dataset "
                            "describes"
                        )
                    if not labels[held.row.label] & allowed:
                        raise InvalidDataset(
                            f"a {row.type} leads {side} <{iri}>, a {held.row.label}; the table "
                            f"allows {', '.join(sorted(allowed))}"
                        )


def _text(value: str) -> str:
    if value.endswith('"'):
        text = value[1:-1]
    else:
        text = value[1 : value.rindex('"')]
    return unescaped(text) if "\\" in text else text


def _local(of_class: str) -> str:
    return of_class[1:-1].replace("#", "/").rpartition("/")[2]


def _broken(line: str) -> NoReturn:
    raise InvalidDataset(f"the dataset's file has a line that is no statement: {line[:80]!r}")
