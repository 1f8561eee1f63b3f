"""The coder of programs: a title, and a description beside it → CIP 2020 codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np

from occupath.extract.encoder import model_file
from occupath.extract.programs.cache import Arrays, kept
from occupath.extract.programs.evidence import Evidence
from occupath.extract.programs.mixture import Weights, read_weights, shares
from occupath.extract.programs.reading import PIECES, Reader, Reading, joined, tidy
from occupath.extract.programs.tables import (
    InstructionalProgram,
    ListedProgram,
    read_instructional_programs,
    read_listed_programs,
    tables_digest,
)
from occupath.ontology.errors import InvalidDataset

_TOGETHER = 64  # programs whose evidence is held at once


class Program(NamedTuple):
    """What is to be coded; one of the two may be missing."""

    title: str | None
    text: str | None = None


class CipGuess(NamedTuple):
    """A code that a program may have."""

    code: str  # CIP 2020, "15.1703"
    title: str
    probability: float  # 0–1, that this code is right


class Documents(NamedTuple):
    """What a dataset tells a coder of programs: CIP 2020, its listed programs, both read."""

    cips: list[InstructionalProgram]
    programs: list[ListedProgram]
    described: Reading
    known: Reading


class CipCoder:
    """Codes programs by what a dataset knows: CIP 2020 and programs that have a code.

    `dataset` is a built dataset (None: the default one), `models` another folder of models,
    `threads` how many threads one run may use. `without` are IRIs of providers whose programs are
    left out, `weights` others than those shipped: both for measuring. At a dataset's first use its
    descriptions are read, which takes up to a minute; what was read is kept in the user's cache,
    by the contents of the dataset's tables. Raises `InvalidDataset` where the dataset has no CIP
    2020, or was built by an earlier release.
    """

    def __init__(
        self,
        dataset: Path | None = None,
        models: Path | None = None,
        threads: int = 1,
        without: Collection[str] = (),
        weights: Weights | None = None,
    ) -> None:
        self._reader = Reader(dataset, models, threads)
        self._weights = read_weights(models) if weights is None else weights
        documents = leave_out(read_documents(self._reader, dataset), without)
        self.cips = documents.cips
        self._evidence = evidence(documents, self._reader.socs)

    def code(self, programs: Iterable[Program], top: int = 5) -> list[list[CipGuess]]:
        """For each program its `top` likeliest codes, best first; none where it has no letter."""
        asked = [tidy(*program) for program in programs]
        made: list[list[CipGuess]] = [[] for _ in asked]
        for weights, rows in (
            (self._weights.text, [i for i, (_, text) in enumerate(asked) if text]),
            (
                self._weights.title,
                [i for i, (title, text) in enumerate(asked) if title and not text],
            ),
        ):
            for at in range(0, len(rows), _TOGETHER):
                some = rows[at : at + _TOGETHER]
                reading = self._reader.read(*zip(*(asked[i] for i in some), strict=True))
                found = shares(self._evidence.of(reading), weights)
                for i, row in zip(some, found, strict=True):
                    best = np.argsort(-row, kind="stable")[: max(top, 0)].tolist()
                    made[i] = [self._guess(number, float(row[number])) for number in best]
        return made

    def _guess(self, number: int, share: float) -> CipGuess:
        cip = self.cips[number]
        return CipGuess(cip.code, cip.title, round(share, 4))


def offering(program: ListedProgram) -> str:
    """The provider of a program; the program itself where the list names none."""
    return program.provider or program.program


def leave_out(documents: Documents, providers: Collection[str]) -> Documents:
    """The documents without the programs of some providers, and without their outcomes."""
    left = set(providers)
    if not left:
        return documents
    rows = [i for i, p in enumerate(documents.programs) if offering(p) not in left]
    return documents._replace(
        cips=[
            cip._replace(offered_by=tuple(p for p in cip.offered_by if p not in left))
            for cip in documents.cips
        ],
        programs=[documents.programs[i] for i in rows],
        known=documents.known.take(rows),
    )


def evidence(documents: Documents, socs: list[str]) -> Evidence:
    """What speaks for codes by the documents; programs of other vintages' codes are left out."""
    at = {cip.code: number for number, cip in enumerate(documents.cips)}
    labels = [[at[code] for code in p.cips if code in at] for p in documents.programs]
    rows = [i for i, codes in enumerate(labels) if codes]
    known = documents.known.take(rows)
    return Evidence(documents.cips, documents.described, known, [labels[i] for i in rows], socs)


def read_documents(reader: Reader, dataset: Path | None = None) -> Documents:
    """The documents of a dataset; what takes time is read from the cache."""
    cips = read_instructional_programs(dataset)
    if not cips:
        raise InvalidDataset(
            "the dataset holds no code of CIP 2020; build one from files that hold them "
            "(source cip2020)"
        )
    programs = read_listed_programs(dataset)
    codes = [tidy(cip.title, told(cip)) for cip in cips]
    listed = [tidy(program.title, program.description) for program in programs]

    def make() -> Arrays:
        found = {}
        for name, pairs in (("cip", codes), ("program", listed)):
            titles, texts = [a for a, _ in pairs], [b for _, b in pairs]
            found[f"{name} vectors"], found[f"{name} occupations"] = reader.dense(titles, texts)
        return found

    arrays = kept(_key(reader, dataset), make)
    readings = []
    for name, pairs in (("cip", codes), ("program", listed)):
        dense = arrays[f"{name} vectors"], arrays[f"{name} occupations"]
        readings.append(joined([a for a, _ in pairs], [b for _, b in pairs], *dense))
    return Documents(cips, programs, *readings)


def told(cip: InstructionalProgram) -> str:
    """The text of a code: its definition, its examples and former titles."""
    return " ".join(filter(None, [cip.definition, "; ".join(cip.other_titles)]))


def _key(reader: Reader, dataset: Path | None) -> str:
    made = sha256(f"{PIECES} {tables_digest(dataset)}".encode())
    models = reader.encoder.file.parent
    for name in (reader.encoder.file.name, "coder.onnx", "coder.json", "coder-words.npz"):
        made.update(model_file(name, models).read_bytes())
    return made.hexdigest()[:32]
