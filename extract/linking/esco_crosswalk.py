"""Joins the ESCO→O*NET-SOC crosswalk, made for ESCO 1.1, to the occupations of ESCO 1.2.

A code alone is not trusted: twenty codes of 1.1 carry another label in 1.2. A row joins when its
label still stands there (as the label or another name), or when its label names exactly one
occupation under another code. ISCO groups among the keys keep their own scheme.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from occupath.ontology.model import Correspondence, EscoConcept, EscoCrosswalkRow

SAME = "same code and label"
ALT = "same code; the label is now another name of it"
MOVED = "the label's only occupation has another code"
MOVED_ALT = "another name of only one occupation, which has another code"
ISCO = "ISCO group"


@dataclass(slots=True)
class CrosswalkReport:
    """How the crosswalk's keys (pairs of code and label) fared; every key stands in one place.

    `joined` counts keys by method. `renamed` are keys whose code now carries another label (those
    that joined all the same included), `absent` those whose code is not in ESCO now, `rejected`
    those of either that were left out. `rows_rejected` counts rows, not keys.
    """

    joined: dict[str, int] = field(default_factory=dict)
    renamed: list[tuple[str, str, str]] = field(default_factory=list)  # code, label, label now
    absent: list[tuple[str, str]] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    rows_rejected: int = 0


class EscoCrosswalk:
    """Joins crosswalk rows to the ESCO occupations it was built with.

    `report` fills as `join` is consumed.
    """

    def __init__(self, concepts: Iterable[EscoConcept]) -> None:
        self.report = CrosswalkReport()
        self._by_code: dict[str, EscoConcept] = {}
        self._by_label: defaultdict[str, set[str]] = defaultdict(set)
        self._by_alt: defaultdict[str, set[str]] = defaultdict(set)
        for concept in concepts:
            if concept.kind != "occupation":
                continue
            if concept.code is not None:
                self._by_code[concept.code] = concept
            self._by_label[_norm(concept.label)].add(concept.iri)
            for name in concept.alt_labels + concept.hidden_labels:
                self._by_alt[_norm(name)].add(concept.iri)

    def join(self, rows: Iterable[EscoCrosswalkRow]) -> Iterator[Correspondence]:
        """One `Correspondence` a row that joins, in the rows' order.

        `from_scheme` is ``esco`` with the occupation's IRI, or ``isco08`` with a group code of
        one to four digits; `action` is None for the same code and label, else the method.
        """
        seen: dict[tuple[str, str], tuple[str, str] | None] = {}
        for row in rows:
            key = (row.esco_code, row.esco_label)
            if key not in seen:
                seen[key] = self._resolve(*key)
            hit = seen[key]
            if hit is None:
                self.report.rows_rejected += 1
                continue
            source, method = hit
            yield Correspondence(
                "isco08" if method == ISCO else "esco",
                source,
                "onetsoc2019",
                row.occupation,
                None,
                None if method in (SAME, ISCO) else method,
            )

    def _resolve(self, code: str, label: str) -> tuple[str, str] | None:
        """The source (IRI or ISCO code) and method of a key; counts it in the report."""
        if re.fullmatch(r"\d{1,4}", code):
            return self._count(code, ISCO)
        here = self._by_code.get(code)
        name = _norm(label)
        if here is None:
            self.report.absent.append((code, label))
        elif here.label != label:
            self.report.renamed.append((code, label, here.label))
        if here is not None:
            if _norm(here.label) == name:
                return self._count(here.iri, SAME)
            if here.iri in self._by_alt.get(name, ()):
                return self._count(here.iri, ALT)
        for index, method in ((self._by_label, MOVED), (self._by_alt, MOVED_ALT)):
            found = index.get(name, set())
            if len(found) == 1:
                return self._count(next(iter(found)), method)
            if found:
                break
        self.report.rejected.append((code, label))
        return None

    def _count(self, source: str, method: str) -> tuple[str, str]:
        self.report.joined[method] = self.report.joined.get(method, 0) + 1
        return source, method


def _norm(label: str) -> str:
    """Lower case without accents or punctuation, spaces of any kind made one."""
    plain = unicodedata.normalize("NFKD", label).casefold()
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"[\u0300-\u036f]", "", plain)))
