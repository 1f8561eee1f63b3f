"""The occupation that a person means by a code, a title or a name people use for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import AmbiguousName, UnknownCode
from occupath.ontology.ids import code_iri, mint
from occupath.ontology.titles import title_key

_ONETSOC = re.compile(r"\d\d-\d{4}\.\d\d")
_SOC = re.compile(r"\d\d-\d{4}")
_CODE_LIKE = re.compile(r"[\d.\-–]{5,}")
_DRAFTED = """SELECT ?code ?title WHERE {
  ?new skos:notation "%s" . FILTER(STRSTARTS(STR(?new), "https://w3id.org/occupath/id/draft"))
  ?row xkos:targetConcept ?new ; xkos:sourceConcept ?c .
  ?o oc:classifiedBy ?c ; a oc:Occupation ; skos:notation ?code ; skos:prefLabel ?title
}"""  # the profiles under a code that only a draft has
_SUGGESTIONS = 5
_SUGGESTION_CUTOFF = 70  # rapidfuzz ratio, 0–100


@dataclass(frozen=True, slots=True)
class OccupationRef:
    """An O*NET-SOC 2019 code with its title."""

    code: str
    title: str

    @property
    def iri(self) -> str:
        return mint("occupation", self.code)


@dataclass(frozen=True, slots=True)
class Match:
    """The occupation found, and the others that the same name could mean."""

    occupation: OccupationRef
    others: tuple[OccupationRef, ...] = ()


def find_occupation(dataset: Dataset, text: str) -> Match:
    """Resolve an O*NET-SOC or SOC 2018 code, that of an applied draft, a title, or an alternate
    title.

    Case, plural, punctuation and bracketed parts do not matter. An occupation's own title goes
    before other people's titles for it; a tie goes to the one detailed SOC occupation (code ending
    in ``.00``), and the others are returned in `Match.others`.

    Raises `UnknownCode` (with suggestions for a misspelling) or `AmbiguousName` (with candidates).
    """
    asked = text.strip()
    if _ONETSOC.fullmatch(asked):
        return Match(_by_code(dataset, asked))
    if _SOC.fullmatch(asked):
        return _decide(asked, _by_soc(dataset, asked))
    if _CODE_LIKE.fullmatch(asked):
        raise UnknownCode(
            f"{asked!r} is not a code of O*NET-SOC 2019 (NN-NNNN.NN) or SOC 2018 (NN-NNNN); "
            "try the occupation's title"
        )
    key = title_key(asked)
    named = _by_key(dataset, key)
    if not named:
        raise UnknownCode(_unknown(dataset, asked, key))
    own = [o for o in named if title_key(o.title) == key]
    return _decide(asked, own or named, named)


def _decide(
    asked: str, candidates: list[OccupationRef], named: list[OccupationRef] | None = None
) -> Match:
    detailed = [o for o in candidates if o.code.endswith(".00")]
    winners = candidates if len(candidates) == 1 else detailed
    if len(winners) != 1:
        listing = "; ".join(f"{o.code} {o.title}" for o in candidates)
        raise AmbiguousName(f"{asked!r} can mean: {listing}. Ask again with one of these codes")
    others = (o for o in (named or candidates) if o != winners[0])
    return Match(winners[0], tuple(others))


def _refs(rows: Iterable[Mapping[str, object]]) -> list[OccupationRef]:
    found = {OccupationRef(str(row["code"]), str(row["title"])) for row in rows}
    return sorted(found, key=lambda ref: ref.code)


def _by_code(dataset: Dataset, code: str) -> OccupationRef:
    rows = dataset.select(
        f"SELECT ?code ?title WHERE {{ <{mint('occupation', code)}> skos:notation ?code ; "
        "skos:prefLabel ?title }"
    )
    if not rows:
        raise UnknownCode(
            f"O*NET-SOC 2019 code {code!r} is not in the dataset {dataset.path}; "
            "search by title instead, or build the dataset from the full data"
        )
    return _refs(rows)[0]


def _by_soc(dataset: Dataset, code: str) -> list[OccupationRef]:
    rows = dataset.select(
        "SELECT ?code ?title WHERE { "
        f"?c oc:correspondsTo <{code_iri('soc2018', code)}> . "
        "?o oc:classifiedBy ?c ; a oc:Occupation ; skos:notation ?code ; skos:prefLabel ?title }"
    )
    rows = rows or dataset.select(_DRAFTED % code)
    if not rows:
        raise UnknownCode(
            f"SOC code {code!r} has no occupation in the dataset {dataset.path}; for codes of "
            "other vintages run 'occupath query crosswalk', or search by title"
        )
    return _refs(rows)


def _by_key(dataset: Dataset, key: str) -> list[OccupationRef]:
    if not key:
        return []
    return _refs(
        dataset.select(
            f'SELECT ?code ?title WHERE {{ ?o oc:titleKey "{key}" ; skos:notation ?code ; '
            "skos:prefLabel ?title }"
        )
    )


def _unknown(dataset: Dataset, asked: str, key: str) -> str:
    from rapidfuzz import fuzz, process

    rows = dataset.select("SELECT DISTINCT ?key WHERE { ?o oc:titleKey ?key } ORDER BY ?key")
    keys = [str(row["key"]) for row in rows]
    close = process.extract(
        key, keys, scorer=fuzz.ratio, limit=_SUGGESTIONS, score_cutoff=_SUGGESTION_CUTOFF
    )
    if not close:
        return f"no occupation is called {asked!r}; try fewer or other words, or a SOC code"
    hints = ", ".join(repr(name) for name, _score, _index in close)
    return f"no occupation is called {asked!r}; did you mean {hints}?"
