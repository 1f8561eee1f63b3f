"""The words of occupations as sparse matrices: one row a title, and one row an occupation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from occupath.extract.linking.words import CERTIFICATE_WORDS, ROLE_WORDS, ShortForms, stem, word_set
from occupath.ontology.model import AlternateTitle, Occupation, TechnologyUse

ROLE_STEMS = frozenset(stem(w) for w in ROLE_WORDS)
# What an occupation's own title says of rank or trade, that a certification for it says too.
OCCUPATION_ROLES = frozenset(
    stem(w)
    for w in word_set(
        "supervisors managers teachers executives helpers aides assistants nurses engineers "
        "inspectors sales dispatchers directors legislators scientists professors instructors "
        "clerks"
    )
)
# Roles that a certification and an occupation must share when the certification names one.
HARD_ROLES = frozenset(
    stem(w)
    for w in word_set(
        "inspector engineer supervisor manager sales teacher designer architect practitioner "
        "assistant aide"
    )
)
# Callings that a certification's issuer may name, and its occupation must share.
CALLINGS = frozenset(stem(w) for w in ("nurse", "veterinary", "veterinarian"))
TECHNICIAN = frozenset({"technician", "technology", "tech", "install", "mechanic", "repair"})
ROLE_WEIGHT = 0.35  # of its idf, for a word that names only a role
HARD_ROLE_WEIGHT = 0.6
COMPANY = 0.35  # photovoltaic keeps company with solar in at least this share of its titles
FEWEST_TITLES = 8
FEW_USERS = 8
_EXCEPT = re.compile(r",?\s*\bExcept\b|,?\s*\bAll Other\b|,?\s*\bNot Elsewhere Classified\b")
_WORKERS = re.compile(r"(?:ers|ors|ists|ians|ants|ents|ics|ides)$")
Floats = NDArray[np.float64]
Matrix = Any  # scipy's sparse matrices are untyped


class OccupationIndex:
    """Titles and documents of occupations, over one vocabulary of stems with idf weights.

    A document holds an occupation's title, alternate titles, description and technologies; idf
    counts in how many documents a stem stands. `titles` are (occupation row, text, stems,
    official): official is an occupation's own title or a whole part of it.
    """

    def __init__(
        self,
        occupations: Iterable[Occupation],
        alternate_titles: Iterable[AlternateTitle],
        technologies: Iterable[TechnologyUse],
    ) -> None:
        rows = sorted(occupations)
        self.codes = [o.code for o in rows]
        self._at = {code: i for i, code in enumerate(self.codes)}
        alternates = sorted(
            (t.occupation, t.title.split(" (")[0], t.short or "", t.title)
            for t in alternate_titles
            if t.occupation in self._at
        )
        self.short = ShortForms((base, short) for _, base, short, _ in alternates if short)
        found: dict[tuple[int, frozenset[str]], tuple[str, bool]] = {}
        for o in rows:
            for text in _official_parts(o.title):
                self._add(found, o.code, text, True)
        for code, base, short, _ in alternates:
            self._add(found, code, base, False)
            if short:
                self._add(found, code, short, False)
        self.titles = [
            (row, text, stems, official) for (row, stems), (text, official) in found.items()
        ]
        documents = self._documents(rows, technologies)
        df = Counter(s for d in documents for s in d)
        self.vocabulary = {s: i for i, s in enumerate(sorted(df))}
        n = len(rows)
        self.unknown_idf = log(1 + n)
        self.idf: Floats = np.array([log(1 + n / df[s]) * _role_factor(s) for s in sorted(df)])
        self.title_matrix = self.matrix([dict.fromkeys(t[2], 1.0) for t in self.titles])
        self.title_weight: Floats = self.title_matrix @ self.idf
        self.excepted = [frozenset(self.stems(_excepted(o.title))) for o in rows]
        self.technicians = [bool(set(self.stems(o.title)) & TECHNICIAN) for o in rows]
        self.residual = ["All Other" in o.title for o in rows]
        self.roles = [self._roles(_EXCEPT.split(o.title)[0]) for o in rows]
        self.title_stems: list[set[str]] = [set() for _ in rows]
        self.holders: defaultdict[frozenset[str], int] = defaultdict(int)  # occupations of a title
        for row, _, stems, _ in self.titles:
            self.title_stems[row] |= stems
            self.holders[stems] += 1
        self.users = Counter(s for stems in self.title_stems for s in stems)
        self.document_matrix = unit_rows(self.weighted(documents))
        self.company = self._companies()

    def stems(self, text: str | None) -> list[str]:
        """Stems of `text` that are about something: certificate words are left out."""
        return self.short.stems(text or "", CERTIFICATE_WORDS)

    def matrix(self, rows: Sequence[Mapping[str, float]]) -> Matrix:
        """A sparse row a mapping from stem to value; stems outside the vocabulary are dropped."""
        starts, columns, values = [0], [], []
        for row in rows:
            for s in sorted(row):
                column = self.vocabulary.get(s)
                if column is not None:
                    columns.append(column)
                    values.append(row[s])
            starts.append(len(columns))
        return sparse.csr_matrix(
            (np.array(values, dtype=float), columns, starts), (len(rows), len(self.vocabulary))
        )

    def weighted(self, rows: Sequence[Mapping[str, float]]) -> Matrix:
        """`matrix` with damped counts times idf."""
        damped = [{s: 1 + log(v) if v > 1 else v for s, v in row.items()} for row in rows]
        return self.matrix(damped).multiply(self.idf).tocsr()

    def _add(
        self,
        found: dict[tuple[int, frozenset[str]], tuple[str, bool]],
        code: str,
        text: str,
        official: bool,
    ) -> None:
        stems = frozenset(self.stems(text))
        if stems - ROLE_STEMS:
            found.setdefault((self._at[code], stems), (text.strip(), official))

    def _documents(
        self, rows: Sequence[Occupation], technologies: Iterable[TechnologyUse]
    ) -> list[dict[str, float]]:
        documents: list[defaultdict[str, float]] = [defaultdict(float) for _ in rows]
        count = Counter(t[0] for t in self.titles)
        for row, _, stems, official in self.titles:
            for s in stems:
                documents[row][s] += (3.0 if official else 0.0) + 12.0 / count[row]
        for row, o in enumerate(rows):
            for s in self.stems(o.description):
                documents[row][s] += 0.5
        names: defaultdict[int, set[str]] = defaultdict(set)
        for t in technologies:
            if t.occupation in self._at:
                names[self._at[t.occupation]].add(t.name)
        for row, used in names.items():
            for name in sorted(used):
                for s in set(self.stems(name)) - {"software"}:
                    documents[row][s] += 0.2
        return [dict(d) for d in documents]

    def _roles(self, title: str) -> frozenset[str]:
        """The ranks and trades in a title; of several kinds of worker, those that all share.

        "Exercise Trainers and Group Fitness Instructors" are not all instructors.
        """
        parts = [p for p in re.split(r",|\band\b|\bor\b", title) if p.strip()]
        if " of " in title or not all(_WORKERS.search(p.strip()) for p in parts):
            parts = [title]
        stems = [frozenset(self.stems(p)) & OCCUPATION_ROLES for p in parts]
        return frozenset.intersection(*stems)

    def _companies(self) -> dict[str, list[str]]:
        """Stem → stems that imply it: photovoltaic work is solar work.

        Two stems keep company when they stand together in an occupation's own title, and the
        second in at least `COMPANY` of the titles that hold the first, which few occupations have.
        """
        roles = ROLE_STEMS | OCCUPATION_ROLES
        own = {
            (s, v)
            for _, _, stems, official in self.titles
            if official
            for s in stems - roles
            for v in stems - roles - {s}
            if self.users[s] <= FEW_USERS
        }
        holders: Counter[str] = Counter()
        together: Counter[tuple[str, str]] = Counter()
        for _, _, stems, _ in self.titles:
            for s in stems:
                holders[s] += 1
                together.update((s, v) for v in stems if (s, v) in own)
        out: dict[str, list[str]] = {}
        for (s, v), n in sorted(together.items()):
            if holders[s] >= FEWEST_TITLES and n / holders[s] >= COMPANY:
                out.setdefault(s, []).append(v)
        return out


def _role_factor(s: str) -> float:
    if s in HARD_ROLES:
        return HARD_ROLE_WEIGHT
    return ROLE_WEIGHT if s in ROLE_STEMS else 1.0


def unit_rows(matrix: Matrix) -> Matrix:
    """The matrix with every row divided by its Euclidean length (empty rows stay empty)."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.diags(1.0 / np.maximum(length, 1e-9)) @ matrix


def _official_parts(title: str) -> list[str]:
    """The title without what it excepts, and the kinds of worker that it lists one word each.

    "Welders, Cutters, Solderers, and Brazers" gives four more; "Claims Adjusters, Examiners, and
    Investigators" none, for its examiners are of claims.
    """
    head = _EXCEPT.split(title)[0]
    listed = [p.strip() for p in re.split(r",|\band\b|\bor\b", head) if p.strip()]
    words_only = all(re.fullmatch(r"[A-Z][a-z]+(?:s|ics)", p) for p in listed)
    return [head, *listed] if words_only and len(listed) > 1 else [head]


def _excepted(title: str) -> str:
    return " ".join(_EXCEPT.split(title)[1:])
