"""Licences: of drivers, of trades and professions, and registrations that are licences in fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .nearby import stretches
from .values import Licence, Qualification

# In lower case.
DRIVER = re.compile(
    r"(?:(?:state(?: of)?|california['’]?s?|commercial|non-?commercial|full(?: uk)?|clean|uk"
    r"|class (?P<before>[abcm][12]?)|motor vehicle|vehicle)\s+){0,4}"
    r"(?:driver['’]?s?['’]?|driving|chauffeur['’]?s?)\s+licen[sc]es?(?!\w)"
    r"(?:,? \(?class (?P<after>[abcm](?:[12](?!\w))?)(?!\w)\)?)?"
    r"|(?:commercial (?:class (?P<third>[abc]) )?licen[sc]e"
    r"|cdl(?:[- ]class)?(?:[- ](?P<fourth>[abc])(?!\w))?)(?!\w)"
)
DRIVER_HINTS = ("driver", "driving lic", "chauffeur", "cdl", "commercial class", "commercial lic")
HINTS = ("licen", "registered", "registration")
_WORD = r"[A-Z][\w&/.+'’-]*"
_LICENCE = r"[Ll]icen[sc](?:e|ure)"
# "Registered Nurse license": the name is the run of capitalised words before it.
NAMED = re.compile(
    rf"(?<![\w.])(?P<name>{_WORD}(?:(?:\s+(?:of|and|in|for|the|or)\b)?\s+\(?{_WORD}\)?){{0,6}})"
    rf"\s+{_LICENCE}(?!\s+(?:[Nn]umber|[Aa]greement|[Pp]late|[Ff]ee))s?\b"
)
# "a valid real estate license", in lower case.
PLAIN = re.compile(
    r"\b(?:valid|current|active|unrestricted|possess(?:ion of)?|hold|holding|obtain|maintain) "
    r"(?:(?:an?|and|or|of|the|valid|current|active|full|unrestricted|permanent|maintain) )*"
    r"(?P<name>(?!driver|licen|or |and |of )[a-z][\w'’/-]*(?: (?!licen)[\w'’/-]+){0,5}?) "
    r"licen[sc](?:e|ure)(?! (?:number|agreement|plate|fee))\b"
)
# "licensed electrician", "registration as a Civil Engineer", "License to Act as a …"
HOLDER = re.compile(
    rf"\b(?P<verb>[Ll]icen[sc]ed|{_LICENCE}|[Rr]egistration|Registered|REGISTERED)"
    r"(?P<link> as an?| to practice(?: as an?)?| to [Aa]ct as an?|)"
    rf" (?P<name>{_WORD}(?: (?:of |and |in )?{_WORD}){{0,5}}|(?:clinical social worker"
    r"|practical nurse|vocational nurse|electrician|plumber|contractor|pharmacist|physician"
    r"|attorney|psychologist|professional engineer|architect|nurse|social worker"
    r"|physical therapist|veterinarian|pesticide applicator|land surveyor)s?\b)"
)
_NURSE_LICENCE = re.compile(rf"(?:['’]s)?\s*(?:\([^)]*\)\s*)?{_LICENCE}\b")
_LEADS_WORDS = (
    "a an the valid current active full unrestricted possession must and or have possess if "
    "your any such other each this that no as for in requires required state of copy "
    "maintain"
)
_LEADS = frozenset(_LEADS_WORDS.split())
# Words that no licence's name holds, and those that a licence of another sort ends in.
_NOT_NAMES_WORDS = (
    "and/or education certification certifications experience who registration driver driving cdl"
)
_NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())
_OTHER_WORDS = "software trade marriage business dog source microsoft parking necessary"
_OTHER = frozenset(_OTHER_WORDS.split())
_EMPTY_WORDS = "professional appropriate required applicable state necessary current"
_EMPTY = frozenset(_EMPTY_WORDS.split())


def licences(text: str, low: str) -> Iterator[Qualification]:
    """Licences named in a text; `low` is the text in lower case, of the same length."""
    for start, stop in stretches(low, DRIVER_HINTS, 60, 60):
        for found in DRIVER.finditer(low, start, stop):
            yield Qualification(*found.span(), "licence", _driver(found))
    for start, stop in stretches(low, HINTS, 110, 110):
        taken: list[tuple[int, int]] = []
        for pattern, source in ((HOLDER, text), (NAMED, text), (PLAIN, low)):
            for found in pattern.finditer(source, start, stop):
                made = _holder(text, found) if pattern is HOLDER else _named(text, found)
                if made and not any(made.start < b and a < made.end for a, b in taken):
                    taken.append((made.start, made.end))
                    yield made


def _driver(found: re.Match[str]) -> Licence:
    letter = next((group for group in found.groups() if group), None)
    commercial = "cdl" in found[0] or re.search(r"(?<!non)(?<!non-)commercial", found[0])
    return Licence(
        "commercial driver's licence" if commercial else "driver's licence",
        letter.upper() if letter else "CDL" if commercial else None,
    )


def _holder(text: str, found: re.Match[str]) -> Qualification | None:
    """The licence of "licensed …" or "registration as a …"; None for what is none."""
    start, end = found.span()
    verb, name = found["verb"].lower(), found["name"]
    if not found["link"] and verb == "registered":
        # "Registered Nurse" is an occupation unless its licence is named.
        licence = _NURSE_LICENCE.match(text, end) if name.lower() == "nurse" else None
        if not licence:
            return None
        return Qualification(start, licence.end(), "licence", Licence("Registered Nurse"))
    if not found["link"] and not verb.endswith("ed"):
        return None
    return Qualification(start, end, "licence", Licence(name.rstrip(" .,")))


def _named(text: str, found: re.Match[str]) -> Qualification | None:
    """The licence of "… license"; None where the words before name none."""
    begin, end = found.span("name")
    words = text[begin:end].split()
    while words and words[0].lower() in _LEADS:
        words.pop(0)
    lower = [word.lower().strip("()") for word in words]
    if not words or not _NOT_NAMES.isdisjoint(lower) or all(word in _EMPTY for word in lower):
        return None
    if lower[0] in _OTHER or lower[-1] in _OTHER or any("driver" in word for word in lower):
        return None
    begin = text.index(words[0], begin)
    return Qualification(begin, found.end(), "licence", Licence(" ".join(words).strip(" ,.")))
