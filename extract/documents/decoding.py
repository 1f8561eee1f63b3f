"""Bytes into text: which encoding they are in, and what cannot be a text."""

from __future__ import annotations

import codecs
from typing import NamedTuple

_HEAD = 65_536  # bytes by which an encoding is told
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1a\x1b")


class Decoded(NamedTuple):
    """A text, how many characters stand for bytes that could not be read, and the encoding."""

    text: str
    replaced: int
    encoding: str


def encoding_of(head: bytes) -> str | None:
    """The encoding that the first bytes of a text tell; None where they are no text.

    UTF-8 if it is, or mostly is; else Windows-1252, which was meant where Latin-1 is declared.
    """
    head = head[:_HEAD]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if _is_binary(head):
        return _wide(head)
    text = head.decode("utf-8", "replace")
    wrong = text[:-1].count("\ufffd")  # the last character may be cut
    if not wrong or sum(char > "\x7f" for char in text) > 2 * wrong:
        return "utf-8"
    try:
        head.decode("cp1252")
    except UnicodeDecodeError:
        return "utf-8"
    return "cp1252"


def decode(content: bytes) -> Decoded | None:
    """The text of `content`; None where it is no text."""
    encoding = encoding_of(content)
    if encoding is None:
        return None
    text = content.decode(encoding, "replace")
    replaced = text.count("\ufffd") if encoding != "utf-8-sig" else 0
    if encoding == "utf-8" and replaced:
        replaced -= content.count("\ufffd".encode())
    return Decoded(text, replaced, encoding)


def _is_binary(head: bytes) -> bool:
    controls = sum(byte in _CONTROLS for byte in head)
    return b"\0" in head or controls * 50 > len(head)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a text in a Latin script is nil."""
    half = max(1, len(head) // 2)
    low, high = head[0::2], head[1::2]
    for encoding, nil, letters in (("utf-16-le", high, low), ("utf-16-be", low, high)):
        if nil.count(0) > 0.7 * half > 10 * letters.count(0):
            return encoding
    return None
