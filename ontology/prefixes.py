"""The one map of prefixes; every .ttl, .rq and .py takes its prefixes from here."""

from __future__ import annotations


class Namespace(str):
    """An IRI prefix; ``NS["term"]`` is the IRI of a term in it."""

    __slots__ = ()

    def __getitem__(self, name: str) -> str:  # type: ignore[override]
        return f"{self}{name}"


OC = Namespace("https://w3id.org/occupath/ns#")
ID = Namespace("https://w3id.org/occupath/id/")

CEASN = Namespace("https://purl.org/ctdlasn/terms/")
CETERMS = Namespace("https://purl.org/ctdl/terms/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
ESCO = Namespace("http://data.europa.eu/esco/model#")
OA = Namespace("http://www.w3.org/ns/oa#")
OCSH = Namespace("https://w3id.org/occupath/shapes#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PROV = Namespace("http://www.w3.org/ns/prov#")
QB = Namespace("http://purl.org/linked-data/cube#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XKOS = Namespace("http://rdf-vocabulary.ddialliance.org/xkos#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES: dict[str, Namespace] = {
    "ceasn": CEASN,
    "ceterms": CETERMS,
    "dcat": DCAT,
    "dct": DCT,
    "esco": ESCO,
    "id": ID,
    "oa": OA,
    "oc": OC,
    "ocsh": OCSH,
    "owl": OWL,
    "prov": PROV,
    "qb": QB,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "xkos": XKOS,
    "xsd": XSD,
}


def sparql_prologue() -> str:
    """``PREFIX`` lines for every known prefix, sorted, to stand before a SPARQL query."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items()))
