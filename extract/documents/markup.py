"""HTML in a text: which characters are markup, and what the reader sees in their place.

A tokenizer of our own rather than a tree builder: only tags that HTML has count as tags, so that
``List<String>`` and ``<ORGANIZATION>`` stay text; every token knows its place in the text as it was
given; and each pattern stops at the next ``<``, so that hostile text costs linear time. Nothing is
executed and no address is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav "
    "ol optgroup option p pre section select summary table tbody td textarea tfoot th thead title "
    "tr ul"
)
_INLINE_NAMES = (
    "a abbr acronym b base bdi bdo big button cite code col colgroup data del dfn em embed font i "
    "img input ins kbd label link map mark meta q s samp small span strike strong sub sup svg time "
    "tt u var wbr"
)
_BLOCK = frozenset(_BLOCK_NAMES.split())
_INLINE = frozenset(_INLINE_NAMES.split())
_UNSEEN = frozenset(("script", "style", "noscript", "template", "iframe", "object"))
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*+)"
    r"(?:\s(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+>|\s[^<>]*+>|/?>)"
    r"|<!--|<!(?:doctype|DOCTYPE)[^<>]*+>|<\?xml[^<>]*+>"
    r"|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
)
_TELLING = re.compile(
    r"<(?:/[a-zA-Z][\w:-]*+\s*|(?:br|hr|p|li|html|body|div|ul|ol|img|meta)(?:\s[^<>]*+|/)?"
    r"|!(?:doctype|DOCTYPE)[^<>]*+)>"
)
_PARAGRAPH = re.compile(r"</?(?:br|p|li|div|html|body)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")

Edit = tuple[int, int, str]
"""From, to (offsets into the text) and what stands there instead."""


def looks_like_html(text: str) -> bool:
    """Whether a tag that HTML has, or a named entity, stands in `text`."""
    return _has_tags(text) or _has_entities(text)


def edits(text: str) -> Iterator[Edit]:
    """What to replace in an HTML text, in order, without overlap: tags, comments, entities."""
    tags = _has_tags(text)
    wrapped = tags and _is_page(text)
    closers: dict[str, int] = {}
    place = 0
    for token in _TAG.finditer(text):
        if token.start() < place:
            continue
        end, shown = _token(text, token, tags, closers)
        if shown is None:
            continue
        if wrapped:
            yield from _line_ends(text, place, token.start())
        yield token.start(), end, shown
        place = end
    if wrapped:
        yield from _line_ends(text, place, len(text))


def _token(
    text: str, token: re.Match[str], tags: bool, closers: dict[str, int]
) -> tuple[int, str | None]:
    """Where the token ends and what is seen in its place; None where it stays as it is."""
    raw = token.group()
    if raw[0] == "&":
        shown = unescape(raw)
        return token.end(), shown if shown != raw else None
    if not tags:
        return token.end(), None
    if raw == "<!--":
        return _after(text, "-->", token.end(), closers), ""
    name = (token["name"] or "").lower()
    if name in _UNSEEN and not token["close"]:
        return _after(text, f"</{name}", token.end(), closers), "\n"
    if name in _BLOCK:
        return token.end(), "\n"
    known = not name or name in _INLINE or name in _UNSEEN or ":" in name or "-" in name
    return token.end(), "" if known else None


def _after(text: str, closer: str, start: int, closers: dict[str, int]) -> int:
    """Where what opened before `start` is closed; `start` where it never is."""
    if closers.get(closer, -1) < start:
        match = re.compile(re.escape(closer) + r"[^<>]*>?", re.IGNORECASE).search(text, start)
        closers[closer] = match.end() if match else len(text) + 1
    end = closers[closer]
    return end if end <= len(text) else start


def _line_ends(text: str, start: int, end: int) -> Iterator[Edit]:
    """Line ends of the source of a page mean a blank."""
    while (start := text.find("\n", start, end)) != -1:
        yield start, start + 1, " "
        start += 1


def _is_page(text: str) -> bool:
    """Whether paragraphs are tags here, so that a line end of the source means nothing."""
    tags = _PARAGRAPH.finditer(text)
    return next(tags, None) is not None and next(tags, None) is not None


def _has_tags(text: str) -> bool:
    if "<" not in text:
        return False
    for tag in _TELLING.finditer(text):
        name = re.match(r"<[/!]?([a-zA-Z][\w:-]*)", tag.group())
        if name and (name[1].lower() in _BLOCK | _INLINE | _UNSEEN | {"doctype"}):
            return True
    return False


def _has_entities(text: str) -> bool:
    if "&" not in text:
        return False
    return any(unescape(entity.group()) != entity.group() for entity in _ENTITY.finditer(text))
