"""A document: a text that was read, or the reason why there is none."""

from __future__ import annotations

from typing import NamedTuple

LIMIT = 1_000_000  # characters of a document that are read, over 150,000 words

STATUSES = {
    "ok": "read whole",
    "too-large-truncated": f"over {LIMIT:,} characters; what follows was not read",
    "encoding-replaced": "bytes that no encoding explains were replaced",
    "not-english": "not in English; nothing was looked for",
    "empty": "holds no word",
    "no-text": "holds pages, but no text (a scan?)",
    "binary": "is not a text",
    "encrypted": "needs a password",
    "unreadable": "is damaged, or not what its name says",
    "failed": "a part of the pipeline failed on it",
}
"""Every status of a document, and what it means."""

READ = frozenset(("ok", "too-large-truncated", "encoding-replaced"))
"""The statuses of documents in whose text something is looked for."""


class Document(NamedTuple):
    """A text with what is known about it; `text` is as it was given, and empty if unreadable."""

    id: str
    source: str  # the file, folder or stream it came from
    text: str
    status: str = "ok"  # one of STATUSES
    detail: str | None = None  # more about the status
    title: str | None = None
    employer: str | None = None
    area: str | None = None
    month: str | None = None  # YYYY-MM


class Unreadable(Exception):
    """A file has no text to read; `status` is one of STATUSES."""

    def __init__(self, status: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
