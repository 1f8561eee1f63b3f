"""The text of PDF and Word files."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from typing import Any

from occupath.extract.documents.document import LIMIT, Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNPACKED = 100_000_000  # bytes of a Word file when unpacked
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def pdf_text(content: bytes) -> str:
    """The text of a PDF, pages apart by an empty line; raises `Unreadable`."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted", "the PDF needs a password")
        pages = _first(page.extract_text() for page in reader.pages)
    except Unreadable:
        raise
    except Exception as broken:  # a damaged PDF can fail in any way
        if "crypt" in str(broken).lower() or "password" in str(broken).lower():
            raise Unreadable("encrypted", f"the PDF needs a password ({broken})") from broken
        raise Unreadable("unreadable", f"not a sound PDF ({_said(broken)})") from broken
    if not pages.strip():
        raise Unreadable("no-text", "the PDF has pages, but no text; it may be a scan")
    return pages


def docx_text(content: bytes) -> str:
    """The text of a Word file, paragraphs and table rows on lines; raises `Unreadable`."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Unreadable("encrypted", "the Word file needs a password")
        raise Unreadable("unreadable", "a Word file of before 2007; save it as docx")
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if any(part.flag_bits & 1 for part in parts.infolist()):
                raise Unreadable("encrypted", "the Word file needs a password")
            if sum(part.file_size for part in parts.infolist()) > _UNPACKED:
                raise Unreadable("unreadable", f"over {_UNPACKED:,} bytes when unpacked")
        return _first(_paragraphs(docx.Document(io.BytesIO(content))), "\n")
    except Unreadable:
        raise
    except Exception as broken:  # a damaged file can fail in any way
        raise Unreadable("unreadable", f"not a sound Word file ({_said(broken)})") from broken


def _paragraphs(document: Any) -> Iterator[str]:
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                yield "\t".join(dict.fromkeys(cell.text for cell in row.cells))
        else:
            yield part.text


def _first(parts: Iterator[str], between: str = "\n\n") -> str:
    """The parts joined, no more of them than a document may have characters."""
    taken: list[str] = []
    room = LIMIT
    for part in parts:
        taken.append(part)
        room -= len(part)
        if room < 0:
            break
    return between.join(taken)


def _said(failure: Exception) -> str:
    return " ".join(f"{type(failure).__name__}: {failure}".split())[:200]
