"""Certificates that suit an occupation, and licences that exist for its kind of work."""

from __future__ import annotations

from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.ontology.prefixes import ID

_CERTIFICATIONS = """
SELECT ?credential ?name ?issuer ?acronym ?confidence ?method WHERE {
  ?link oc:object <%s> ; oc:linkKind "certification-occupation" ; oc:subject ?credential ;
    oc:confidence ?confidence ; oc:method ?method .
  ?credential skos:prefLabel ?name .
  OPTIONAL { ?credential oc:offeredBy ?org . ?org skos:prefLabel ?issuer .
             OPTIONAL { ?org oc:acronym ?acronym } }
} ORDER BY DESC(?confidence) ?credential
"""
_LICENCES = """
SELECT ?credential ?name ?area ?confidence ?method WHERE {
  ?link oc:object <%s> ; oc:linkKind "licence-occupation" ; oc:subject ?credential ;
    oc:confidence ?confidence ; oc:method ?method .
  ?credential skos:prefLabel ?name ; oc:jurisdiction ?where . ?where skos:notation ?area .
} ORDER BY DESC(?confidence) ?credential
"""


@dataclass(frozen=True, slots=True)
class CredentialOffer:
    """A certificate that suits an occupation, or a licence that exists for its kind of work.

    Both are Occupath's links: `method` and `confidence` (0–1) say how sure they are.
    """

    id: str
    name: str
    kind: str  # "certification" | "licence"
    issuer: str | None
    method: str
    confidence: float

    def as_json(self) -> dict[str, object]:
        """The object of the ``route`` contract."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "issuer": self.issuer,
            "method": self.method,
            "confidence": self.confidence,
        }


def credentials_for(
    dataset: Dataset, occupation: str, area: str | None, at_most: int = 8
) -> list[CredentialOffer]:
    """Certificates that suit an occupation (IRI) and licences that exist for its kind of work."""
    found = [
        CredentialOffer(
            str(row["credential"]).removeprefix(ID), str(row["name"]), "certification",
            _text(row.get("acronym")) or _text(row.get("issuer")), str(row["method"]),
            float(str(row["confidence"])),
        )
        for row in dataset.select(_CERTIFICATIONS % occupation)[:at_most]
    ]  # fmt: skip
    licences = [
        CredentialOffer(
            str(row["credential"]).removeprefix(ID), str(row["name"]), "licence",
            str(row["area"]), str(row["method"]), float(str(row["confidence"])),
        )
        for row in dataset.select(_LICENCES % occupation)
        if area in (None, "US", row["area"])
    ]  # fmt: skip
    return found + licences[:at_most]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
