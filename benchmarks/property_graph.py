"""Loads a dataset into Neo4j, and beside it what others do with the same statements.

    python benchmarks/property_graph.py --dataset DATASET [--sample 10000]

The server is that of NEO4J_URI, or the local one of ``occupath neo4j start``; its database is
emptied first, so `--empty` must be given. rdflib-neo4j is compared if it is installed
(``pip install rdflib-neo4j``). Prints seconds, items a second and ratios as JSON.
"""

from __future__ import annotations

import argparse
import gzip
import json
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter

from occupath.cli.graphs import server
from occupath.graph.neo4j import Server
from occupath.graph.neo4j.load import load
from occupath.graph.parts import DATASET
from occupath.graph.projection import BASE, project
from occupath.queries import run

PATHWAY = {"from": "47-2111.00", "to": "47-2231.00", "most": 3}
BATCH = 10_000


def empty(graph: Server) -> None:
    """Remove every node."""
    with graph.session(write=True) as session:
        for what in ("MATCH ()-[it]->()", "MATCH (it)"):  # a node of many relationships by itself
            session.run(f"{what} CALL (it) {{ DELETE it }} IN TRANSACTIONS OF 20000 ROWS").consume()


def plain_unwind(graph: Server, dataset: Path) -> tuple[int, float]:
    """Bare nodes, then bare relationships, in one session by UNWIND: what a script would do."""
    count = 0
    with project(dataset) as found, graph.session(write=True) as session:
        session.run(
            f"CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:{BASE}) REQUIRE n.iri IS UNIQUE"
        ).consume()
        for row in found.table.nodes:
            for nodes in found.nodes(row):
                session.run(
                    f"UNWIND $rows AS iri CREATE (:{BASE} {{iri: iri}})",
                    rows=[n.iri for n in nodes],
                ).consume()
        begun = perf_counter()
        for edge in found.table.relationships:
            for items in found.relationships(edge):
                session.run(
                    f"UNWIND $rows AS row MATCH (a:{BASE} {{iri: row[0]}}) "
                    f"MATCH (b:{BASE} {{iri: row[1]}}) CREATE (a)-[:{edge.type}]->(b)",
                    rows=[[r.start, r.end] for r in items],
                ).consume()
                count += len(items)
        return count, perf_counter() - begun


def sample(dataset: Path, size: int) -> list[str]:
    """The first statements of the dataset's file whose objects are IRIs."""
    with gzip.open(dataset / DATASET, "rt", encoding="utf-8") as lines:
        linked = (line for line in lines if line.split(" ", 2)[2].startswith("<"))
        return list(islice(linked, size))


def merge_each(graph: Server, lines: list[str]) -> float:
    """A MERGE for each triple, a transaction each."""
    begun = perf_counter()
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        kind = predicate[1:-1].replace("#", "/").rpartition("/")[2]
        graph.write(
            f"MERGE (a:{BASE} {{iri: $a}}) MERGE (b:{BASE} {{iri: $b}}) MERGE (a)-[:`{kind}`]->(b)",
            a=subject[1:-1], b=rest.split(" ", 1)[0][1:-1],
        )  # fmt: skip
    return perf_counter() - begun


def with_rdflib(graph: Server, lines: list[str]) -> float | None:
    """rdflib-neo4j in its batches; None where it is not installed."""
    try:
        from rdflib import Graph
        from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig
    except ImportError:
        return None
    config = Neo4jStoreConfig(
        auth_data={"uri": graph.where, "database": graph.address.database or "neo4j",
                   "user": graph.address.user, "pwd": graph.address.password},
        handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE, batching=True,
    )  # fmt: skip
    begun = perf_counter()
    store = Graph(store=Neo4jStore(config=config))
    triples = "".join(f"{line.rpartition(' <')[0]} .\n" for line in lines)
    store.parse(data=triples, format="nt")
    store.close(True)
    return perf_counter() - begun


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dataset", type=Path, required=True)
    options.add_argument("--sample", type=int, default=10_000)
    options.add_argument("--empty", action="store_true", required=True)
    given = options.parse_args()
    found: dict[str, object] = {}
    with server() as graph:
        empty(graph)
        begun = perf_counter()
        loaded = load(graph, given.dataset)
        found["load"] = {"items": loaded.items, "seconds": perf_counter() - begun, **loaded.seconds}
        begun = perf_counter()
        assert load(graph, given.dataset).unchanged
        found["again_seconds"] = perf_counter() - begun
        times = []
        for _ in range(25):
            begun = perf_counter()
            run("routes", graph, PATHWAY)
            times.append(perf_counter() - begun)
        found["pathway_median_ms"] = median(times[5:]) * 1000
        (edges,) = graph.cypher("MATCH ()-[r]->() RETURN count(r) AS n")
        own = edges["n"] / loaded.seconds["relationships"]
        empty(graph)
        count, seconds = plain_unwind(graph, given.dataset)
        found["plain_unwind"] = {"relationships": count, "seconds": seconds,
                                 "ours_is_times_faster": own / (count / seconds)}  # fmt: skip
        lines = sample(given.dataset, given.sample)
        whole = loaded.items / sum(loaded.seconds[step] for step in ("nodes", "relationships"))
        for name, measure in (("merge_each", merge_each), ("rdflib_neo4j", with_rdflib)):
            empty(graph)
            taken = measure(graph, lines)
            if taken is not None:
                found[name] = {"triples": len(lines), "seconds": taken,
                               "ours_is_times_faster": whole / (len(lines) / taken)}  # fmt: skip
        empty(graph)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
