"""The certificates and licences that a program leads to, names, or comes close to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from occupath.extract.concepts.terms import terms
from occupath.graph.dataset import Dataset
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import ID
from occupath.queries.alignment.taught import Reading
from occupath.queries.pathway.credentials import credentials_for

_SURE = 0.5  # confidence from which a mention counts
_EACH = 6  # credentials of an occupation
_ACRONYM = re.compile(r"[A-Z][A-Z0-9+&/-]{1,7}")
_GENERAL = frozenset(terms(
    "certified certificate certification certificates license licence licensed exam examination "
    "professional specialist technician associate national state board registered course program"
))  # fmt: skip
_LISTED = """
SELECT DISTINCT ?credential ?name ?class WHERE {
  <%s> oc:leadsTo ?credential . ?credential skos:prefLabel ?name ; a ?class .
  FILTER(?class IN (oc:Licence, oc:IndustryCredential))
} ORDER BY ?credential ?class
"""


@dataclass(frozen=True, slots=True)
class Near:
    """A credential near to a program.

    `how` is ``listed`` (the state's list says that the program leads to it), ``named`` (a
    sentence names it) or ``suits`` (it is suggested for `occupation`, by our link).
    """

    id: str
    name: str
    kind: str  # certification, licence or credential
    how: str
    issuer: str | None = None
    occupation: str | None = None
    confidence: float | None = None  # 0–1, of the mention or the link
    sentence: str | None = None
    start: int | None = None
    end: int | None = None

    def as_json(self) -> dict[str, object]:
        """A credential in ``align --format json``."""
        return asdict(self)


def near_credentials(
    dataset: Dataset, reading: Reading, occupations: Sequence[str], area: str | None = None
) -> list[Near]:
    """Credentials that the program is listed with, names, or that suit the occupations.

    `occupations` are O*NET-SOC codes, the nearest first; licences are those of `area`, or all.
    """
    found: dict[str, Near] = {}
    for near in (
        *_listed(dataset, reading),
        *_named(reading),
        *(n for code in occupations for n in _suiting(dataset, code, area)),
    ):
        found.setdefault(near.id, near)
    return list(found.values())


def _listed(dataset: Dataset, reading: Reading) -> list[Near]:
    iri = reading.syllabus.iri
    if iri is None or not iri.startswith(ID):
        return []
    return [
        Near(
            str(row["credential"]).removeprefix(ID), str(row["name"]),
            "licence" if str(row["class"]).endswith("Licence") else "credential", "listed",
        )
        for row in dataset.select(_LISTED % iri)
    ]  # fmt: skip


def _named(reading: Reading) -> list[Near]:
    made = []
    for taught in reading.credentials:
        if taught.concept is None or taught.confidence < _SURE:
            continue
        if not _means(taught.words, taught.label):
            continue
        made.append(
            Near(
                taught.concept.removeprefix(ID), taught.label,
                "licence" if "/licence/" in taught.concept else
                "certification" if "/certification/" in taught.concept else "credential",
                "named", None, None, taught.confidence, taught.sentence, taught.start, taught.end,
            )
        )  # fmt: skip
    return made


def _means(words: str, label: str) -> bool:
    """Whether half of the telling words of a mention stand in the credential's name."""
    told = set(terms(words)) - _GENERAL
    there = set(terms(label))
    return bool(_ACRONYM.search(words)) or bool(told and 2 * len(told & there) >= len(told))


def _suiting(dataset: Dataset, code: str, area: str | None) -> list[Near]:
    offers = credentials_for(dataset, mint("occupation", code), area, _EACH)
    return [
        Near(o.id, o.name, o.kind, "suits", o.issuer, code, round(o.confidence, 4)) for o in offers
    ]
