"""Fetching: resumed, checked, refused where nothing is known; against a real server on loopback."""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from occupath.extract.fetch import fetch
from occupath.extract.source_table import SOURCES
from occupath.extract.sources import Source, SourceFile
from occupath.ontology.errors import SourceError

BODY = b"code,title\n" + b"47-2111,Electricians\n" * 5000
DIGEST = hashlib.sha256(BODY).hexdigest()


class Site(BaseHTTPRequestHandler):
    """Serves BODY with ranges; /cut.csv ends the connection half-way on the first request."""

    asked: list[str | None] = []  # noqa: RUF012
    files: dict[str, bytes] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        body = self.files[self.path]
        span = self.headers.get("Range")
        type(self).asked.append(span)
        start = int(span.removeprefix("bytes=").rstrip("-")) if span else 0
        self.send_response(206 if span else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        cut = self.path == "/cut.csv" and not span
        self.wfile.write(body[start : start + len(body) // 2] if cut else body[start:])
        if cut:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("db/codes.csv", BODY)
    Site.asked = []
    Site.files = {"/codes.csv": BODY, "/cut.csv": BODY, "/db.zip": archive.getvalue()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def source(url: str | None, sha256: str | None, place: str = "codes.csv") -> Source:
    return Source(
        "codes", "Codes", "Us", "1", "https://example.org", "CC0", "CC0", "Us, codes.",
        (SourceFile("codes", (place,), sha256, url, True, sha256),),
    )  # fmt: skip


def test_a_file_arrives_and_is_checked(site: str, tmp_path: Path) -> None:
    (got,) = fetch(source(f"{site}/codes.csv", DIGEST), tmp_path)
    assert got.path.read_bytes() == BODY
    assert (got.sha256, got.verified) == (DIGEST, True)


def test_a_member_of_an_archive_is_checked(site: str, tmp_path: Path) -> None:
    (got,) = fetch(source(f"{site}/db.zip", DIGEST), tmp_path)
    assert got.verified
    with pytest.raises(SourceError, match="expected 0000"):
        list(fetch(source(f"{site}/db.zip", "0000"), tmp_path))


def test_a_cut_download_is_kept_and_resumed(site: str, tmp_path: Path) -> None:
    wanted = source(f"{site}/cut.csv", DIGEST, "cut.csv")
    with pytest.raises(SourceError, match="resumed"):
        list(fetch(wanted, tmp_path))
    part = tmp_path / "codes" / "cut.csv.part"
    held = part.stat().st_size
    assert 0 < held < len(BODY)
    (got,) = fetch(wanted, tmp_path)
    assert got.path.read_bytes() == BODY
    assert Site.asked[-1] == f"bytes={held}-"


def test_damaged_bytes_are_not_kept(site: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="was not kept"):
        list(fetch(source(f"{site}/codes.csv", "0" * 64), tmp_path))
    assert not (tmp_path / "codes" / "codes.csv").exists()


def test_an_entry_without_checksum_or_address_is_refused(site: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no checksum is known"):
        list(fetch(source(f"{site}/codes.csv", None), tmp_path))
    (got,) = fetch(source(f"{site}/codes.csv", None), tmp_path, trust_first=True)
    assert not got.verified
    with pytest.raises(SourceError, match="no address"):
        list(fetch(source(None, DIGEST), tmp_path))


def test_without_a_network_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Without a network"):
        list(fetch(source("http://127.0.0.1:9/codes.csv", DIGEST), tmp_path))


def test_files_of_known_checksum_arrive_although_another_is_refused(
    site: str, tmp_path: Path
) -> None:
    known, unknown = (source(f"{site}/{n}.csv", d) for n, d in (("codes", DIGEST), ("cut", None)))
    both = replace(known, files=known.files + unknown.files)
    with pytest.raises(SourceError, match=r"no checksum is known for .*/cut\.csv"):
        list(fetch(both, tmp_path))
    assert (tmp_path / "codes" / "codes.csv").read_bytes() == BODY


def test_every_source_has_a_licence_a_citation_and_a_place() -> None:
    for entry in SOURCES.values():
        assert entry.licence, entry.name
        assert entry.derived_licence, entry.name
        assert entry.citation, entry.name
        assert entry.url.startswith("https://"), entry.name
        assert all(file.places for file in entry.files), entry.name


def test_checksums_are_those_of_the_files_at_hand(data_dir: Path) -> None:
    checked = 0
    for entry in SOURCES.values():
        for file in entry.files:
            path = data_dir / file.places[0]
            if file.sha256 is not None and path.is_file():
                assert hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256, path
                checked += 1
    assert checked > 70
