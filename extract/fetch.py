"""Download of official releases: resumed, checked against known checksums, put in place whole.

A file is fetched only when its URL, its licence and its checksum are known. The checksum is that
of the file itself or, where the official download is an archive, of the member that is read. With
``trust_first`` a file of unknown checksum is accepted and its checksum reported.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import urlsplit
from zipfile import BadZipFile, ZipFile

from occupath.extract.sources import Source, SourceFile
from occupath.ontology.errors import SourceError

CHUNK = 1 << 13  # bytes; what a broken connection can lose
TIMEOUT = (10, 60)  # seconds: to connect, between bytes


class FetchProgress(Protocol):
    """What a caller may watch: bytes of one download."""

    def start(self, name: str, total: int | None, done: int) -> None:
        """A download begins; `total` bytes if the server says, `done` already here."""

    def advance(self, count: int) -> None:
        """`count` more bytes have arrived."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One downloaded file: where it is, its SHA-256, and whether the checksum was known before."""

    source: str
    path: Path
    sha256: str
    verified: bool


@dataclass(frozen=True, slots=True)
class _Download:
    url: str
    target: Path
    wanted: tuple[SourceFile, ...]


def fetch(
    source: Source,
    data_dir: Path,
    progress: FetchProgress | None = None,
    *,
    trust_first: bool = False,
) -> Iterator[Fetched]:
    """Download the files of `source` into ``data_dir/<source>/``; those already there are checked.

    Raises `SourceError` for an entry without a URL, licence or checksum, for a network that does
    not answer, and for bytes that do not match their checksum (which are not kept).
    """
    if not source.licence:
        raise SourceError(f"{source.name}: no licence is recorded; it is not fetched")
    refused: list[_Download] = []
    for download in _downloads(source, data_dir):
        known = [f for f in download.wanted if f.download_sha256 is not None]
        if not known and not trust_first:
            refused.append(download)
            continue
        if not download.target.is_file():
            _download(download, progress)
        digest = _verify(source, download, known)
        yield Fetched(source.name, download.target, digest, bool(known))
    if refused:
        raise SourceError(
            f"{source.name}: no checksum is known for {', '.join(d.url for d in refused)}. Get it "
            f"yourself from {source.url}, put it in {data_dir / source.name}, or repeat with "
            "--trust-first"
        )


def unchecked(source: Source) -> list[str]:
    """The addresses whose bytes no known checksum covers: `fetch` needs ``trust_first`` for them.

    Raises `SourceError` for a source that no program may download.
    """
    return [
        download.url
        for download in _downloads(source, Path())
        if not any(file.download_sha256 for file in download.wanted)
    ]


def _downloads(source: Source, data_dir: Path) -> list[_Download]:
    by_url: dict[str, list[SourceFile]] = {}
    for file in source.files:
        if file.url is not None:
            by_url.setdefault(file.url, []).append(file)
    if not by_url:
        raise SourceError(
            f"{source.name}: has no address that a program may download from. Get it from "
            f"{source.url} and put it at {source.files[0].places[0]} in your data folder"
        )
    return [
        _Download(url, data_dir / source.name / Path(urlsplit(url).path).name, tuple(wanted))
        for url, wanted in sorted(by_url.items())
    ]


def _download(download: _Download, progress: FetchProgress | None) -> None:
    import pooch

    pooch.get_logger().setLevel("WARNING")  # progress is ours to show
    part = download.target.with_name(download.target.name + ".part")
    download.target.parent.mkdir(parents=True, exist_ok=True)
    try:
        pooch.retrieve(
            download.url,
            known_hash=None,
            fname=download.target.name,
            path=download.target.parent,
            downloader=lambda url, output, _pooch: _resume(url, part, Path(output), progress),
        )
    except OSError as failure:
        raise SourceError(
            f"{download.url}: cannot be downloaded ({failure}). Without a network, get the file on "
            f"another machine, put it at {download.target} and run the command again; a part "
            f"that has arrived is kept and resumed"
        ) from failure


def _resume(url: str, part: Path, output: Path, progress: FetchProgress | None) -> None:
    """Append to `part` from where it ends, then move it to `output`."""
    import requests  # pooch's own transport

    done = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={done}-"} if done else {}
    with requests.get(url, headers=headers, stream=True, timeout=TIMEOUT) as answer:
        if answer.status_code == 416:  # the part is already whole
            shutil.move(part, output)
            return
        answer.raise_for_status()
        if answer.status_code != 206:
            done = 0
        length = answer.headers.get("Content-Length")
        total = done + int(length) if length else None
        if progress is not None:
            progress.start(output.name, total, done)
        with part.open("ab" if done else "wb") as stream:
            for chunk in answer.iter_content(CHUNK):
                stream.write(chunk)
                done += len(chunk)
                if progress is not None:
                    progress.advance(len(chunk))
    if total is not None and done < total:
        raise OSError(f"the connection ended after {done} of {total} bytes")
    shutil.move(part, output)


def _verify(source: Source, download: _Download, known: Iterable[SourceFile]) -> str:
    """The SHA-256 of the download; a mismatch removes it and raises `SourceError`."""
    for file in known:
        actual = _digest_of(download.target, file)
        if actual is not None and actual != file.download_sha256:
            download.target.unlink()
            raise SourceError(
                f"{source.name}: {download.url} ({file.key}) has SHA-256 {actual}, expected "
                f"{file.download_sha256}; it is another release or was damaged, and was not kept"
            )
    with download.target.open("rb") as stream:
        return sha256_of(stream)


def _digest_of(path: Path, file: SourceFile) -> str | None:
    if path.suffix != ".zip":
        with path.open("rb") as stream:
            return sha256_of(stream)
    try:
        with ZipFile(path) as archive:
            wanted = "*" + Path(file.places[0]).name
            member = next((n for n in archive.namelist() if fnmatch(n, wanted)), None)
            if member is None:
                return None
            with archive.open(member) as inner:
                return sha256_of(inner)
    except BadZipFile as broken:
        raise SourceError(f"{path}: is not a whole zip archive; delete it and fetch again") from (
            broken
        )


def sha256_of(stream: IO[bytes]) -> str:
    """The SHA-256 of a stream's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()
