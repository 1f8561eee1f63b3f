"""Certifications to occupations, by the words of their names, keywords and descriptions.

CareerOneStop's certifications carry no occupation codes, so every link here is ours. A link says
that a certification suits an occupation. Precision counts more than recall: a certification
without enough evidence stays unlinked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple

import numpy as np

from occupath.extract.linking.occupation_index import (
    CALLINGS,
    HARD_ROLES,
    ROLE_STEMS,
    TECHNICIAN,
    Floats,
    Matrix,
    OccupationIndex,
    unit_rows,
)
from occupath.extract.linking.words import CERTIFICATE_WORDS, words
from occupath.ontology.ids import mint
from occupath.ontology.model import (
    AlternateTitle,
    Certification,
    InferredLink,
    Occupation,
    TechnologyUse,
)

KEEP = 0.63  # links below this score are not made
MOST = 5  # links of one certification
NEAR = 0.88  # a link must reach this share of the certification's best score
FULL_COSINE = 0.6  # a cosine from which the documents count as fully alike
TECHNOLOGY_OCCUPATIONS = 40  # a technology that more occupations use says nothing
BRAND = 12  # a word of a technology that stands in titles of more occupations is no brand
OTHER_ROLE = 0.88  # the title's role (coordinator) is not the name's (technician)
UNLIKE = 0.12  # a cosine below which the documents have hardly a word in common
FARTHER = 0.6  # share of the best cosine below which an occupation is farther
TELLING = 3.2  # weight (idf) from which a title is telling: "Installer" is not
FEW = 4  # a title that more occupations share is not exact evidence
BATCH = 400

BONUS = {
    "official": 0.12,  # the occupation's own title stands whole in the name
    "exact": 0.15,  # the name says one of its titles and nothing else
    "verbatim": 0.15,  # the name is one of its titles, "certified" and all
    "technology": 0.2,  # the name holds the name of a technology of the occupation
}
PENALTY = {
    "role": 0.8,  # the name has a role (inspector, sales) that no title of the occupation has
    "rank": 0.58,  # the occupation is one of nurses, managers, … and the certification not
    "residual": 0.85,  # "All Other"
    "vendor": 0.9,  # the certification is about a product
    "farther": 0.85,  # its text is much less like the certification's than another's
    "unlike": 0.9,  # hardly a word in common beyond the name
    "technician": 0.92,  # the occupation is one of technicians and the certification not
}


class Evidence(NamedTuple):
    """What speaks for one pair: name–title fit and cosine of the documents, both 0–1."""

    occupation: int  # row of the index
    fit: float
    title: str
    cosine: float
    technology: str | None
    marks: frozenset[str]  # keys of BONUS and PENALTY

    @property
    def score(self) -> float:
        """0–1; not a probability, but read as a confidence once KEEP is set on reviewed links."""
        score = 0.55 * min(1.0, self.cosine / FULL_COSINE) + 0.45 * self.fit
        score += sum(v for k, v in BONUS.items() if k in self.marks)
        score = min(1.0, score)
        for mark, factor in PENALTY.items():
            if mark in self.marks:
                score *= factor
        return score


class CertificationLinker:
    """Scores certifications against the occupations it was built with.

    The score joins the fit of the name to the occupation's titles (share of each that the other
    covers, rare words counting more) with the cosine between the certification's name, keywords,
    description and organization and the occupation's titles, description and technologies.
    """

    def __init__(
        self,
        occupations: Iterable[Occupation],
        titles: Iterable[AlternateTitle],
        technologies: Iterable[TechnologyUse],
    ) -> None:
        technologies = list(technologies)
        self.index = OccupationIndex(occupations, titles, technologies)
        row = {code: i for i, code in enumerate(self.index.codes)}
        users: defaultdict[str, set[int]] = defaultdict(set)
        for use in technologies:
            if use.occupation in row:
                users[use.name].add(row[use.occupation])
        # a telling stem of the technology's name → (all its stems, name, occupations)
        self._technologies: defaultdict[str, list[tuple[frozenset[str], str, set[int]]]]
        self._technologies = defaultdict(list)
        for name in sorted(users):
            if name.lower().endswith("software") or len(users[name]) > TECHNOLOGY_OCCUPATIONS:
                continue
            stems = frozenset(self.index.stems(name))
            brands = [s for s in stems - ROLE_STEMS if self.index.users[s] <= BRAND and len(s) > 2]
            if brands:
                self._technologies[min(brands)].append((stems, name, users[name]))

    def link(self, certifications: Iterable[Certification]) -> Iterator[InferredLink]:
        """At most `MOST` links a certification, the surest first; confidence is 0–1."""
        certifications = list(certifications)
        for start in range(0, len(certifications), BATCH):
            batch = certifications[start : start + BATCH]
            for certification, evidence in zip(batch, self.evidence(batch), strict=True):
                yield from self._links(certification, evidence)

    def evidence(self, certifications: Sequence[Certification]) -> list[list[Evidence]]:
        """For each certification the pairs worth a look, the best score first."""
        index = self.index
        names = [self._name(c) for c in certifications]
        near = [self._with_company(n) for n in names]
        overlap = (index.matrix(near).multiply(index.idf).tocsr() @ index.title_matrix.T).tocsr()
        weights = [self._weight(n) for n in names]
        queries = index.weighted(
            [self._query(c, n) for c, n in zip(certifications, near, strict=True)]
        )
        cosines = np.asarray((unit_rows(queries) @ index.document_matrix.T).todense())
        out = []
        for i, name in enumerate(names):
            fits = self._fits(
                overlap, i, weights[i], set(name) & ROLE_STEMS, words(certifications[i].name)
            )
            known = self._technology(frozenset(index.stems(certifications[i].name)))
            rows = set(fits) | set(np.argsort(-cosines[i])[:8].tolist()) | set(known)
            said = set(name) | set(index.stems(certifications[i].keywords))
            told = said | set(index.stems(certifications[i].organization))
            vendor = certifications[i].type == "Product/Equipment"
            nearest = float(cosines[i].max())
            pairs = []
            for o in rows:
                if index.excepted[o] & said:
                    continue
                fit, title, marks = fits.get(o, (0.0, "", frozenset()))
                marks |= self._marks(o, set(name), said, told)
                if o in known:
                    marks |= {"technology"}
                if cosines[i][o] < UNLIKE and "verbatim" not in marks:
                    marks |= {"unlike"}
                if cosines[i][o] < FARTHER * nearest and "verbatim" not in marks:
                    marks |= {"farther"}
                if vendor:
                    marks |= {"vendor"}
                if "role" in marks:
                    marks -= {"official"}
                pairs.append(Evidence(o, fit, title, float(cosines[i][o]), known.get(o), marks))
            out.append(sorted(pairs, key=lambda e: (-e.score, e.occupation)))
        return out

    def _links(self, certification: Certification, pairs: list[Evidence]) -> list[InferredLink]:
        best = pairs[0].score if pairs else 0.0
        return [
            InferredLink(
                "certification-occupation",
                mint("certification", certification.id),
                mint("occupation", self.index.codes[e.occupation]),
                _method(e),
                round(e.score, 2),
                _evidence_text(e),
            )
            for e in pairs[:MOST]
            if e.score >= KEEP and e.score >= NEAR * best
        ]

    def _name(self, certification: Certification) -> list[str]:
        """Stems of the name without the issuer's own name ("Cisco", "SAP")."""
        issuer = set(self.index.stems(certification.organization))
        stems = self.index.stems(certification.name)
        return [s for s in stems if s not in issuer or s in self.index.users] or stems

    def _with_company(self, stems: Iterable[str]) -> dict[str, float]:
        out = dict.fromkeys(stems, 1.0)
        for s in list(out):
            for other in self.index.company.get(s, ()):
                out.setdefault(other, 1.0)
        return out

    def _weight(self, stems: Iterable[str]) -> float:
        """The weight of a name; a word that no occupation uses weighs most."""
        index = self.index
        return float(
            sum(
                index.idf[index.vocabulary[s]] if s in index.vocabulary else index.unknown_idf * 0.8
                for s in set(stems)
                if s in index.vocabulary or not s[0].isdigit()
            )
        )

    def _query(self, certification: Certification, name: dict[str, float]) -> dict[str, float]:
        query: defaultdict[str, float] = defaultdict(float)
        for s, share in name.items():
            query[s] += 3.0 * share
        for s in set(self.index.stems(certification.keywords)):
            query[s] += 1.5
        for s in set(self.index.stems(certification.organization)):
            query[s] += 1.0
        described = (certification.description or "")[:1500]
        for s, n in Counter(self.index.stems(described)).items():
            query[s] += 0.5 * (1 + log(n))
        return query

    def _marks(self, row: int, name: set[str], said: set[str], told: set[str]) -> frozenset[str]:
        """The penalties that the roles in the name and in the occupation's title call for."""
        index = self.index
        marks = set()
        if ((name & HARD_ROLES) | (told & CALLINGS)) - index.title_stems[row]:
            marks.add("role")
        if not index.roles[row] <= said:
            marks.add("rank")
        if index.residual[row]:
            marks.add("residual")
        if index.technicians[row] and not said & TECHNICIAN:
            marks.add("technician")
        return frozenset(marks)

    def _fits(
        self, overlap: Matrix, i: int, weight: float, roles: set[str], said: list[str]
    ) -> dict[int, tuple[float, str, frozenset[str]]]:
        """Occupation row → best fit of the name to a title of it, that title, and its marks."""
        part = slice(overlap.indptr[i], overlap.indptr[i + 1])
        which = overlap.indices[part]
        shared: Floats = overlap.data[part]
        covered = shared / self.index.title_weight[which]
        share = np.minimum(1.0, shared / max(weight, 1e-9))
        fit = covered**1.5 * np.sqrt(share)
        best: dict[int, tuple[float, str]] = {}
        marks: defaultdict[int, set[str]] = defaultdict(set)
        for k in np.argsort(-fit, kind="stable")[:80]:
            row, text, stems, own = self.index.titles[which[k]]
            telling = min(1.0, float(self.index.title_weight[which[k]]) / TELLING)
            value = float(fit[k]) * telling
            other_role = stems & ROLE_STEMS and roles and not stems & roles
            value *= OTHER_ROLE if other_role else 1.0
            if value > best.get(row, (0.0, ""))[0]:
                best[row] = (value, text)
            if covered[k] > 0.99:
                if own:
                    marks[row].add("official")
                few = self.index.holders[stems] <= FEW
                if share[k] > 0.99 and few and telling == 1.0 and not other_role:
                    marks[row].add("exact")
                    titled = words(text)
                    if titled == said and CERTIFICATE_WORDS & set(titled):
                        marks[row].add("verbatim")
        return {row: (f, text, frozenset(marks[row])) for row, (f, text) in best.items()}

    def _technology(self, name: frozenset[str]) -> dict[int, str]:
        """Occupation row → a technology of it whose whole name stands in the certification's."""
        out: dict[int, str] = {}
        for s in sorted(name):
            for stems, technology, users in self._technologies.get(s, ()):
                if stems <= name:
                    for row in users:
                        out.setdefault(row, technology)
        return out


def _method(e: Evidence) -> str:
    if e.technology is not None and e.score - BONUS["technology"] < KEEP:
        return "technology"
    return "title" if e.fit >= 0.6 else "title and description"


def _evidence_text(e: Evidence) -> str:
    parts = [f"title {e.title!r} fits the name {e.fit:.2f}"] if e.title else []
    if e.technology is not None:
        parts.append(f"technology {e.technology!r}")
    return "; ".join([*parts, f"texts alike {e.cosine:.2f}"])
