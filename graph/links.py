"""What we add to what sources state: links with method and confidence, reviewed facts, mentions."""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.linking import (
    CertificationLinker,
    CredentialLinker,
    LicenceLinker,
    find_labels,
    licence_requirements,
)
from occupath.graph.rdf.products import product_iris
from occupath.graph.reading import Kept
from occupath.ontology import model
from occupath.ontology.ids import mint

Label = tuple[str, str, str]  # concept IRI, kind, label

_TAUGHT = ("2.A.", "2.B.", "2.C.")  # skills and knowledge areas of the content model


def own_links(kept: Kept) -> Iterator[model.InferredLink]:
    """Links between what different sources name, none of which states them."""
    occupations = kept.of(model.Occupation)
    titles = kept.of(model.AlternateTitle)
    certifications = kept.of(model.Certification)
    if occupations and certifications:
        linker = CertificationLinker(occupations, titles, kept.of(model.TechnologyUse))
        yield from linker.link(certifications)
        yield from CredentialLinker(certifications).link(kept.of(model.IndustryCredential))
    by_code = LicenceLinker(kept.of(model.Correspondence), occupations, titles)
    yield from by_code.link(kept.of(model.Licence))


def reviewed_facts(kept: Kept) -> Iterator[model.LicenceRequirement]:
    """Licences that the occupations that were read cannot be worked in without."""
    known = {row.code for row in kept.of(model.Occupation)}
    for row in licence_requirements(kept.of(model.Correspondence)):
        if row.occupation in known:
            yield row


def mentions(kept: Kept) -> Iterator[model.LabelMention]:
    """Labels of competencies that stand in the descriptions of programs."""
    texts = [
        (mint("program", row.state.lower(), row.id), row.description)
        for row in kept.of(model.Program)
        if row.description is not None
    ]
    if texts:
        yield from find_labels(texts, set(_labels(kept)))


def _labels(kept: Kept) -> Iterator[Label]:
    """What programs can teach: skills and knowledge areas (not their groups), technologies and
    tools of the occupations that were read, and ESCO skills by any of their names."""
    elements = [e for e in kept.of(model.Element) if e.id.startswith(_TAUGHT)]
    groups = {e.id.rpartition(".")[0] for e in elements}
    for element in elements:
        if element.id not in groups:
            yield mint("onet", "element", element.id), "element", element.name
    known = {row.code for row in kept.of(model.Occupation)}
    for kind, uses in (
        ("technology", kept.of(model.TechnologyUse)),
        ("tool", kept.of(model.ToolUse)),
    ):
        stated = [use for use in uses if use.occupation in known]
        for (_, name), iri in product_iris(stated).items():
            yield iri, kind, name
    for concept in kept.of(model.EscoConcept):
        if concept.kind == "skill":
            for label in (concept.label, *concept.alt_labels):
                yield concept.iri, "esco-skill", label
