"""Text as a person reads it: `tabular.plain_text` with lines kept, and stray quotes taken off."""

from __future__ import annotations

import re

from occupath.extract.tabular import plain_text

_LINE_END = re.compile(r"</?(?:p|br|div|li|ul|ol|tr|h[1-6])\b[^<>]{0,500}>|\r\n?|\n", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_QUOTED_TWICE = re.compile(r'"(?:[^"]|"")*"')  # a CSV cell that was quoted again before export


def plain(text: str | None) -> str | None:
    """`text` without tags, character references and invisible characters; None if none is left.

    Lines stay, because lists are written one item a line; runs of spaces become one and at most
    one blank line stands between paragraphs.
    """
    if text is None:
        return None
    if "&amp;" in text:  # some texts are escaped twice
        text = text.replace("&amp;", "&")
    lines = (
        " ".join(plain_text(line).translate(_INVISIBLE).split())
        for line in _LINE_END.sub("\n", text).split("\n")
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() or None


def plain_line(text: str | None) -> str | None:
    """`plain` on one line, for names."""
    clean = plain(text)
    return None if clean is None else " ".join(clean.split())


def unquoted(text: str | None) -> str | None:
    r"""`text` without the outer quotes of a cell quoted again, and with ``\'`` as ``'``.

    ``"He said ""go"", twice"`` becomes ``He said "go", twice``; quotes within the text stay.
    """
    if text is None:
        return None
    while len(text) > 1 and text[0] == text[-1] == '"':
        inner = text[1:-1]
        if _QUOTED_TWICE.fullmatch(text):
            text = inner.replace('""', '"')
        elif inner.count('"') % 2:  # one inner quote lost its twin: the outer pair still is one
            text = inner
        else:
            break
    return text.replace("\\'", "'").strip() or None
