"""Certificates, by how texts name them; lists of known names are the gazetteer's part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .nearby import stretches
from .values import Certificate, Qualification

_WORD = r"(?!AND\b|OR\b|I\b)[A-Z][\w&/+.#'’-]*"
_LINK = r"(?: (?:of|and|in|for|the|to))?"
# "Engineer-In-Training (EIT) Certificate"
BEFORE = re.compile(
    rf"(?<![\w.])(?P<name>{_WORD}(?:{_LINK} \(?{_WORD}\)?){{0,9}}) "
    r"[Cc]ertifi(?:cate|cation)s?\b(?! (?:of|as|in) [A-Z])"
)
# "Microsoft Certified Solutions Associate (MCSA)"
TITLE = re.compile(
    r"\b(?:(?P<maker>Microsoft|Cisco|AWS|Oracle|Google|Salesforce|Red Hat|Board|ASE) )?"
    rf"Certified (?P<name>{_WORD}(?:{_LINK} {_WORD}){{0,5}})(?: \([A-Z][A-Za-z-]{{1,7}}\))?"
)
# "certification as a Playground Safety Inspector", "certified in CPR"
AFTER = re.compile(
    r"\b(?:[Cc]ertifi(?:cation|cate)|[Cc]ertified) (?:as an?|in|of) "
    rf"(?P<name>{_WORD}(?:{_LINK} \(?{_WORD}\)?){{0,6}})"
)
# Names in lower case that need no list.
ROLE = re.compile(
    r"\bcertified (?P<name>public accountant|nursing assistant|medical assistant|welder|arborist"
    r"|pesticide applicator|crane operator|forklift operator|project manager|internal auditor"
    r"|fraud examiner|flight instructor|lifeguard|industrial hygienist|safety professional"
    r"|playground safety inspector|mechanic|interpreter|teacher|trainer)\b"
)
# Short names that mean nothing else; case counts.
SHORT = (
    "ACCA", "ACLS", "CCNA", "CCNP", "CIMA", "CISA", "CISM", "CISSP", "CPA", "CPR", "CSCS",
    "CompTIA A+", "CompTIA Network+", "CompTIA Security+", "EMT", "HAZWOPER", "IOSH", "LEED AP",
    "LEED GA", "NABCEP", "NEBOSH", "OSHA 10", "OSHA 30", "OSHA-10", "OSHA-30", "PHR", "PMP",
    "PRINCE2", "Prince2", "SHRM-CP", "SHRM-SCP", "SPHR", "ServSafe", "TWIC",
)  # fmt: skip
_WHOLE = re.compile("(?<![\\w/-])(?:" + "|".join(map(re.escape, SHORT)) + ")(?![\\w-])")
# Words that may stand before a name and are no part of it.
_LEADS_WORDS = (
    "a an the this that valid current active any your such other each no as for in if and "
    "or must have has possess possession selective medical required requires requirement "
    "copy copies original birth gift minimum additional preferred applicable related all "
    "following health attach upload include including submit list provide obtain hold their "
    "my i yes not is are of to"
)
_LEADS = frozenset(_LEADS_WORDS.split())
# Words of which alone no name is made.
_GENERAL_WORDS = (
    "birth death gift marriage selective medical professional certification certificate "
    "education training college school requirements license licensure degree degrees "
    "diploma course program transcript transcripts city civil service employment eligible "
    "list job completion eligibility appointment online state states california technical "
    "specialist"
)
_GENERAL = frozenset(_GENERAL_WORDS.split())
# "Certificate of …" that certifies no skill.
_OF_WORDS = (
    "release completion registration eligibility insurance disability occupancy birth "
    "appointment expected foreign"
)
_OF = frozenset(_OF_WORDS.split())
_ROMAN = re.compile(r"[IVX]+$")
_BODY = re.compile(r"(?:Institute|Board|Association|Society|Academy) (?:of|for) (?:the )?$")


def certificates(text: str, low: str) -> Iterator[Qualification]:
    """Certificates named in a text; `low` is the text in lower case, of the same length."""
    named: set[int] = set()  # characters that certificates hold
    for start, stop in stretches(low, ("certif",), 120, 110):
        for pattern, source in ((TITLE, text), (AFTER, text), (BEFORE, text), (ROLE, low)):
            for found in pattern.finditer(source, start, stop):
                made = _certificate(text, found, pattern)
                if made and named.isdisjoint(range(made.start, made.end)):
                    named.update(range(made.start, made.end))
                    yield made
    if any(name in text for name in SHORT):
        for found in _WHOLE.finditer(text):
            if named.isdisjoint(range(*found.span())):
                yield Qualification(*found.span(), "certificate", Certificate(found[0]))


def _certificate(text: str, found: re.Match[str], pattern: re.Pattern[str]) -> Qualification | None:
    """The certificate, or None where the words only look like one."""
    begin, end = found.span()
    name = text[found.start("name") : found.end("name")]
    if found[0].isupper() and len(found[0]) > 12:
        return None  # a heading
    while pattern is BEFORE and (word := name.split(" ", 1)[0]).lower() in _LEADS:
        if " " not in name:
            return None
        name = name.split(" ", 1)[1]
        begin += len(word) + 1
    words = [word.strip("()").lower() for word in name.split()]
    if pattern is not BEFORE and text[end - 1] == "." and text[end - 2].islower():
        end, name = end - 1, name.rstrip(".")
    if all(word in _GENERAL for word in words) or _ROMAN.match(name):
        return None
    if pattern is AFTER and words[0] in _OF:
        return None
    if pattern is TITLE and name.endswith("s") and _BODY.search(text, max(0, begin - 40), begin):
        return None
    label = f"Certified {name}" if pattern in (TITLE, ROLE) else name
    if pattern is TITLE and found["maker"]:
        label = f"{found['maker']} {label}"
    return Qualification(begin, end, "certificate", Certificate(label.rstrip(" .,")))
