"""Whether a list of titles already names a posting's title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from occupath.extract.linking.words import ROLE_WORDS, STOP, stem, word_set, words
from occupath.extract.occupations.coder import OccupationCoder
from occupath.extract.pipeline.tables import Title
from occupath.graph.dataset import Dataset

LEVELS = word_set(
    "senior sr junior jr lead leader leading supervisory supervising supervisor supv supvr superv "
    "chief principal assistant asst associate assoc deputy head trainee apprentice intern student "
    "advanced adv experienced entry level i ii iii iv v vi expert staff acting temporary seasonal "
    "interim part full time title multiple vacancies position positions hiring needed wanted "
    "seeking remote direct hire authority dha term permanent indefinite"
)
"""Words of a title that say rank, hours or how one is hired, and not what the work is."""

_BRACKETS = re.compile(r"[(\[{].*?(?:[)\]}]|$)")
_GRADE = re.compile(r"\b(?:[a-z]{2}\s*-?\s*\d{1,4}(?:\s*/\s*\d+)*|title\s+\d+|t\s?\d+)\b", re.I)
_PARTS = re.compile(r"\s*[/,;:|–—]\s*|\s+-\s*|\s*-\s+")
_WORD = re.compile(r"[\w+#.&']+")
_NEAREST = 3  # known titles that are looked at
_SERIES = """SELECT ?title WHERE {
  ?code skos:inScheme <https://w3id.org/occupath/id/opm> ; skos:prefLabel ?title }"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The known title most like a title: 0–1 by idf-weighted stems, and its entries.

    A federal series that names the title's work counts 1 and has no entries.
    """

    title: str | None = None
    likeness: float = 0.0
    entries: tuple[Title, ...] = ()


class TitleLists:
    """The titles of O*NET, SOC and ESCO that a coder's dataset holds, and OPM's series."""

    def __init__(self, dataset: Dataset, coder: OccupationCoder) -> None:
        self._coder = coder
        named = sorted({str(row["title"]) for row in dataset.select(_SERIES)})
        self._series = [(title, stems) for title in named if (stems := _work(title))]

    def nearest(self, titles: Sequence[str]) -> list[Likeness]:
        """The known title most like each, whatever its rank, grade or brackets say."""
        found = {title: self._nearest(title) for title in sorted(set(titles))}
        return [found[title] for title in titles]

    def _nearest(self, title: str) -> Likeness:
        best = Likeness()
        for form in forms(title):
            asked = _stems(form)
            (near,) = self._coder.nearest([form])
            for each in near[:_NEAREST]:
                known = _stems(each.title)
                alike = len(asked & known) > 1 or asked <= known
                if alike and each.likeness > best.likeness:
                    best = Likeness(each.title, each.likeness, each.entries)
        if best.likeness < 1:
            series = self._of_series(title)
            if series is not None:
                return Likeness(series, 1.0)
        return best

    def _of_series(self, title: str) -> str | None:
        work, asked = _work(title), _stems(title)
        for name, stems in self._series:
            if stems == work or (len(stems) > 1 and stems <= asked):
                return name
        return None


def forms(title: str) -> list[str]:
    """The title as it is, without brackets and grades, and its parts without words of rank."""
    bare = _GRADE.sub(" ", _BRACKETS.sub(" ", title))
    made = [title, bare, *(_unranked(part) for part in (bare, *_PARTS.split(bare)))]
    return list(dict.fromkeys(form for each in made if (form := " ".join(each.split()))))


def plain_title(title: str) -> str:
    """The title in lower case, without brackets, grades and words of rank; may be empty."""
    return _unranked(_GRADE.sub(" ", _BRACKETS.sub(" ", title))).lower()


def _unranked(title: str) -> str:
    kept = [word for word in _WORD.findall(title) if not any(map(str.isdigit, word))]
    return " ".join(word for word in kept if word.lower().strip(".") not in LEVELS)


def _stems(title: str) -> frozenset[str]:
    plain = words(title)
    return frozenset(stem(w) for w in plain if w not in STOP) or frozenset(plain)


def _work(title: str) -> frozenset[str]:
    """Stems of the words that say what the work is about."""
    return frozenset(
        stem(w) for w in words(plain_title(title)) if w not in STOP and w not in ROLE_WORDS
    )
