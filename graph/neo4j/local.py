"""A Neo4j Community server on this machine, for people who have none: fetched, started, stopped.

Neo4j Community is GPLv3 software by Neo4j, Inc. It is not part of Occupath: its jars are fetched
from Maven Central into the user's cache when they are first asked for.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import neo4j
from filelock import FileLock
from neo4j import exceptions as bolt
from platformdirs import user_cache_path, user_data_path

from occupath.graph.neo4j.server import Address
from occupath.graph.progress import Progress, Silent, Steps
from occupath.ontology.errors import ServerError

VERSION = "5.26.31"
LICENCE = "Neo4j Community Edition, GPLv3, https://neo4j.com/licensing/"
LIB = "OCCUPATH_NEO4J_LIB"  # a folder of jars to use in place of fetching
_STARTUP = 120.0  # seconds
_RUNNING = "running.json"

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>occupath</groupId><artifactId>neo4j-home</artifactId><version>1</version><dependencies>
<dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
<dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version></dependency>
</dependencies></project>
"""
_OPENS = "java.base/java.nio java.base/java.io java.base/sun.nio.ch java.base/java.util.concurrent"


@dataclass(frozen=True, slots=True)
class Running:
    """A server that was started here. The password stands in a file that only the user reads."""

    uri: str
    pid: int
    version: str
    home: str
    user: str = "neo4j"
    password: str = field(default="", repr=False)

    @property
    def address(self) -> Address:
        """Where and as whom to connect."""
        return Address(self.uri, self.user, self.password)


def default_home() -> Path:
    """Where the local server keeps its data."""
    return user_data_path("occupath", appauthor=False) / "neo4j"


def jars(version: str = VERSION, progress: Progress | None = None) -> Path:
    """The folder of the server's jars; fetched once with Maven into the user's cache.

    Raises `ServerError` where Maven is missing or cannot reach Maven Central.
    """
    if given := os.environ.get(LIB):
        if not list(Path(given).glob("neo4j-*.jar")):
            raise ServerError(f"{LIB} is {given}, which holds no neo4j-*.jar")
        return Path(given)
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ServerError(f"{version!r} is not a version of Neo4j; write one such as {VERSION}")
    place = _cache() / version / "lib"
    place.parent.mkdir(exist_ok=True)
    with FileLock(place.parent / "fetching"):
        if not place.is_dir():
            _fetch(version, place, progress or Silent())
    return place


def _cache() -> Path:
    place = user_cache_path("occupath", appauthor=False) / "neo4j"
    place.mkdir(parents=True, exist_ok=True)
    return place


def _fetch(version: str, place: Path, progress: Progress) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerError(
            "fetching Neo4j needs Maven (mvn), which is not installed; install it (apt install "
            f"maven), or set {LIB} to a folder of Neo4j's jars, or NEO4J_URI to a server of yours"
        )
    step = Steps(progress)(f"fetch Neo4j {version} (some 120 MB; {LICENCE})")
    with step, tempfile.TemporaryDirectory(dir=place.parent) as folder:
        (Path(folder) / "pom.xml").write_text(_POM.format(version=version), "utf-8")
        done = subprocess.run(
            [maven, "-q", "-B", "-Dstyle.color=never", "dependency:copy-dependencies",
             "-DincludeScope=runtime", f"-DoutputDirectory={folder}/lib"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            lines = (done.stdout + done.stderr).splitlines()
            told = next((line for line in lines if "[ERROR]" in line), "it said nothing")[:300]
            raise ServerError(
                f"Neo4j {version} could not be fetched from Maven Central ({told}); see that "
                f"this machine reaches it, or set {LIB} or NEO4J_URI"
            )
        (Path(folder) / "lib").rename(place)


def start(
    home: Path | None = None,
    *,
    version: str = VERSION,
    port: int = 0,
    heap: str = "2g",
    settings: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Running:
    """Start the local server, or return the one that runs; it answers on loopback alone.

    `port` 0 takes 7687, or a free one; `settings` are further lines of ``neo4j.conf``. Raises
    `ServerError` where Java is missing or too old, the jars cannot be had, or the server does not
    answer in time.
    """
    home = (home or default_home()).resolve()
    if (there := running(home)) is not None:
        return there
    told = progress or Silent()
    lib = jars(version, told)
    java = _java(17 if version.startswith("5.") else 21)
    home.mkdir(parents=True, exist_ok=True)
    (home / "conf").mkdir(exist_ok=True)
    # A server binds its port only after seconds: until it answers, no other start may pick one.
    with FileLock(_cache() / "starting"), Steps(told)(f"start Neo4j {version}"):
        chosen = port or _free_port(7687)
        _configure(home, chosen, heap, settings or {})
        process = _launch(java, lib, home, version)
        found = Running(f"bolt://127.0.0.1:{chosen}", process.pid, version, str(home),
                        password=_password(home))  # fmt: skip
        try:
            _await(process, found, home)
        except BaseException:
            process.kill()
            process.wait()
            raise
        _write_private(home / _RUNNING, json.dumps(asdict(found), indent=2) + "\n")
    return found


def running(home: Path | None = None) -> Running | None:
    """The local server, if it runs."""
    place = (home or default_home()).resolve() / _RUNNING
    try:
        found = Running(**json.loads(place.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if _is_ours(found) else None


def stop(home: Path | None = None) -> bool:
    """Stop the local server; False if none runs."""
    found = running(home)
    if found is None:
        return False
    os.kill(found.pid, signal.SIGTERM)
    for _ in range(600):
        if not _is_ours(found):
            break
        time.sleep(0.1)
    else:
        os.kill(found.pid, signal.SIGKILL)
    (Path(found.home) / _RUNNING).unlink(missing_ok=True)
    return True


def _is_ours(found: Running) -> bool:
    """Whether the process is still that server, and not another one with its number."""
    try:
        if os.waitpid(found.pid, os.WNOHANG) != (0, 0):
            return False  # a child of this process that has ended
    except (ChildProcessError, OSError):
        pass  # not our child
    try:
        os.kill(found.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False
    command = Path(f"/proc/{found.pid}/cmdline")
    if not command.parent.parent.joinpath("self").exists():
        return True  # no /proc on this system
    try:
        return f"--home-dir={found.home}" in command.read_bytes().decode(errors="replace")
    except OSError:
        return False


def _java(least: int) -> str:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None) or shutil.which("java")
    if java is None:
        raise ServerError(
            f"Neo4j needs Java {least} or later, and no java is installed; install it (apt "
            "install openjdk-17-jre-headless), or set NEO4J_URI to a server of yours"
        )
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    if not found or int(found[1]) < least:
        raise ServerError(
            f"{java} is Java {found[1] if found else '?'}; Neo4j needs Java {least} or later: set "
            "JAVA_HOME to one"
        )
    return java


def _configure(home: Path, port: int, heap: str, more: Mapping[str, str]) -> None:
    folders = {
        "data": "data", "logs": "logs", "run": "run", "plugins": "plugins", "import": "import",
        "licenses": "licenses", "lib": "lib", "transaction.logs.root": "data/transactions",
        "dumps.root": "data/dumps", "cluster": "data/cluster-state", "scripts": "data/scripts",
    }  # fmt: skip
    lines = [f"server.directories.{key}={home / folder}" for key, folder in folders.items()
             if key not in ("cluster", "scripts")]  # fmt: skip
    lines += [
        "server.bolt.enabled=true",
        f"server.bolt.listen_address=127.0.0.1:{port}",
        f"server.bolt.advertised_address=127.0.0.1:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "dbms.usage_report.enabled=false",
        f"server.memory.heap.initial_size={heap}",
        f"server.memory.heap.max_size={heap}",
        "server.memory.pagecache.size=1g",
        "dbms.security.auth_minimum_password_length=8",
        "db.tx_log.rotation.retention_policy=2 files",
        *(f"{key}={value}" for key, value in more.items()),
    ]
    (home / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n", "utf-8")


def _launch(java: str, lib: Path, home: Path, version: str) -> subprocess.Popen[bytes]:
    five = version.startswith("5.")
    heap = re.findall(r"heap.max_size=(\S+)", (home / "conf" / "neo4j.conf").read_text("utf-8"))
    command: Sequence[str] = [
        java,
        f"-Xmx{heap[0]}",
        "-XX:+UseG1GC" if (os.cpu_count() or 1) > 1 else "-XX:+UseSerialGC",
        *(f"--add-opens={module}=ALL-UNNAMED" for module in _OPENS.split()),
        *([] if five else ["--add-modules=jdk.incubator.vector"]),
        "-Dfile.encoding=UTF-8",
        "-cp", f"{home / 'conf'}:{lib}/*",
        f"org.neo4j.server.{'CommunityEntryPoint' if five else 'Neo4jCommunity'}",
        f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode",
    ]  # fmt: skip
    (home / "logs").mkdir(exist_ok=True)
    with (home / "logs" / "console.log").open("ab") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        )  # fmt: skip


def _password(home: Path) -> str:
    place = home / "password"
    if not place.exists():
        _write_private(place, secrets.token_urlsafe(24))
    return place.read_text("utf-8").strip()


def _write_private(place: Path, text: str) -> None:
    part = place.with_suffix(".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(place)


def _await(process: subprocess.Popen[bytes], found: Running, home: Path) -> None:
    """Wait until the server answers; a new one is given the password of its own."""
    end = time.monotonic() + _STARTUP
    while True:
        if process.poll() is not None or time.monotonic() > end:
            log = (home / "logs" / "console.log").read_text("utf-8", errors="replace")
            raise ServerError(
                f"Neo4j did not start; the end of {home}/logs/console.log: "
                + " ".join(log.split())[-300:]
            )
        try:
            _set_first_password(found)
            return
        except (bolt.ServiceUnavailable, bolt.SessionExpired, bolt.DatabaseError,
                bolt.TransientError, OSError):  # fmt: skip
            time.sleep(0.3)


def _set_first_password(found: Running) -> None:
    """Over Bolt, so that it never stands on a command line."""
    try:
        with neo4j.GraphDatabase.driver(found.uri, auth=(found.user, found.password)) as driver:
            driver.verify_connectivity()
    except bolt.AuthError:
        first = neo4j.GraphDatabase.driver(found.uri, auth=(found.user, "neo4j"))
        with first as driver, driver.session(database="system") as session:
            try:
                session.run(
                    "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=found.password
                ).consume()
            except bolt.AuthError as foreign:
                raise ServerError(
                    f"another server answers at {found.uri}; stop it, or start this one with --port"
                ) from foreign


def _free_port(wanted: int) -> int:
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerError("no port is free on 127.0.0.1")
