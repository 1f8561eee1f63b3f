"""Labels found in the descriptions of the starter's programs, which the starter lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from occupath.extract.linking.mentions import find_labels
from occupath.extract.starter.occupations import ALL
from occupath.extract.starter.official import Official
from occupath.extract.starter.scope import Scope
from occupath.ontology.ids import mint, slug
from occupath.ontology.model import Element, LabelMention, TechnologyUse, ToolUse

_TAUGHT = ("2.A.", "2.B.", "2.C.")  # skills and knowledge areas of the content model


def mentions(official: Official, scope: Scope) -> Iterator[LabelMention]:
    """Mentions of skills, knowledge areas, technologies and tools in programs' descriptions.

    Labels of the whole O*NET database compete for a place in the text, as they do in a build from
    the official files; of those found, the ones that the starter describes are kept.
    """
    here, elsewhere = _products(official)
    elements = [e for e in official.of("onet", Element) if e.id.startswith(_TAUGHT)]
    groups = {e.id.rpartition(".")[0] for e in elements}
    labels = here | elsewhere
    labels |= {
        (mint("onet", "element", e.id), "element", e.name) for e in elements if e.id not in groups
    }
    left_out = {iri for iri, _, _ in elsewhere}
    documents = [
        (mint("program", p.state.lower(), p.id), p.description)
        for p in scope.programs.values()
        if p.description is not None
    ]
    for mention in find_labels(documents, labels):
        if mention.concept not in left_out:
            yield mention


def _products(
    official: Official,
) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """Labels of the technologies and tools in the starter, and of the others.

    A product's IRI is as the graph names it: by commodity and slug. Products of the starter that
    share a slug count among the others, for their IRI takes more than their name.
    """
    names: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    everything = set()
    uses: list[TechnologyUse | ToolUse] = [
        *official.of("onet", TechnologyUse), *official.of("onet", ToolUse)
    ]  # fmt: skip
    for use in uses:
        segment = "technology" if isinstance(use, TechnologyUse) else "tool"
        everything.add((segment, use.commodity, use.name))
        if use.occupation in ALL:
            names[segment, use.commodity, slug(use.name)].add(use.name)
    here, elsewhere = set(), set()
    for segment, commodity, name in everything:
        short = slug(name)
        if names[segment, commodity, short] == {name}:
            here.add((mint(segment, commodity, short), segment, name))
        else:
            elsewhere.add((f"{segment} {commodity} {name}", segment, name))
    return here, elsewhere
