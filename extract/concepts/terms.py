"""Terms of labels and texts: lower-case words cut so that their forms and spellings meet."""

from __future__ import annotations

import re
from functools import lru_cache

from occupath.extract.linking.words import word_set

_WORD = re.compile(r"[^\W_]+(?:[+#]+|\.(?=js\b)js)?")
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
STOP = word_set(
    "a an and any are as at be by can etc for from has have in into is it its may more of on or "
    "other our s such than that the their them these this those through to up us use using via "
    "we will with within you your"
)
# Endings, longest first, and what stands for them; a stem keeps at least `_KEPT` letters.
_ENDINGS = (
    ("isations", "is"), ("isation", "is"), ("ications", "y"), ("ication", "y"), ("ations", "at"),
    ("ation", "at"), ("ments", ""), ("ment", ""), ("ising", "is"), ("ised", "is"), ("ises", "is"),
    ("ise", "is"), ("yses", "ys"), ("ysis", "ys"), ("yse", "ys"), ("ysing", "ys"), ("ysed", "ys"),
    ("yst", "ys"), ("ysts", "ys"), ("ating", "at"), ("ated", "at"), ("ates", "at"), ("ate", "at"),
    ("ions", ""), ("ion", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ers", ""),
    ("er", ""), ("ors", ""), ("or", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_KEPT = 4
_SPELLINGS = (
    ("iz", "is"),
    ("yz", "ys"),
    ("our", "or"),
    ("programme", "program"),
    ("centre", "center"),
)


def bare(label: str) -> str:
    """A label without the bracket at its end: ``Java (computer programming)`` is ``Java``."""
    return _BRACKET.sub("", label) or label


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The term of a lower-case word: ``managing``, ``manager`` and ``manages`` are ``manag``."""
    if not word.isalpha() or len(word) <= _KEPT:
        return word[:-1] if len(word) == _KEPT and word[-1] == "s" and word[-2] != "s" else word
    for spelt, as_ in _SPELLINGS:
        word = word.replace(spelt, as_)
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(left) >= _KEPT:
            if ending == "s" and word.endswith("ss"):
                break
            return word[: len(word) - len(ending)] + left
    return word


def terms(text: str) -> list[str]:
    """The terms of `text` in order, without stop words (but all of them where nothing is left)."""
    found = _WORD.findall(text.lower().replace("'s ", " ").replace("’s ", " "))
    return [stem(w) for w in found if w not in STOP] or [stem(w) for w in found]
