"""A role's dossier: every section, the principles, the meter and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from occupath.extract.occupations.coder import Job, OccupationCoder
from occupath.graph.dataset import Dataset
from occupath.graph.place import MARK
from occupath.ontology.errors import UnknownCode
from occupath.queries.distinctness.distinct import SHARE, Distinctness, Tester, tester
from occupath.queries.distinctness.measures import Role
from occupath.queries.distinctness.verdict import NEW, UNKNOWN, Verdict, verdict
from occupath.queries.distinctness.vintage import sentences
from occupath.queries.dossier.collectability import Collectability, collectability
from occupath.queries.dossier.facts import Coded, Facts
from occupath.queries.dossier.market import employers, jobs, titles
from occupath.queries.dossier.postings import read_postings
from occupath.queries.dossier.preparation import associations, education, licensing, tools
from occupath.queries.dossier.principles import Check, guidelines, principles
from occupath.queries.dossier.routes_in import RouteIn, routes_in
from occupath.queries.dossier.statement import Section
from occupath.queries.dossier.subject import Subject
from occupath.queries.dossier.work import difference, work

_CODED = 3  # codes of the coder that are told
_SECTIONS = (work, difference, titles, jobs, employers, education, licensing, tools, associations)


@dataclass(frozen=True, slots=True)
class Dossier:
    """The evidence for or against a code for a role."""

    subject: Subject
    sections: tuple[Section, ...]
    principles: tuple[Check, ...]
    guidelines: tuple[Check, ...]
    collectability: Collectability
    found: Distinctness
    verdict: Verdict
    routes: tuple[RouteIn, ...]
    sources: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, object]:
        """The object of the ``dossier`` contract, and what it does not ask for: the guidelines,
        the meter, the routes and the releases of the sources."""
        found = self.found
        return {
            "role": found.role.name,
            "sections": [each.as_json() for each in self.sections],
            "principles": [each.as_json() for each in self.principles],
            "guidelines": [each.as_json() for each in self.guidelines],
            "collectability": self.collectability.as_json(),
            "distinctness": {
                "distinct": found.distinct,
                "vintage": found.vintage,
                "similarity": round(found.similarity, 4),
                "rank": round(found.rank, 4),
                "threshold": SHARE,
                "occupations": len(found.reference),
                "nearest": [
                    {"code": n.occupation.code, "title": n.occupation.title,
                     "similarity": round(n.similarity, 4),
                     "measures": {k: round(v, 4) for k, v in n.measures.items()}}
                    for n in found.nearest
                ],
                "residual": found.residual and found.residual.occupation.code,
                "duties": [
                    {"text": d.text, "shared": d.shared, "likeness": round(d.likeness, 4),
                     "nearest": {"text": d.other, "ref": d.ref}}
                    for d in found.duties
                ],
            },
            "verdict": {
                "kind": self.verdict.kind, "code": self.verdict.code,
                "title": self.verdict.title, "reasons": list(self.verdict.reasons),
            },
            "routes": [each.as_json() for each in self.routes],
            "sources": [{"source": name, "citation": text} for name, text in self.sources],
        }  # fmt: skip


def dossier(
    dataset: Dataset,
    subject: Subject,
    vintage: str = "soc2018",
    hide: Iterable[str] = (),
    postings: Sequence[Path] = (),
) -> Dossier:
    """The dossier of `subject` in `vintage`, as if the codes of `hide` did not exist.

    `postings` are folders that `occupath extract` wrote. Raises `UnknownCode` for a code to hide
    that no scheme has, `SourceError` for postings that cannot be read.
    """
    judge = tester(dataset, vintage)
    found = judge.test(subject.role, hide)
    if found.unknown:
        raise UnknownCode(
            f"{', '.join(found.unknown)} cannot be hidden: the dataset {dataset.path} has no "
            "such code of SOC 2018, SOC 2010 or O*NET-SOC (NN-NNNN or NN-NNNN.NN)"
        )
    subject, found = _described(judge, subject, found, hide)
    coded = _coded(dataset, judge, subject, found)
    if coded:
        found = replace(found, home=coded[0].occupation)
    said = verdict(found)
    read = read_postings(postings, subject.role.name)
    facts = Facts(dataset, subject, found, said, read, coded)
    meter = collectability(facts)
    facts.verdict = with_size(said, meter)
    return Dossier(
        subject,
        tuple(make(facts) for make in _SECTIONS),
        principles(facts, meter),
        guidelines(facts, meter),
        meter,
        found,
        facts.verdict,
        routes_in(facts),
        _sources(dataset),
    )


def _coded(
    dataset: Dataset, judge: Tester, subject: Subject, found: Distinctness
) -> tuple[Coded, ...]:
    """Where the coder puts the role. It knows every code of SOC 2018, so it is asked only where
    nothing is hidden and that is the vintage."""
    if found.hidden or found.vintage != "soc2018" or found.distinct is None:
        return ()
    codes = (
        _coder(dataset.path, (dataset.path / MARK).stat().st_mtime_ns)
        .code_many([Job(*subject.role)], _CODED)[0]
        .codes
    )
    placed = ((judge.occupation(each.code), each.probability) for each in codes)
    return tuple(Coded(one, probability) for one, probability in placed if one is not None)


@lru_cache(maxsize=1)
def _coder(path: Path, _written: int) -> OccupationCoder:
    return OccupationCoder(path)


def _described(
    judge: Tester, subject: Subject, found: Distinctness, hide: Iterable[str]
) -> tuple[Subject, Distinctness]:
    """Where O*NET has the role by name and no duties are given, O*NET's words are the duties."""
    detail = found.detail
    if subject.role.duties.strip() or detail is None or detail.likeness < 1:
        return subject, found
    own = next(
        (d for o in judge.vintage.occupations for d in o.details if d.code == detail.row.detail),
        None,
    )
    if own is None or not own.description:
        return subject, found
    role = Role(subject.role.name, "\n".join([*sentences(own.description), *own.tasks]))
    return Subject(role, f"onet {own.code}"), judge.test(role, hide)


def with_size(said: Verdict, meter: Collectability) -> Verdict:
    """A new occupation also needs principle 9: where nobody can tell, the verdict cannot either."""
    if said.kind != NEW or meter.answer == "yes":
        return said
    return Verdict(
        UNKNOWN, said.code, said.title,
        (*said.reasons, f"principle 9: {meter.reason}; were they enough, this would be a new "
         f"detailed occupation under {said.code} {said.title}"),
    )  # fmt: skip


def _sources(dataset: Dataset) -> tuple[tuple[str, str], ...]:
    wanted = ("soc2018", "soc2010", "onet", "onet-taxonomy", "oews", "oews-area",
              "careeronestop-certifications", "nj-programs", "soc2010-soc2018")  # fmt: skip
    rows = dataset.select(
        "SELECT ?s ?text WHERE { ?s a dcat:Dataset ; dct:bibliographicCitation ?text } ORDER BY ?s"
    )
    told = {str(row["s"]).rpartition("/")[2]: str(row["text"]) for row in rows}
    return tuple((name, told[name]) for name in wanted if name in told)
