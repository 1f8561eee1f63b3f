"""Writes the relationships of a projection: the new ones, and removes the gone.

Two types are written side by side where their ends are nodes of different rows of the table, so
that neither waits for a node of the other. Within a type one transaction writes at a time: any
two of them would run into deadlocks. While the server writes a batch, the next one is prepared.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import neo4j

from occupath.graph.neo4j.server import Server
from occupath.graph.neo4j.writing import DIGEST, Changes, apart, batches, turns
from occupath.graph.progress import Progress
from occupath.graph.projection import BASE, EdgeRow, FactRow, Projection, Relationship, Table
from occupath.ontology.errors import ServerError

BATCH = 10_000  # relationships removed in one transaction; written are those of a batch
LANES = 2  # types written at a time


def write_relationships(
    server: Server,
    projection: Projection,
    ids: dict[str, str],
    changes: Changes,
    progress: Progress,
) -> None:
    """Make the server's relationships those of the projection; `ids` are the server's of each IRI.

    A relationship is known again by its digest. Those of types that the table no longer has are
    removed if a load of ours wrote them.
    """
    there = _types_there(server)

    def write(row: EdgeRow | FactRow) -> None:
        _write_type(server, row, projection, row.type in there, ids, changes, progress)

    rows = sorted(projection.table.relationships, key=projection.count, reverse=True)
    apart([(_ends(projection.table, row), partial(write, row)) for row in rows], LANES)
    for type_ in there - {row.type for row in projection.table.relationships}:  # of an older table
        server.write(
            f"MATCH (:{BASE})-[r:`{type_}`]->(:{BASE}) WHERE r.{DIGEST} IS NOT NULL DELETE r"
        )


def _ends(rows: Table, row: EdgeRow | FactRow) -> frozenset[str]:
    """The rows of nodes that a relationship may start from or lead to."""
    labels = {*row.starts, *row.ends}
    return frozenset(node.label for node in rows.nodes if labels & set(node.labels))


def _write_type(
    server: Server,
    row: EdgeRow | FactRow,
    projection: Projection,
    written: bool,
    ids: dict[str, str],
    changes: Changes,
    progress: Progress,
) -> None:
    """Make the relationships of a row those of the projection; `written` if the server has any."""
    old = _digests_there(server, row.type) if written else {}
    gone = _remove_stale(server, row, projection, old) if old else {}
    keys = _keys(row)
    with turns(1) as work:
        for batch in projection.relationships(row):
            fresh = [item for item in batch if item.digest not in old] if old else batch
            if fresh:
                _count(changes, row, fresh, gone)
                rows = [_as_row(item, keys, ids) for item in fresh]
                work.submit(partial(_write, server, row.type, keys, rows))
            progress.advance("relationships", len(batch))
    if left := sum(gone.values()):
        changes.of(row.name).removed += left


def _types_there(server: Server) -> set[str]:
    """The types of relationship of which the server has any."""
    types = server.cypher("CALL db.relationshipTypes() YIELD relationshipType RETURN *")
    names = [row["relationshipType"] for row in types if "`" not in row["relationshipType"]]
    return {
        name
        for name in names
        if server.cypher(f"MATCH ()-[r:`{name}`]->() RETURN count(r) AS n")[0]["n"]
    }


def _digests_there(server: Server, type_: str) -> dict[int, list[str]]:
    """The server's relationships of a type: their ids by digest."""
    found: dict[int, list[str]] = {}
    with server.stream(
        f"MATCH ()-[r:{type_}]->() WHERE r.{DIGEST} IS NOT NULL "
        f"RETURN r.{DIGEST}, elementId(r) ORDER BY elementId(r)"
    ) as records:
        for digest, id_ in records:
            found.setdefault(digest, []).append(id_)
    return found


_Key = tuple[str, str, str | None]  # the ends and the iri of a relationship


def _remove_stale(
    server: Server, row: EdgeRow | FactRow, projection: Projection, old: dict[int, list[str]]
) -> dict[_Key, int]:
    """Remove what the dataset does not have, and what stands twice; returns how many of each."""
    wanted = {item.digest for batch in projection.relationships(row) for item in batch}
    stale = [id_ for digest, ids in old.items() for id_ in ids[digest in wanted :]]
    gone: dict[_Key, int] = {}
    for batch in batches(stale, BATCH):

        def remove(
            transaction: neo4j.ManagedTransaction, batch: list[str] = batch
        ) -> list[list[Any]]:
            return transaction.run(
                f"UNWIND $ids AS id MATCH ()-[r:{row.type}]->() WHERE elementId(r) = id "
                "WITH r, startNode(r).iri AS a, endNode(r).iri AS b, r.iri AS iri "
                "DELETE r RETURN a, b, iri",
                ids=batch,
            ).values()

        for a, b, iri in server.transact(remove):
            gone[a, b, iri] = gone.get((a, b, iri), 0) + 1
    return gone


def _count(
    changes: Changes, row: EdgeRow | FactRow, fresh: list[Relationship], gone: dict[_Key, int]
) -> None:
    """Count what is new; what was removed under the same key has changed."""
    change = changes.of(row.name)
    for item in fresh:
        iri = item.properties.get("iri")
        key = (item.start, item.end, None if iri is None else str(iri))
        if gone.get(key, 0) > 0:
            gone[key] -= 1
            change.changed += 1
        else:
            change.added += 1


def _keys(row: EdgeRow | FactRow) -> list[str]:
    """The properties of a relationship, in the order in which they are sent."""
    own = [prop.key for prop in row.properties]
    return (["iri"] if isinstance(row, FactRow) else []) + ["source", *own]


def _as_row(item: Relationship, keys: list[str], ids: dict[str, str]) -> list[object]:
    return [ids[item.start], ids[item.end], item.digest, *map(item.properties.get, keys)]


def _write(server: Server, type_: str, keys: list[str], rows: list[list[object]]) -> None:
    assigned = ", ".join(f"{key}: row[{place}]" for place, key in enumerate(keys, 3))
    head = (
        "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] "
        "MATCH (b) WHERE elementId(b) = row[1] "
    )
    first = f"{head}CREATE (a)-[r:{type_} {{{DIGEST}: row[2], {assigned}}}]->(b)"
    again = f"{head}MERGE (a)-[r:{type_} {{{DIGEST}: row[2]}}]->(b) SET r += {{{assigned}}}"
    tries = 0

    def write(transaction: neo4j.ManagedTransaction) -> None:
        nonlocal tries
        tries += 1  # an earlier try may have been committed although its answer was lost
        done = transaction.run(first if tries == 1 else again, rows=rows).consume().counters
        if tries == 1 and done.relationships_created != len(rows):
            raise ServerError(
                f"{server.where}: {len(rows) - done.relationships_created:,} ends of {type_} "
                "are gone; does another program write to this database? give the load again, or "
                "use a database of its own"
            )

    server.transact(write)
