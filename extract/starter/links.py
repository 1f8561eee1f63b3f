"""The links that no source states, made from the whole sources: the starter lacks their texts."""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.linking.certifications import CertificationLinker
from occupath.extract.linking.credentials import CredentialLinker
from occupath.extract.linking.licences import LicenceLinker
from occupath.extract.starter.occupations import ALL
from occupath.extract.starter.official import Official
from occupath.extract.starter.scope import Scope
from occupath.ontology.ids import mint
from occupath.ontology.model import (
    AlternateTitle,
    Certification,
    Correspondence,
    IndustryCredential,
    InferredLink,
    Licence,
    Occupation,
    TechnologyUse,
)

LINKS = "occupath-links"
_OCCUPATIONS = frozenset(mint("occupation", code) for code in ALL)


def links(official: Official, scope: Scope) -> Iterator[InferredLink]:
    """Links to the starter's occupations and from its credentials; what they link joins `scope`."""
    certifications = official.of("careeronestop-certifications", Certification)
    occupations = official.of("onet", Occupation)
    titles = official.of("onet", AlternateTitle)
    linker = CertificationLinker(occupations, titles, official.of("onet", TechnologyUse))
    for link in linker.link(certifications):
        if link.object in _OCCUPATIONS:
            scope.certifications.add(_number(link.subject))
            yield link
    taxonomy = official.of("onet-taxonomy", Correspondence)
    for link in LicenceLinker(taxonomy, occupations, titles).link(
        official.of("nj-licences", Licence)
    ):
        if link.object in _OCCUPATIONS:
            scope.licences.add(_number(link.subject))
            yield link
    led_to = frozenset(scope.credentials)
    linked = frozenset(scope.certifications)
    for link in CredentialLinker(certifications).link(
        official.of("nj-credentials", IndustryCredential)
    ):
        if _number(link.subject) in led_to or _number(link.object) in linked:
            scope.credentials.add(_number(link.subject))
            scope.certifications.add(_number(link.object))
            yield link


def _number(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
