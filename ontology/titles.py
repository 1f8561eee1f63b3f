"""The key under which two spellings of a job title meet."""

from __future__ import annotations

import re
import unicodedata

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_WORDS = re.compile(r"[a-z0-9+#]+")


def title_key(title: str) -> str:
    """`title` without case, accents, bracketed parts, punctuation and plural s.

    >>> title_key("Solar Technicians (Solar Techs)")
    'solar technician'
    """
    text = unicodedata.normalize("NFKD", _BRACKETS.sub(" ", title))
    plain = "".join(c for c in text if not unicodedata.combining(c)).lower().replace("'", "")
    return " ".join(_singular(word) for word in _WORDS.findall(plain))


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
