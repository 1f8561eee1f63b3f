"""The component that finds the labels of a dataset, and of a user's list, in a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from occupath.extract.gazetteer import Entry, Gazetteer
from occupath.extract.gazetteer.labels import SEVERAL_WORDS, USER, shown
from occupath.extract.pipeline.extensions import GAZETTEER, NAMES, group, plain, register
from occupath.extract.pipeline.names import kind, names
from occupath.extract.pipeline.places import spans_at
from occupath.extract.pipeline.tables import Concept, read_concepts, text_folder
from occupath.extract.pipeline.user_labels import UserLabel, read_user_labels

# How the labels of a scheme are looked for; see `occupath.extract.gazetteer.labels`.
_POLICY = {"esco-skill": "esco-skill", "onet-element": "element", "onet-dwa": "esco-skill"}
# Which scheme a label means that stands in several, the first first.
_SCHEMES = (
    "user", "technology", "tool", "licence", "certification", "credential", "esco-skill",
    "onet-element", "onet-dwa",
)  # fmt: skip
# Before the rest of the name of a body: "Department of Motor Vehicles".
_BODY = re.compile(
    r"\b(?:departments?|bureau|division|office|ministry|board|school|college|institute|association|"
    r"commission|agency|council|society|academy|faculty) (?:of|for|on) (?:the )?$",
    re.IGNORECASE,
)
_NO_CONCEPT = "user:"  # before the label of a user's list that names no concept


class Meaning(NamedTuple):
    """What a label that was found stands for."""

    kind: str
    concept: str | None  # None where several concepts share the label
    name: str | None  # the concept's preferred label
    confidence: float


class _About(NamedTuple):
    scheme: str
    kind: str
    label: str


class Labels:
    """The labels of concepts, found in texts and told apart by what they mean."""

    def __init__(self, concepts: Iterable[Concept], user: Iterable[UserLabel] = ()) -> None:
        self._about: dict[str, _About] = {}
        labels: list[tuple[str, str, str]] = []
        first: dict[tuple[str, str], str] = {}  # products that differ in their class only
        for row in concepts:
            if first.setdefault((row.scheme, row.label), row.concept) != row.concept:
                continue
            said = kind(row)
            policy = _POLICY.get(row.scheme, said)
            self._about[row.concept] = _About(row.scheme, said, row.label)
            labels += [(row.concept, policy, name) for name in names(row)]
        for wanted in user:
            concept = wanted.concept or _NO_CONCEPT + wanted.label
            self._about[concept] = _About("user", wanted.kind, wanted.label)
            labels.append((concept, USER, wanted.label))
        self._gazetteer = Gazetteer(labels, company=True)

    def find(self, text: str) -> list[tuple[int, int, Meaning]]:
        """Where labels stand in `text`, in order, none over another, and what each means."""
        return [
            (start, end, self._meaning(entries))
            for start, end, entries in self._gazetteer.find(text)
            if not _BODY.search(text, max(0, start - 24), start)
        ]

    def _meaning(self, entries: tuple[Entry, ...]) -> Meaning:
        ranked = sorted(entries, key=lambda e: (_SCHEMES.index(self._scheme(e)), e.concept))
        said = self._about[ranked[0].concept].kind
        exact = [e for e in ranked if shown(self._about[e.concept].label) == shown(e.label)]
        best = (exact or ranked)[0]
        scheme, _, name = self._about[best.concept]
        rivals = [e for e in exact or ranked if self._scheme(e) == scheme]
        meant = len(rivals) == 1 and not best.concept.startswith(_NO_CONCEPT)
        sharing = sum(e.kind == best.kind for e in entries)
        sure = min(best.confidence * sharing, SEVERAL_WORDS)  # sharing is doubt about which
        return Meaning(
            said, best.concept if meant else None, name if meant else None, round(sure, 2)
        )

    def _scheme(self, found: Entry) -> str:
        return self._about[found.concept].scheme


@lru_cache(maxsize=4)
def _labels(dataset: Path | None, user_labels: Path | None, _stamps: tuple[int, ...]) -> Labels:
    user = read_user_labels(user_labels) if user_labels else ()
    return Labels(read_concepts(dataset), user)


@Language.factory(
    "occupath_gazetteer",
    default_config={"dataset": None, "user_labels": None},
    assigns=["doc.spans"],
)
class GazetteerComponent:
    """Sets ``doc.spans["gazetteer"]``: label the kind, ``kb_id`` the concept if one is meant.

    The labels are read when the first document comes.
    """

    def __init__(
        self, nlp: Language, name: str, dataset: str | None, user_labels: str | None
    ) -> None:
        register()
        self._dataset = Path(dataset) if dataset else None
        self._user_labels = Path(user_labels) if user_labels else None

    @cached_property
    def known(self) -> Labels:
        """The labels; read once a process for each dataset. Raises `InvalidDataset`."""
        path = text_folder(self._dataset) / "concepts.parquet"
        files = [path, *([self._user_labels] if self._user_labels else [])]
        stamps = tuple(file.stat().st_mtime_ns for file in files if file.exists())
        return _labels(self._dataset, self._user_labels, stamps)

    def __call__(self, doc: Doc) -> Doc:
        found = self.known.find(plain(doc))
        spans = spans_at(
            doc,
            [(start, end) for start, end, _ in found],
            [meaning.kind for _, _, meaning in found],
            [meaning.concept or "" for _, _, meaning in found],
        )
        layer = group(doc, GAZETTEER, spans, [meaning.confidence for _, _, meaning in found])
        layer.attrs[NAMES] = [meaning.name for _, _, meaning in found]
        return doc
