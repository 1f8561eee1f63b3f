"""What O*NET's own texts name: task statements, emerging tasks and descriptions of occupations.

The text pipeline reads them, and every mention of a concept enters the graph
``id:source/occupath-text-links`` as an extracted fact with its span, method and confidence, apart
from what O*NET states. Mentions for which no concept is known are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pyoxigraph import QuerySolutions, Store

from occupath.graph.nquads import Triples
from occupath.graph.rdf.link import CONFIDENCE_DIGITS
from occupath.ontology import vocab as oc
from occupath.ontology.home import MARK
from occupath.ontology.ids import mint
from occupath.ontology.prefixes import ID, sparql_prologue

if TYPE_CHECKING:
    from spacy.language import Language

    from occupath.extract.pipeline.mention import Mention

TEXT_LINKS = mint("source", "occupath-text-links")
TextLinks = Literal["none", "labels", "fast", "balanced", "accurate"]
MODES: tuple[TextLinks, ...] = ("none", "labels", "fast", "balanced", "accurate")
DEFAULT: TextLinks = "labels"

_TEXTS = f"""{sparql_prologue()}
SELECT ?node ?text WHERE {{
  {{ ?node oc:taskOf ?occupation ; oc:statement ?text }}
  UNION {{ ?node a oc:Occupation ; dct:description ?text }}
}}"""


def state_text_links(store: Store, text: Path, mode: TextLinks, triples: Triples) -> None:
    """State the mentions in O*NET's texts that are in `store`; `text` holds its text tables.

    `mode` is the pipeline that reads them; ``labels`` finds the labels of concepts and no more.
    """
    texts = sorted(_texts(store))
    if mode == "none" or not texts:
        return
    method = f"extraction {mode}"
    mark = text.parent / MARK
    mark.touch()  # the pipeline may read the dataset that is being made
    nlp = _pipeline(text.parent, mode)
    for doc, node in nlp.pipe(((words, node) for node, words in texts), as_tuples=True):
        for found in doc._.mentions:
            if found.concept is not None:
                _state(node, found, method, triples)
        triples.relieve()
    mark.unlink()


def _texts(store: Store) -> Iterator[tuple[str, str]]:
    answer = store.query(_TEXTS, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        yield row["node"].value, row["text"].value


def _pipeline(dataset: Path, mode: Literal["labels", "fast", "balanced", "accurate"]) -> Language:
    from occupath.extract.pipeline.load import load  # spaCy: slow to import

    if mode == "labels":
        return load(
            dataset,
            "fast",
            {"spans": None, "qualifications": None, "linker": None, "requirement": None,
             "merge": {"labels_alone": True}},
        )  # fmt: skip
    return load(dataset, mode, linking=mode != "fast")


def _state(node: str, found: Mention, method: str, triples: Triples) -> None:
    assert found.concept is not None
    mark = sha256(found.concept.encode()).hexdigest()[:8]
    local = node.removeprefix(ID).replace("/", "-")
    mention = mint("mention", local, f"{found.start}-{found.end}", mark)
    triples.a(mention, oc.Mention)
    triples.link(mention, oc.document, node)
    triples.link(mention, oc.concept, found.concept)
    triples.string(mention, oc.mentionKind, found.kind)
    triples.integer(mention, oc.start, found.start)
    triples.integer(mention, oc.end, found.end)
    triples.text(mention, oc.exact, found.text)
    triples.string(mention, oc.method, method)
    triples.decimal(mention, oc.confidence, found.confidence, CONFIDENCE_DIGITS)
