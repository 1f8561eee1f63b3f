"""The facts of a dataset that a dossier cites, each with the command that lists its rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import UnknownCode
from occupath.queries.distinctness.distinct import Distinctness
from occupath.queries.distinctness.verdict import DETAIL, NEW, UNKNOWN, Verdict
from occupath.queries.distinctness.vintage import Occupation
from occupath.queries.dossier.postings import Found
from occupath.queries.dossier.subject import Subject
from occupath.queries.named import run

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The O*NET occupation that tells most of the role, and how it stands to it.

    `is_role` is true where O*NET has the role itself, below or at the code it is counted in; else
    the occupation is only the nearest, and what is said of it is not said of the role.
    """

    code: str
    title: str
    is_role: bool

    @property
    def soc(self) -> str:
        return self.code[:7]

    @property
    def of(self) -> str:
        """How a sentence begins that speaks of it."""
        if self.is_role:
            return f"O*NET-SOC {self.code} {self.title}"
        return f"The nearest occupation, {self.code} {self.title} (not the role itself),"


@dataclass(frozen=True, slots=True)
class Coded:
    """Where the occupation coder puts the role, with the chance (0–1) that this is right."""

    occupation: Occupation
    probability: float


class Facts:
    """What the sections of a dossier ask: the dataset, the test, the verdict, the postings."""

    def __init__(
        self,
        dataset: Dataset,
        subject: Subject,
        found: Distinctness,
        said: Verdict,
        postings: Found | None,
        coded: tuple[Coded, ...] = (),
    ) -> None:
        self.dataset = dataset
        self.subject = subject
        self.found = found
        self.verdict = said
        self.postings = postings
        self.coded = coded

    def rows(self, query: str, **params: str) -> list[Row]:
        """The rows of a named query; none where the code is not in the dataset."""
        try:
            return [dict(row) for row in run(query, self.dataset, params).rows]
        except UnknownCode:
            return []

    @staticmethod
    def command(query: str, **params: str) -> str:
        """The command that lists the same rows."""
        given = "".join(f" --param {name}={value}" for name, value in params.items())
        return f"occupath query {query}{given}"

    @cached_property
    def anchor(self) -> Anchor | None:
        """The O*NET occupation to speak of; None where the dataset describes none that is near.

        A distinct role that is no more than a name is near to nothing that is known of it.
        """
        if self.verdict.kind == DETAIL and self.verdict.code:
            return Anchor(self.verdict.code, self._title(self.verdict.code), True)
        detail = self.found.detail
        if self.verdict.kind != NEW and detail is not None and detail.likeness >= 1:
            return Anchor(detail.row.detail, self._title(detail.row.detail), True)
        if self.found.distinct and not self.found.duties and self.subject.group is None:
            return None
        near = next(
            (n.occupation for n in self.found.nearest if n.occupation.code == self.verdict.code),
            self.found.nearest[0].occupation if self.found.nearest else None,
        )
        if near is None or not near.details:
            return None
        own = next((d for d in near.details if d.code.endswith(".00")), near.details[0])
        return Anchor(own.code, own.title, self.verdict.kind not in (NEW, "not_assessable"))

    @cached_property
    def counted(self) -> tuple[str, str] | None:
        """The detailed SOC code in which such workers are counted now, and its title."""
        anchor = self.anchor
        if anchor is not None and anchor.is_role:
            return anchor.soc, self._soc_title(anchor.soc)
        if self.verdict.kind in (NEW, UNKNOWN) and self.coded:
            return self.coded[0].occupation.code, self.coded[0].occupation.title
        residual = self.found.residual
        if self.verdict.kind == NEW and residual is not None:
            same = [
                o for o in self._residuals
                if self.verdict.code and o[0][:2] == self.verdict.code[:2]
            ]  # fmt: skip
            return next((o for o in same if o[0] == residual.occupation.code), None) or (
                same[0] if len(same) == 1 else None
            )
        return None

    @cached_property
    def _residuals(self) -> list[tuple[str, str]]:
        rows = self.dataset.select(
            "SELECT ?code ?title WHERE { ?c oc:residual true ; skos:inScheme "
            "<https://w3id.org/occupath/id/soc2018> ; skos:notation ?code ; skos:prefLabel ?title }"
        )
        return sorted((str(r["code"]), str(r["title"])) for r in rows)

    def _title(self, code: str) -> str:
        rows = self.rows("occupation", occupation=code)
        return str(rows[0]["title"]) if rows and "title" in rows[0] else code

    def _soc_title(self, code: str) -> str:
        for near in self.found.nearest:
            if near.occupation.code == code:
                return near.occupation.title
        return next((title for one, title in self._residuals if one == code), code)
