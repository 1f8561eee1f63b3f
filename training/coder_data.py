"""What the occupation coder learns from: titles, tasks and descriptions with their SOC 2018 codes.

Titles come from O*NET, the SOC's direct matches, ESCO (by way of the ESCO→O*NET table) and four
fifths of the Census index; the last fifth is never trained on, see `split`. A Census code that is
a group stands for its detailed children.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from occupath.extract.linking.esco_crosswalk import EscoCrosswalk
from occupath.extract.linking.words import STOP, stem, words
from occupath.extract.log import ReadLog
from occupath.extract.readers import read_source
from occupath.ontology.model import (
    AlternateTitle,
    Code,
    CodeTitle,
    EmergingTask,
    EscoConcept,
    EscoCrosswalkRow,
    Occupation,
    Row,
    Task,
)
from occupath.ontology.titles import title_key

CENSUS = Path("bench/titles/census_index_2018_part.csv")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_CODE = re.compile(r"\d\d-\d[\dX]{3}")


class Example(NamedTuple):
    """A text that is about one of `codes` (detailed SOC 2018), and where it stands."""

    text: str
    codes: tuple[str, ...]
    source: str  # census, onet, soc, esco for titles; task, about for sentences


def split(title: str) -> str:
    """``test``, ``tune`` or ``train``: by a hash of the title's stems, for ever.

    The set of stems without brackets and stop words is hashed, so that "Cotton picker",
    "Pickers, cotton" and "Picker (cotton)" stand together. A fifth is ``test``, never trained on;
    a twelfth of the rest is ``tune``, where weights, temperature and threshold are chosen.
    """
    text = words(_BRACKETS.sub(" ", title)) or words(title)
    key = " ".join(sorted({stem(word) for word in text if word not in STOP}))
    number = int.from_bytes(sha256(key.encode()).digest()[:8], "big")
    if number % 5 == 0:
        return "test"
    return "tune" if number // 5 % 12 == 0 else "train"


class CoderData:
    """All examples below `data_dir` (the layout of docs/data-layout.md)."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir

    @cached_property
    def structure(self) -> dict[str, Code]:
        """Every SOC 2018 code with its level and parent."""
        return {r.code: r for r in self._soc if isinstance(r, Code)}

    @cached_property
    def codes(self) -> list[str]:
        """The 867 detailed codes, sorted: the classes."""
        return sorted(c for c, row in self.structure.items() if row.level == "detailed")

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The detailed codes below each code, by the published structure."""
        below: defaultdict[str, set[str]] = defaultdict(set)
        for code in self.codes:
            up: str | None = code
            while up is not None:
                below[up].add(code)
                up = self.structure[up].parent
        return {code: tuple(sorted(found)) for code, found in below.items()}

    def detailed(self, code: str) -> tuple[str, ...]:
        """The detailed codes that a Census code stands for; none for what is no code.

        ``13-20XX`` is the group 13-2000 where the structure has it, else what its digits fit.
        """
        code = code.strip()
        if not _CODE.fullmatch(code):
            return ()
        known = self.children.get(code.replace("X", "0"))
        if known is None and "X" in code:
            shape = re.compile(code.replace("X", r"\d"))
            known = tuple(c for c in self.codes if shape.fullmatch(c))
        return known or ()

    @cached_property
    def census(self) -> list[Example]:
        """Every row of the Census index with a code, once; "See …" rows have none."""
        with (self.folder / CENSUS).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        made = (Example(t.strip(), self.detailed(code), "census") for code, t in rows)
        return sorted({e for e in made if e.codes})

    @cached_property
    def titles(self) -> list[Example]:
        """Every reference title once a source, with all the codes it has there."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self._onet:
            if isinstance(row, Occupation):
                found[row.title, "onet"].add(row.code[:7])
            elif isinstance(row, AlternateTitle):
                for text in filter(None, (row.title, row.short)):
                    found[text, "onet"].add(row.occupation[:7])
        for row in self._soc:
            if isinstance(row, CodeTitle | Code) and row.code in self._detailed:
                found[row.title, "soc"].add(row.code)
        for concept, codes in self._esco:
            for text in (concept.label, *concept.alt_labels):
                found[text, "esco"] |= codes
        return [
            Example(text, kept, source)
            for (text, source), codes in sorted(found.items())
            if (kept := tuple(sorted(codes & self._detailed)))
        ]

    @cached_property
    def sentences(self) -> list[Example]:
        """Tasks, descriptions and definitions with the codes they are of."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self._onet:
            if isinstance(row, Task | EmergingTask):
                found[row.statement, "task"].add(row.occupation[:7])
            elif isinstance(row, Occupation) and row.description:
                found[row.description, "about"].add(row.code[:7])
        for row in self._soc:
            if isinstance(row, Code) and row.definition and row.code in self._detailed:
                found[row.definition, "about"].add(row.code)
        for concept, codes in self._esco:
            if concept.description:
                found[concept.description, "about"] |= codes
        return [
            Example(text, kept, source)
            for (text, source), codes in sorted(found.items())
            if (kept := tuple(sorted(codes & self._detailed)))
        ]

    @cached_property
    def verbatim(self) -> frozenset[str]:
        """The keys of all reference titles."""
        return frozenset(title_key(e.text) for e in self.titles)

    @cached_property
    def esco_codes(self) -> dict[str, set[str]]:
        """SOC codes of each ESCO code, as the ESCO→O*NET table gives them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._read("esco-onet"):
            if isinstance(row, EscoCrosswalkRow):
                found[row.esco_code].add(row.occupation[:7])
        return found

    @cached_property
    def _esco(self) -> list[tuple[EscoConcept, set[str]]]:
        concepts = [r for r in self._read("esco") if isinstance(r, EscoConcept)]
        crosswalk = EscoCrosswalk(concepts)
        rows = (r for r in self._read("esco-onet") if isinstance(r, EscoCrosswalkRow))
        codes: defaultdict[str, set[str]] = defaultdict(set)
        for pair in crosswalk.join(rows):
            if pair.from_scheme == "esco":
                codes[pair.from_code].add(pair.to_code[:7])
        return [(c, codes[c.iri]) for c in concepts if c.iri in codes]

    @cached_property
    def _detailed(self) -> frozenset[str]:
        return frozenset(self.codes)

    @cached_property
    def _soc(self) -> list[Row]:
        return list(self._read("soc2018"))

    @cached_property
    def _onet(self) -> list[Row]:
        kept = (Occupation, AlternateTitle, Task, EmergingTask)
        return [r for r in self._read("onet") if isinstance(r, kept)]

    def _read(self, source: str) -> Iterator[Row]:
        return read_source(source, self.folder, ReadLog(source))
