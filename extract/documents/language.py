"""Whether a text is in English, by the share of the words that every English text is full of."""

from __future__ import annotations

import re

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_ASCII = re.compile("[A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]")
_LOOKED_AT = 20_000  # characters
_FEWEST = 40  # words by which a language can be told
_ENGLISH = "the and of to in for with a is or be as on you we our will are at by an from that this"
_OTHERS = (
    "der die das und den von zu mit ist im für des auf eine ein wir sie werden bei oder "
    "de la le les et des en un une du pour dans est que vous nous au sur avec par plus votre "
    "el los las y del por con para una es su al como se o nuestro trabajo "
    "og i at er til af for det en som på vi du med har om "
    "het een van voor met zijn je wij aan die dat op te bij "
    "il di che e per con del della un una sono gli "
    "do da em os as um uma para com não nos na no que"
)
_STOP_ENGLISH = frozenset(_ENGLISH.split())
_STOP_OTHERS = frozenset(_OTHERS.split()) - _STOP_ENGLISH
_SHARE = 0.05  # of words that are English stop words, in any English text of some length
_FOREIGN = 0.5  # of letters that no English word has


def is_english(text: str) -> bool:
    """False where a text of forty words or more is plainly in another language.

    A list of names or terms has no stop words of any language and passes.
    """
    part = text[:_LOOKED_AT]
    words = [word.lower() for word in _LATIN.findall(part)]
    letters = len(_LETTERS.findall(part))
    if letters > _FEWEST and len(_ASCII.findall(part)) < (1 - _FOREIGN) * letters:
        return False
    if len(words) < _FEWEST:
        return True
    english = sum(word in _STOP_ENGLISH for word in words) / len(words)
    others = sum(word in _STOP_OTHERS for word in words) / len(words)
    return english >= _SHARE or others <= max(english, 0.1)
