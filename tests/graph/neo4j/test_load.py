"""Loading a real Neo4j: whole, again, changed, interrupted, and by two at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from occupath.graph.neo4j import Address, Server, connect
from occupath.graph.neo4j.counts import status
from occupath.graph.neo4j.export import export
from occupath.graph.neo4j.load import Change, load
from occupath.graph.neo4j.local import start, stop
from occupath.graph.neo4j.lock import loaded_release
from occupath.graph.projection.project import release_of
from occupath.ontology.errors import OccupathError, ServerError
from tests.graph.neo4j.conftest import Breakable
from tests.graph.neo4j.proxy import Wire

Edited = Callable[[Path, Path, Callable[[list[str]], list[str]]], Path]

_LOADER = """
import os, sys
from pathlib import Path
from occupath.graph.neo4j import Address, connect
from occupath.graph.neo4j.load import load
with connect(Address(sys.argv[1], password=os.environ["PASSWORD"])) as server:
    load(server, Path(sys.argv[2]))
"""


def loader(address: Address, dataset: Path) -> subprocess.Popen[bytes]:
    """A load in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", _LOADER, address.uri, str(dataset)],
        env={"PASSWORD": address.password, "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def items(server: Server) -> int:
    """How many nodes and relationships of ours the server has."""
    (nodes,) = server.cypher("MATCH (n:Resource) RETURN count(n) AS n")
    (edges,) = server.cypher("MATCH ()-[r]->() RETURN count(r) AS n")
    return int(nodes["n"]) + int(edges["n"])


def until(server: Server, least: int) -> None:
    """Wait until the server has so many nodes and relationships."""
    end = time.monotonic() + 120
    while items(server) < least:
        assert time.monotonic() < end, "the load did not come that far"
        time.sleep(0.05)


def assert_whole(server: Server, dataset: Path) -> None:
    """Every row is there as often as the dataset has it, and no digest stands twice."""
    found = status(server, dataset)
    assert found.equal, [row for row in found.rows if not row.equal]
    twice = server.cypher(
        "MATCH ()-[r]->() WITH type(r) AS type, r.digest AS digest, count(*) AS n WHERE n > 1 "
        "RETURN count(*) AS n"
    )
    assert twice == [{"n": 0}]


def test_a_load_is_whole_and_a_second_one_changes_nothing(
    breakable: Breakable, starter_dataset: Path
) -> None:
    breakable.wipe()
    with breakable.connect() as server:
        first = load(server, starter_dataset)
        assert first.items == items(server) > 70_000
        assert first.changes["(:Occupation)"] == Change(added=88)
        assert_whole(server, starter_dataset)
        again = load(server, starter_dataset)
        assert again.unchanged
        assert again.items == first.items
        held = loaded_release(server)
        assert held is not None
        assert held["release"] == release_of(starter_dataset)


def test_values_keep_their_types_and_relationships_their_provenance(
    breakable: Breakable, starter_dataset: Path
) -> None:
    with breakable.connect() as server:
        load(server, starter_dataset)
        (row,) = server.cypher(
            "MATCH (o:Occupation {code: '47-2111.00'})-[r:REQUIRES]->(k:Knowledge) "
            "WHERE k.code = '2.C.3.b' "
            "RETURN r.importance AS importance, r.date AS date, r.source AS source, r.iri AS iri, "
            "r.importanceSampleSize AS answers, o.altLabels AS names, labels(k) AS labels"
        )
    assert isinstance(row["importance"], float)
    assert isinstance(row["answers"], int)
    assert row["date"].to_native().day == 1
    assert row["source"] == "onet"
    assert row["iri"].endswith("/requirement/47-2111.00/2.C.3.b")
    assert row["names"] == sorted(row["names"])
    assert set(row["labels"]) == {"Knowledge", "Competency", "Resource"}


def test_only_the_difference_is_written(
    breakable: Breakable, starter_dataset: Path, tmp_path: Path, edited: Edited
) -> None:
    moved = "/id/move/47-2111.00/47-2231.00>"

    def edit(lines: list[str]) -> list[str]:
        changed = []
        for line in lines:
            if "occupation/47-2111.00> <http://www.w3.org/2004/02/skos/core#prefLabel>" in line:
                line = line.replace('"Electricians"', '"Electric people"')
            if line.split(" ", 1)[0].endswith("/tool/27111801/tape-measures>"):
                continue
            if "/tool/27111801/tape-measures>" in line:
                continue
            if line.split(" ", 1)[0].endswith(moved) and "ns#rank>" in line:
                line = line.replace('"', '"9', 1)
            changed.append(line)
        return changed

    other = edited(starter_dataset, tmp_path / "other", edit)
    with breakable.connect() as server:
        load(server, starter_dataset)
        before = items(server)
        done = load(server, other)
        assert_whole(server, other)
        assert done.changes["(:Occupation)"] == Change(changed=1)
        assert done.changes["[:CAN_MOVE_TO]"] == Change(changed=1)
        assert done.changes["(:Tool)"] == Change(removed=1)
        assert items(server) < before - 1, "the relationships of a removed node go with it"
        back = load(server, starter_dataset)
        assert_whole(server, starter_dataset)
        assert back.changes["(:Occupation)"] == Change(changed=1)
        assert items(server) == before


def test_what_others_wrote_stays(breakable: Breakable, starter_dataset: Path) -> None:
    with breakable.connect() as server:
        load(server, starter_dataset)
        server.write("MERGE (n:Note {text: 'mine'})")
        server.write("MATCH (v:OccupathVersion) DELETE v")  # so that the next load looks at all
        load(server, starter_dataset)
        assert server.cypher("MATCH (n:Note) RETURN n.text AS text") == [{"text": "mine"}]
        server.write("MATCH (n:Note) DELETE n")


def test_a_relationship_that_stands_twice_is_mended(
    breakable: Breakable, starter_dataset: Path
) -> None:
    with breakable.connect() as server:
        load(server, starter_dataset)
        server.write(
            "MATCH (a)-[r:USES_TOOL]->(b) WITH a, b, r LIMIT 5 "
            "CREATE (a)-[s:USES_TOOL]->(b) SET s = properties(r)"
        )
        assert not status(server, starter_dataset).equal
        server.write("MATCH (v:OccupathVersion) DELETE v")
        done = load(server, starter_dataset)
        assert done.changes == {"[:USES_TOOL]": Change(removed=5)}
        assert_whole(server, starter_dataset)


def test_kill_9_of_the_server_in_mid_load_loses_and_doubles_nothing(
    breakable: Breakable, starter_dataset: Path
) -> None:
    breakable.wipe()
    with breakable.connect() as server:
        process = loader(server.address, starter_dataset)
        until(server, 25_000)
        breakable.kill()
    assert process.stderr is not None
    told = process.stderr.read().decode()
    assert process.wait() != 0
    assert "a load goes on where it stopped" in told
    with breakable.connect() as server:
        assert loaded_release(server) is None
        assert not status(server, starter_dataset).equal
        there = items(server)
        done = load(server, starter_dataset)
        added = sum(change.added for change in done.changes.values())
        assert added == done.items - there < done.items, "it goes on, and does not begin again"
        assert_whole(server, starter_dataset)


def test_kill_9_of_the_loader_in_mid_load_loses_and_doubles_nothing(
    breakable: Breakable, starter_dataset: Path
) -> None:
    breakable.wipe()
    with breakable.connect() as server:
        process = loader(server.address, starter_dataset)
        until(server, 30_000)
        process.kill()
        process.wait()
        assert loaded_release(server) is None
        load(server, starter_dataset)
        assert_whole(server, starter_dataset)


def test_cut_connections_lose_and_double_nothing(
    breakable: Breakable, starter_dataset: Path
) -> None:
    breakable.wipe()
    there = breakable.up().address
    wire = Wire(int(there.uri.rpartition(":")[2]))
    stop = threading.Event()

    def saboteur() -> None:
        last = 0
        while not stop.wait(0.3):
            if wire.passed > last + 2_000_000:
                last = wire.passed
                wire.cut()

    thread = threading.Thread(target=saboteur, daemon=True)
    try:
        with connect(there) as straight:
            thread.start()
            for _ in range(30):  # each try goes on from the one before
                try:
                    with connect(replace(there, uri=f"bolt://127.0.0.1:{wire.port}")) as server:
                        load(server, starter_dataset)
                    break
                except ServerError as lost:
                    assert "give the command again" in str(lost)  # noqa: PT017
                    assert loaded_release(straight) is None
            else:
                stop.set()
                load(straight, starter_dataset)
            assert_whole(straight, starter_dataset)
    finally:
        stop.set()
        wire.close()


def test_two_loaders_at_once_lose_and_double_nothing(
    breakable: Breakable, starter_dataset: Path
) -> None:
    breakable.wipe()
    with breakable.connect() as server:
        loaders = [loader(server.address, starter_dataset) for _ in range(3)]
        for process in loaders:
            assert process.stderr is not None
            told = process.stderr.read().decode()
            assert process.wait() == 0, told
        assert_whole(server, starter_dataset)


def test_a_read_only_database_is_told_of_and_stays_as_it_was(
    breakable: Breakable, starter_dataset: Path, tmp_path: Path, edited: Edited
) -> None:
    other = edited(starter_dataset, tmp_path / "other", lambda lines: lines)
    with breakable.connect() as server:
        load(server, starter_dataset)
    breakable.down()
    try:
        breakable.up(**{"server.databases.default_to_read_only": "true"})
        with breakable.connect() as server:
            server.cypher("MATCH (v:OccupathVersion) RETURN v")
            with pytest.raises(ServerError, match="cannot be written to"):
                load(server, other)
            assert status(server, starter_dataset).equal
    finally:
        breakable.down()


def test_a_wrong_password_an_absent_server_and_an_old_one_are_told_of(
    breakable: Breakable, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = breakable.up().address
    with pytest.raises(ServerError, match="refused the user or password; set NEO4J_USER"):
        connect(replace(there, password="no"))
    with pytest.raises(ServerError, match="cannot be reached"):
        connect(replace(there, uri="bolt://127.0.0.1:1"))
    with pytest.raises(ServerError, match="no such database"):
        connect(replace(there, database="elsewhere"))
    monkeypatch.setattr("occupath.graph.neo4j.server.LEAST", (99, 0))
    with pytest.raises(ServerError, match=r"runs Neo4j 5\.\d+\.\d+, which is too old"):
        connect(there)


def test_two_servers_started_at_once_take_two_ports(tmp_path: Path, breakable: Breakable) -> None:
    breakable.down()
    homes = [tmp_path / "one", tmp_path / "two"]
    try:
        with ThreadPoolExecutor() as pool:
            one, two = pool.map(lambda home: start(home, heap="256m"), homes)
        for found in (one, two):
            connect(found.address).close()
        assert one.uri != two.uri
        with pytest.raises(ServerError, match="another server answers at"):
            start(tmp_path / "three", heap="256m", port=int(one.uri.rpartition(":")[2]))
    finally:
        for home in homes:
            stop(home)


def test_a_password_is_never_in_an_address_or_shown() -> None:
    with pytest.raises(ServerError, match="must not hold a user or password"):
        Address("bolt://neo4j:secret@host:7687")
    assert "secret" not in repr(Address("bolt://host:7687", "neo4j", "secret"))
    with pytest.raises(ServerError, match="is not an address"):
        Address("http://host:7474")


def test_an_export_is_imported_by_neo4j_itself_and_counts_as_loaded(
    breakable: Breakable, starter_dataset: Path, tmp_path: Path
) -> None:
    import os

    from occupath.graph.neo4j.local import jars

    made = export(starter_dataset, tmp_path / "csv")
    breakable.down()
    admin = tmp_path / "neo4j-admin"
    admin.write_text(
        f"#!/bin/sh\nexec java -cp '{jars()}/*' -Dbasedir={breakable.home} "
        'org.neo4j.server.startup.Neo4jAdminCommand "$@"\n',
        "utf-8",
    )
    admin.chmod(0o700)
    done = subprocess.run(
        ["sh", str(made.script)], capture_output=True, text=True, check=False,
        env={**os.environ, "NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(breakable.home),
             "NEO4J_CONF": str(breakable.home / "conf")},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    with breakable.connect() as server:
        assert load(server, starter_dataset).unchanged
        assert_whole(server, starter_dataset)
        (row,) = server.cypher(
            "MATCH (:Occupation {code: '47-2111.00'})-[r:REQUIRES]->(:Knowledge {code: '2.C.3.b'}) "
            "RETURN r.date AS date, r.importance AS importance"
        )
        assert row["date"].to_native().day == 1
        server.write("MATCH (v:OccupathVersion) DELETE v")
        assert load(server, starter_dataset).unchanged, "every digest is the same"
    with pytest.raises(OccupathError, match="exists already"):
        export(starter_dataset, tmp_path / "csv")
