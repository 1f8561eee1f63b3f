"""Words of titles and names, cut to stems so that "PV Installer" meets "photovoltaic installation".

The stems are made for job titles: ``install`` stands for installer, installing and installation,
``weld`` for welder and welding. They are compared, never shown.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+(?:[+#]+|(?:\.[0-9]+)+)?")
_TAG = re.compile(r"<[^>]{0,200}>")


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, which are parted by spaces."""
    return frozenset(text.split())


STOP = word_set(
    "a an and any are as at be by for from has have in into is it its of on or other that the "
    "their this those to was who will with you your all not may can these they which such "
    "including include includes using use used through within than each both more most"
)

# Words that say that something is a certificate, not what it is about.
CERTIFICATE_WORDS = word_set(
    "certified certificate certificates certification certifications certify credential "
    "credentials credentialed registered registration registry license licensed licensure "
    "diploma diplomate board exam examination training trained program programs qualification "
    "qualified qualifications accredited accreditation designation fellow member national "
    "international american us usa united states canada canadian society association level "
    "levels i ii iii iv v vi 1 2 3 4 5 6 advanced basic fundamentals fundamental foundation "
    "foundations entry intermediate essentials core general new introduction introductory "
    "subspecialty specialty specialties competence competency clinical practice practices v2 v3 "
    "class grade part type added institute council academy college complete global world "
    "master senior junior lead expert"
)

# Words that name a role so broadly that they only break ties.
ROLE_WORDS = word_set(
    "professional specialist technician associate technologist practitioner consultant worker "
    "expert assistant aide officer administrator administration operator analyst tech user "
    "coordinator engineer manager management supervisor director inspector instructor developer "
    "trainer technology technologies technical service services system systems specialization "
    "representative designer architect consulting consult"
)

_KEEP = word_set("engineer career center water power paper laser securities")
_SUFFIXES = (
    ("ologists", "ology"), ("ologist", "ology"), ("ological", "ology"), ("ologic", "ology"),
    ("ographers", "ograph"), ("ographer", "ograph"), ("ography", "ograph"), ("ographic", "ograph"),
    ("ometrists", "ometr"), ("ometrist", "ometr"), ("ometry", "ometr"),
    ("iatrists", "iatr"), ("iatrist", "iatr"), ("iatric", "iatr"), ("iatry", "iatr"),
    ("iatrics", "iatr"), ("iatrician", "iatr"), ("iatricians", "iatr"),
    ("instructors", "teach"), ("instructor", "teach"), ("educators", "teach"),
    ("educator", "teach"), ("engineering", "engineer"), ("engineers", "engineer"),
    ("management", "manag"), ("managers", "manag"), ("manager", "manag"),
    ("therapists", "therap"), ("therapist", "therap"), ("therapy", "therap"),
    ("electrical", "electric"), ("nursing", "nurs"), ("nurses", "nurs"), ("nurse", "nurs"),
    ("plumbing", "plumb"), ("accountant", "account"), ("accountants", "account"),
    ("appraisal", "apprais"), ("analysis", "analy"), ("analytics", "analytics"),
    ("analysts", "analy"), ("analyst", "analy"), ("dosimetrist", "dosimetr"),
    ("dosimetry", "dosimetr"), ("hygienist", "hygien"), ("hygiene", "hygien"),
    ("esthetician", "esthetic"), ("esthetics", "esthetic"), ("counselling", "counsel"),
    ("phlebotomist", "phlebotom"), ("phlebotomy", "phlebotom"),
    ("midwifery", "midwif"), ("midwife", "midwif"), ("midwives", "midwif"),
    ("installations", "install"), ("installation", "install"),
    ("implementation", "implement"), ("transportation", "transport"),
    ("consultation", "consult"), ("documentation", "document"), ("presentation", "present"),
    ("izations", "iz"), ("ization", "iz"), ("ations", "at"), ("ation", "at"),
    ("ators", "at"), ("ator", "at"), ("ating", "at"), ("itions", "it"),
    ("ions", ""), ("ion", ""), ("ings", ""), ("ing", ""), ("ors", ""), ("or", ""),
    ("ers", ""), ("er", ""), ("ies", "y"), ("ses", "s"), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip


def plain(text: str) -> str:
    """Text without HTML tags, entities and accents, in lower case."""
    text = html.unescape(html.unescape(text))
    text = unicodedata.normalize("NFKD", _TAG.sub(" ", text)).casefold()
    return re.sub(r"[\u0300-\u036f]", "", text).replace("’s", "").replace("'s", "")


def words(text: str) -> list[str]:
    """Lower-case words in order; ``c++``, ``c#`` and ``4.1`` stay whole."""
    return _WORD.findall(plain(text))


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The stem of a lower-case word; words of four letters and fewer only lose a plural s."""
    if word in _KEEP or any(c.isdigit() for c in word):
        return word
    for suffix, put in _SUFFIXES:
        if word.endswith(suffix):
            base = word[: -len(suffix)]
            if suffix == "s" and (word.endswith(("ss", "us", "is")) or len(base) < 3):
                return word
            if suffix in ("er", "or", "ers", "ors", "ing", "ings", "ion", "ions") and len(base) < 4:
                continue
            if len(base) + len(put) < 3 or (suffix in ("es", "e") and len(base) < 4):
                continue
            base += put
            if suffix in ("ies", "s", "es", "ses") and put == "" and base.endswith(("er", "or")):
                return stem(base)
            if put == "" and len(base) > 4 and base[-1] == base[-2] and base[-1] not in "ls":
                base = base[:-1]
            return base[:-1] if put == "" and base.endswith("e") and len(base) > 4 else base
    return word


class ShortForms:
    """Abbreviations that the occupation titles themselves explain: ``pv`` is photovoltaic.

    Built from pairs of a long and a short form of the same title ("Photovoltaic Installer",
    "PV Installer"); what differs between the two is the abbreviation. An abbreviation with
    several readings is kept only when one of them has at least 70 % of the pairs.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        readings: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for one, two in pairs:
            a, b = words(one), words(two)
            while a and b and a[-1] == b[-1]:
                a, b = a[:-1], b[:-1]
            while a and b and a[0] == b[0]:
                a, b = a[1:], b[1:]
            short, long = (a, b) if sum(map(len, a)) < sum(map(len, b)) else (b, a)
            if len(short) == 1 and 2 <= len(short[0]) <= 5 and _abbreviates(short[0], long):
                readings[short[0]][tuple(long)] += 1
        self.expansions: dict[str, tuple[str, ...]] = {}
        for short_form, counts in readings.items():
            long_form, n = counts.most_common(1)[0]
            if n >= 2 and n >= 0.7 * counts.total():
                self.expansions[short_form] = long_form

    def stems(self, text: str, without: frozenset[str] = frozenset()) -> list[str]:
        """Stems of the words of `text` in order, abbreviations written out.

        Stop words and the words `without` (whole words, not stems) are left out.
        """
        out: list[str] = []
        for word in words(text):
            for part in self.expansions.get(word, (word,)):
                if part not in STOP and part not in without:
                    out.append(stem(part))
        return out


def _abbreviates(short: str, long: list[str]) -> bool:
    """Whether the letters of `short` stand in `long` in order, from its first letter."""
    text = "".join(long)
    if not text or len(text) < len(short) + 3 or text[0] != short[0]:
        return False
    letters = iter(text)
    return all(c in letters for c in short)
