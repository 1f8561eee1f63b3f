"""How alike a role is to each occupation of a vintage, by six measures of 0–1.

``words`` of the role against the definition, ``titles`` against every title filed there,
``name``, ``meaning`` and ``duties`` by the shipped encoder: of the name against the title, of the
first duty against the first sentence of the definition, and of every duty against the sentence most
like it. ``worker``: whether the head word of the name is the occupation's own (1 where no other
title has it, 1/k where k have). A role without duties is held by its name against the same texts.
Why these: docs/decisions/0019-distinctness.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from occupath.extract.concepts.vectors import NAME_PIECES, cached_vectors, encoded
from occupath.extract.encoder import Encoder
from occupath.ontology.titles import title_key
from occupath.queries.distinctness.heads import heads
from occupath.queries.distinctness.terms import Array, Terms, stems
from occupath.queries.distinctness.vintage import Occupation, TitleRow, Vintage, sentences

MEASURES = ("words", "titles", "name", "meaning", "worker", "duties")
ENCODER = "linker"
_KNOWN: dict[str, dict[str, NDArray[np.float32]]] = {}  # by model file, then text
_APART = re.compile(r"\b(?:helpers?|supervisors?)\b", re.IGNORECASE)


class Role(NamedTuple):
    """What is judged: a name, and what such workers do (may be empty)."""

    name: str
    duties: str = ""


class Likeness(NamedTuple):
    """Each measure for each occupation of the vintage, (measures, occupations), hidden ones 0."""

    parts: Array
    visible: NDArray[np.bool_]
    exact: tuple[int, ...]  # rows of the vintage's titles that are the role's name

    @property
    def mean(self) -> Array:
        """The similarity: the mean of the measures, 0–1."""
        made: Array = self.parts.mean(axis=0)
        return made


class Measures:
    """The measures against one vintage; vectors of its texts are made once and kept in a cache."""

    def __init__(self, vintage: Vintage, models: Path | None = None) -> None:
        self.vintage = vintage
        self.codes = [each.code for each in vintage.occupations]
        self.residual = np.array([each.residual for each in vintage.occupations], dtype=bool)
        self._kinds = np.array([_kind(each.title) for each in vintage.occupations])
        self._encoder = Encoder(ENCODER, models=models)
        texts = [stems(f"{each.title} {each.definition}") for each in vintage.occupations]
        self._terms = Terms(texts)
        self._words = self._terms.matrix(texts)
        self._heads = self._terms.matrix([stems(o.title) for o in vintage.occupations])
        names = list(dict.fromkeys(row.title for row in vintage.titles))
        at = {name: i for i, name in enumerate(names)}
        self._titles = self._terms.matrix([stems(name) for name in names], once=True)
        self._title_terms = {term for name in names for term in stems(name)}
        self._title_of_row = np.array([at[row.title] for row in vintage.titles], dtype=np.int64)
        place = {code: i for i, code in enumerate(self.codes)}
        self._code_of_row = np.array([place[row.code] for row in vintage.titles], dtype=np.int64)
        keys: dict[str, int] = {}
        self._key_of_row = np.array(
            [keys.setdefault(title_key(row.title), len(keys)) for row in vintage.titles],
            dtype=np.int64,
        )
        self._keys = keys
        self._workers: defaultdict[str, list[int]] = defaultdict(list)
        for i, each in enumerate(vintage.occupations):
            for word in () if each.residual else sorted(heads(each.title)):
                self._workers[word].append(i)

    @cached_property
    def _name_vectors(self) -> NDArray[np.float32]:
        return _vectors([o.title for o in self.vintage.occupations], self._encoder)

    @cached_property
    def _meaning_vectors(self) -> NDArray[np.float32]:
        return _vectors([_first(o) for o in self.vintage.occupations], self._encoder)

    @cached_property
    def _sentences(self) -> tuple[NDArray[np.float32], NDArray[np.intp]]:
        """Vectors of all definitions' sentences, and where each occupation's begin."""
        said = [sentences(o.definition) or [o.title] for o in self.vintage.occupations]
        starts = np.cumsum([0, *map(len, said)])[:-1]
        return _vectors([s for each in said for s in each], self._encoder), starts

    def _by_duties(self, asked: NDArray[np.float32]) -> Array:
        """(asked, occupations): cosine with the sentence of the definition that is most like it."""
        vectors, starts = self._sentences
        return np.maximum.reduceat(np.clip(asked @ vectors.T, 0, 1), starts, axis=1)

    def likeness(
        self, role: Role, hidden: Set[str] = frozenset(), hidden_details: Set[str] = frozenset()
    ) -> Likeness:
        """Each measure of `role`, without the hidden codes and without any title of theirs."""
        visible = np.array([code not in hidden for code in self.codes], dtype=bool)
        said = sentences(role.duties) or [role.name]
        asked = np.asarray(encoded([role.name, *said], self._encoder, NAME_PIECES))
        whole = f"{role.name} {role.duties}"
        shown = self._shown(visible, hidden_details)
        parts = np.stack([
            (self._words @ self._terms.matrix([stems(whole)]).T).toarray()[:, 0],
            self._by_title(role.name, shown),
            np.clip(self._name_vectors @ asked[0], 0, 1),
            np.clip(self._meaning_vectors @ asked[1], 0, 1),
            self._by_worker(role.name, visible),
            self._by_duties(asked[1:]).mean(axis=0),
        ])  # fmt: skip
        return Likeness(np.where(visible, parts, 0), visible, self._exact(role.name, shown))

    def comparable(self, name: str) -> NDArray[np.bool_]:
        """The occupations that work of this name can be within: no residuals, and helpers and
        first-line supervisors only for helpers and supervisors (principles 6 and 7)."""
        made: NDArray[np.bool_] = ~self.residual & np.isin(self._kinds, ["", _kind(name)])
        return made

    def knows(self, term: str) -> bool:
        """Whether the vintage's definitions or titles use a stem."""
        return self._terms.has(term) or term in self._title_terms

    def nearest_title(
        self,
        name: str,
        visible: NDArray[np.bool_],
        hidden_details: Set[str],
        wanted: Callable[[str], bool],
    ) -> tuple[float, TitleRow | None]:
        """The visible title most like `name` among those whose O*NET-SOC code is `wanted`."""
        asked = self._terms.matrix([stems(name)], once=True)
        likeness = (self._titles @ asked.T).toarray()[:, 0][self._title_of_row]
        kept = np.array([wanted(row.detail) for row in self.vintage.titles], dtype=bool)
        likeness = np.where(kept & self._shown(visible, hidden_details), likeness, 0)
        if not len(likeness) or likeness.max() <= 0:
            return 0.0, None
        best = int(np.argmax(likeness))
        return float(likeness[best]), self.vintage.titles[best]

    def existing(self, duties: bool) -> tuple[NDArray[np.intp], Array]:
        """Of each non-residual occupation, as if it were the role: similarity to its nearest.

        Returns (places of the occupations, similarities), in the order of the vintage.
        """
        kept = np.flatnonzero(~self.residual)
        texts = self._words if duties else self._heads
        names, meanings = self._name_vectors, self._meaning_vectors
        asked = meanings if duties else names
        total = (texts[kept] @ self._words.T).toarray() + np.clip(names[kept] @ names.T, 0, 1)
        total += np.clip(asked[kept] @ meanings.T, 0, 1)
        if duties:
            vectors, starts = self._sentences
            said = np.diff([*starts, len(vectors)])[:, None]  # sentences of each definition
            total += (np.add.reduceat(self._by_duties(vectors), starts, axis=0) / said)[kept]
        else:
            total += self._by_duties(names[kept])
        own = self._terms.matrix([stems(self.vintage.occupations[i].title) for i in kept], True)
        named = (self._titles @ own.T).toarray().T  # (kept, names)
        for row, i in enumerate(kept.tolist()):
            mine = self._code_of_row == i
            hidden = np.isin(self._key_of_row, self._key_of_row[mine])
            total[row] += self._best(named[row], ~hidden)
            others = np.ones(len(self.codes), dtype=bool)
            others[i] = False
            total[row] += self._by_worker(self.vintage.occupations[i].title, others)
        total[np.arange(len(kept)), kept] = 0
        for row, i in enumerate(kept.tolist()):
            total[row, ~self.comparable(self.vintage.occupations[i].title)] = 0
        nearest: Array = total.max(axis=1) / len(MEASURES)
        return kept, nearest

    def _by_title(self, name: str, shown: NDArray[np.bool_]) -> Array:
        asked = self._terms.matrix([stems(name)], once=True)
        return self._best((self._titles @ asked.T).toarray()[:, 0], shown)

    def _by_worker(self, name: str, visible: NDArray[np.bool_]) -> Array:
        made = np.zeros(len(self.codes))
        for word in sorted(heads(name)):
            places = [i for i in self._workers.get(word, ()) if visible[i]]
            made[places] = np.maximum(made[places], 1 / max(len(places), 1))
        return made

    def _best(self, likeness: Array, shown: NDArray[np.bool_]) -> Array:
        made = np.zeros(len(self.codes))
        rows = np.flatnonzero(shown)
        np.maximum.at(made, self._code_of_row[rows], likeness[self._title_of_row[rows]])
        return made

    def _shown(self, visible: NDArray[np.bool_], hidden_details: Set[str]) -> NDArray[np.bool_]:
        """Rows of titles that no hidden code has, under whatever code they stand."""
        hidden = ~visible[self._code_of_row]
        if hidden_details:
            hidden |= np.array([row.detail in hidden_details for row in self.vintage.titles])
        made: NDArray[np.bool_] = ~np.isin(self._key_of_row, self._key_of_row[hidden])
        return made

    def _exact(self, name: str, shown: NDArray[np.bool_]) -> tuple[int, ...]:
        key = self._keys.get(title_key(name))
        if key is None:
            return ()
        return tuple(np.flatnonzero((self._key_of_row == key) & shown).tolist())


def _vectors(texts: Sequence[str], encoder: Encoder) -> NDArray[np.float32]:
    """One unit vector a text; two vintages share most texts, so each is read once a process."""
    known = _KNOWN.setdefault(str(encoder.file), {})
    new = list(dict.fromkeys(text for text in texts if text not in known))
    if new:
        known.update(zip(new, cached_vectors(new, encoder), strict=True))
    return np.array([known[text] for text in texts], dtype=np.float32)


def _kind(title: str) -> str:
    """Which occupations stand apart by the classification principles: helpers and supervisors."""
    found = _APART.search(title)
    return found[0].casefold().rstrip("s") if found else ""


def _first(occupation: Occupation) -> str:
    said = sentences(occupation.definition)
    return said[0] if said else occupation.title
