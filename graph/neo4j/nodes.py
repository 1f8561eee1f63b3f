"""Writes the nodes of a projection: the new and the changed ones, and removes the gone."""

from __future__ import annotations

from functools import partial

import neo4j
from neo4j.exceptions import ConstraintError

from occupath.graph.neo4j.server import Server
from occupath.graph.neo4j.writing import DIGEST, Changes, batches, turns
from occupath.graph.progress import Progress
from occupath.graph.projection import BASE, Node, NodeRow, Projection
from occupath.ontology.errors import ServerError

BATCH = 5_000  # nodes in one transaction
WRITERS = 2  # transactions at a time: nodes never wait for each other


def write_nodes(
    server: Server, projection: Projection, changes: Changes, progress: Progress
) -> dict[str, str]:
    """Make the server's nodes those of the projection; returns the server's id of each IRI.

    A node that is there with the same digest is left alone. Only nodes that a load of ours wrote
    are ever removed.
    """
    ids: dict[str, str] = {}
    there: dict[str, int] = {}
    with server.stream(
        f"MATCH (n:{BASE}) WHERE n.{DIGEST} IS NOT NULL RETURN n.iri, n.{DIGEST}, elementId(n)"
    ) as found:
        for iri, digest, id_ in found:
            there[iri] = digest
            ids[iri] = id_
    every = ":".join(projection.table.labels)
    with turns(WRITERS) as work:
        for row in projection.table.nodes:
            labels = ":".join(row.labels)
            keys = ["iri", *(prop.key for prop in row.properties), "classes", "sources"]
            places = ", ".join(f"{key}: row[{place}]" for place, key in enumerate([DIGEST, *keys]))
            same, values = f"(n:{BASE} {{iri: row[1]}})", f"SET n = {{{places}}}, n:{labels}"
            create = f"CREATE (n:{BASE}:{labels} {{{places}}})"
            replace = f"MERGE {same} {values}"
            change = f"MATCH {same} REMOVE n:{every} {values}"
            for batch in projection.nodes(row):
                new = [node for node in batch if node.iri not in there]
                other = [node for node in batch if there.get(node.iri, node.digest) != node.digest]
                if new:
                    changes.of(row.name).added += len(new)
                    work.submit(partial(_create, server, create, replace, keys, new, ids))
                if other:
                    changes.of(row.name).changed += len(other)
                    work.submit(partial(_write, server, change, keys, other, ids))
                for node in batch:
                    there.pop(node.iri, None)
            progress.advance("nodes", projection.count(row))
    for gone in batches(sorted(there), BATCH // 5):
        _remove(server, gone, projection.table.nodes, changes)
        for iri in gone:
            del ids[iri]
    return ids


def _create(
    server: Server,
    create: str,
    replace: str,
    keys: list[str],
    nodes: list[Node],
    ids: dict[str, str],
) -> None:
    """Write new nodes; where one with the IRI is there, of another program, it becomes ours."""
    try:
        _write(server, create, keys, nodes, ids)
    except ServerError as refused:
        if not isinstance(refused.__cause__, ConstraintError):
            raise
        _write(server, replace, keys, nodes, ids)


def _write(
    server: Server, statement: str, keys: list[str], nodes: list[Node], ids: dict[str, str]
) -> None:
    for batch in batches(nodes, BATCH):
        rows = [[node.digest, *map(node.properties.get, keys)] for node in batch]

        def write(
            transaction: neo4j.ManagedTransaction, rows: list[list[object]] = rows
        ) -> list[list[str]]:
            return transaction.run(
                f"UNWIND $rows AS row {statement} RETURN n.iri, elementId(n)", rows=rows
            ).values()

        ids.update((iri, id_) for iri, id_ in server.transact(write))


def _remove(server: Server, iris: list[str], rows: tuple[NodeRow, ...], changes: Changes) -> None:
    def remove(transaction: neo4j.ManagedTransaction) -> list[str]:
        found = transaction.run(
            f"UNWIND $iris AS iri MATCH (n:{BASE} {{iri: iri}}) "
            "WITH n, labels(n) AS labels DETACH DELETE n RETURN labels",
            iris=iris,
        )
        return [label for record in found for label in record["labels"]]

    gone = server.transact(remove)
    for row in rows:
        if count := gone.count(row.label):
            changes.of(row.name).removed += count
