"""What we add to what sources state: links with method and confidence, reviewed facts, mentions."""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.linking.certifications import CertificationLinker
from occupath.extract.linking.credentials import CredentialLinker
from occupath.extract.linking.licences import LicenceLinker
from occupath.extract.linking.reviewed import licence_requirements
from occupath.graph.reading import Kept
from occupath.ontology import model

OwnRow = model.InferredLink | model.LicenceRequirement | model.LabelMention


def own_rows(kept: Kept) -> Iterator[OwnRow]:
    """Every link, reviewed requirement and mention that the rows give rise to."""
    occupations = kept.of(model.Occupation)
    titles = kept.of(model.AlternateTitle)
    crosswalks = kept.of(model.Correspondence)
    certifications = kept.of(model.Certification)
    if occupations:
        linker = CertificationLinker(occupations, titles, kept.of(model.TechnologyUse))
        yield from linker.link(certifications)
    yield from LicenceLinker(crosswalks, occupations, titles).link(kept.of(model.Licence))
    yield from CredentialLinker(certifications).link(kept.of(model.IndustryCredential))
    known = {row.code for row in occupations}
    for requirement in licence_requirements(crosswalks):
        if requirement.occupation in known:
            yield requirement
