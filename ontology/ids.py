"""Minting of instance IRIs: every IRI under ``https://w3id.org/occupath/id/`` is made here."""

from __future__ import annotations

import re
from urllib.parse import quote

from occupath.ontology.prefixes import ID

SCHEMES: dict[str, str] = {
    "soc2010": "Standard Occupational Classification 2010",
    "soc2018": "Standard Occupational Classification 2018",
    "onetsoc2000": "O*NET-SOC 2000",
    "onetsoc2006": "O*NET-SOC 2006",
    "onetsoc2009": "O*NET-SOC 2009",
    "onetsoc2010": "O*NET-SOC 2010",
    "onetsoc2019": "O*NET-SOC 2019",
    "cip2010": "Classification of Instructional Programs 2010",
    "cip2020": "Classification of Instructional Programs 2020",
    "isco08": "International Standard Classification of Occupations 2008",
    "esco": "European Skills, Competences, Qualifications and Occupations 1.2",
    "oews": "OEWS and National Employment Matrix occupation codes",
    "opm": "OPM federal occupational series",
}

CODE_PATTERNS: dict[str, str] = {
    "soc2010": r"\d\d-\d{4}",
    "soc2018": r"\d\d-\d{4}",
    "onetsoc2000": r"\d\d-\d{4}\.\d\d",
    "onetsoc2006": r"\d\d-\d{4}\.\d\d",
    "onetsoc2009": r"\d\d-\d{4}\.\d\d",
    "onetsoc2010": r"\d\d-\d{4}\.\d\d",
    "onetsoc2019": r"\d\d-\d{4}\.\d\d",
    "cip2010": r"\d\d(\.\d\d(\d\d)?)?",
    "cip2020": r"\d\d(\.\d\d(\d\d)?)?",
    "isco08": r"\d{1,4}",
    "oews": r"\d\d-\d{4}",
    "opm": r"\d{4}",
}

_SAFE = "-._~"  # RFC 3986 unreserved; everything else is percent-encoded


def mint(*parts: str) -> str:
    """The IRI ``id/part/part/…``; each part is percent-encoded, so any text makes a valid IRI."""
    return ID + "/".join(quote(part, safe=_SAFE) for part in parts)


def code_iri(scheme: str, code: str) -> str:
    """The concept of ``code`` in ``scheme`` (one of `SCHEMES`), e.g. ``id/soc2018/47-2111``."""
    return f"{ID}{scheme}/{quote(code, safe=_SAFE)}"


def slug(text: str) -> str:
    """Lower-case words joined by ``-``: readable, ASCII, at most 60 characters; not unique."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].rstrip("-") or "x"
