"""What a draft would change: profiles, postings and programs re-coded, series, routes and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from occupath.extract.concepts.linker import Linker
from occupath.graph.dataset import Dataset
from occupath.graph.origin import Origin
from occupath.graph.vintage import Draft, Item, Pair, Vintage, read_scheme, revise
from occupath.graph.vintage.structure import cardinalities
from occupath.ontology.errors import OccupathError
from occupath.queries.alignment.activities import Matcher
from occupath.queries.vintage.assign import Assigner, Described, Given
from occupath.queries.vintage.evidence import Coded, postings_of, profiles_of, programs_of
from occupath.queries.vintage.gaps import DutyGap, duty_gap
from occupath.queries.vintage.routes import Entry, entries
from occupath.queries.vintage.series import Break, series_break

METHOD = (
    "each is given a code by the likeness of its title and sentences to the codes' titles, "
    "definitions and duties (fitted on SOC 2018, see benchmarks/vintage.py); intervals are 95 %"
)
_JOBS = """SELECT ?period ?employment WHERE {
  ?code skos:inScheme id:oews ; skos:notation "%s" .
  ?jobs oc:code ?code ; oc:area <https://w3id.org/occupath/id/area/US> ;
    oc:employment ?employment ; oc:period ?period
} ORDER BY DESC(?period) LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Recoded:
    """A thing with its old code, and the codes it may have in the draft, likeliest first."""

    what: str
    thing: Coded
    codes: tuple[tuple[str, float], ...]
    basis: str

    def as_row(self) -> dict[str, object]:
        """A row of ``recoded.csv``."""
        first = self.codes[0]
        others = "; ".join(f"{code} {p:.2f}" for code, p in self.codes[1:])
        return {
            "what": self.what, "source": self.thing.source, "id": self.thing.id,
            "title": self.thing.title, "from": self.thing.old, "to": first[0],
            "probability": round(first[1], 4), "basis": self.basis, "others": others or None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Revision:
    """Everything that a draft would change in a dataset."""

    vintage: Vintage
    recoded: tuple[Recoded, ...]
    breaks: tuple[Break, ...]
    employment: tuple[dict[str, object], ...]
    routes: tuple[Entry, ...]
    gaps: tuple[DutyGap, ...]

    @property
    def profiles(self) -> list[Pair]:
        """The table from O*NET-SOC 2019 to the draft: every profile under its likeliest code."""
        moved = {r.thing.id: r for r in self.recoded if r.what == "profiles"}
        ends = [(r.thing.id, r.codes[0][0]) for r in moved.values()]
        notes = {
            (r.thing.id, r.codes[0][0]): f"{r.basis}, probability {r.codes[0][1]:.2f}"
            for r in moved.values()
        }
        return [Pair(old, new, cardinality, False, notes.get((old, new)))
                for (old, new), cardinality in cardinalities(ends).items()]  # fmt: skip

    def as_json(self) -> dict[str, object]:
        """The object that ``vintage apply --format json`` prints, kept as ``report.json``."""
        vintage = self.vintage
        return {
            "draft": {"id": vintage.id, "title": vintage.title, "follows": vintage.follows},
            "method": METHOD,
            "profiles": [
                r.as_row()
                for r in self.recoded
                if r.what == "profiles" and r.thing.old in vintage.affected
            ],
            "series": [one.as_json() for one in self.breaks],
            "employment": list(self.employment),
            "routes": [one.as_json() for one in self.routes],
            "gaps": [one.as_json() for one in self.gaps],
        }


def revision(dataset: Dataset, draft: Draft, postings: Sequence[Path] | None = None) -> Revision:
    """What `draft` would change. `postings` are folders of ``occupath extract``; None takes those
    that the dataset was built with.

    Raises `OccupathError` where the draft does not fit the vintage that it follows.
    """
    if draft.follows != "soc2018":
        raise OccupathError(
            f"{draft.id}: follows {draft.follows}; profiles and postings are coded in soc2018, so "
            "a draft that is applied must follow it"
        )
    before = read_scheme(dataset, draft.follows)
    vintage = revise(before, draft)
    affected = vintage.affected
    described = {
        old: [_described(vintage, code) for code in codes] for old, codes in affected.items()
    }
    assigner = Assigner()
    if postings is None:
        postings = [Path(folder) for folder in Origin.read(dataset.path).postings]
    found = {
        "profiles": profiles_of(dataset, before),
        "postings": postings_of(postings, affected),
        "programs": programs_of(dataset, affected),
    }
    recoded: list[Recoded] = []
    breaks: list[Break] = []
    for what, things in found.items():
        given = _given(things, described, assigner, vintage)
        recoded += [_recoded(what, thing, given[i], vintage) for i, thing in enumerate(things)]
        if what != "profiles":
            breaks += _breaks(what, things, given, before, vintage)
    matcher = Matcher(dataset.path, Linker(dataset.path))
    after = {r.thing.id: r.codes[0][0] for r in recoded if r.what == "profiles"}
    return Revision(
        vintage, tuple(recoded), tuple(breaks), tuple(_employment(dataset, before, breaks)),
        tuple(entries(dataset, vintage, found["profiles"], after)),
        tuple(duty_gap(dataset, matcher, vintage, code, found["profiles"])
              for code in draft.new_codes if code.duties or code.skills),
    )  # fmt: skip


def _described(vintage: Vintage, code: str) -> Described:
    item = vintage.items[code]
    new = next((n for n in vintage.draft.new_codes if n.code == code), None)
    duties = tuple(duty.text for duty in new.duties) if new else ()
    titles = new.titles if new else ()
    return Described(code, item.title, titles, item.definition, duties)


def _given(
    things: Sequence[Coded],
    described: dict[str, list[Described]],
    assigner: Assigner,
    vintage: Vintage,
) -> dict[int, Given]:
    """What the assigner says of each thing with an affected code; by its place."""
    own = {p: code.code for code in vintage.draft.new_codes for p in code.profiles}
    made: dict[int, Given] = {}
    for old, codes in described.items():
        places = [i for i, thing in enumerate(things) if thing.old == old]
        answers = assigner.assign([things[i].job for i in places], codes)
        for i, answer in zip(places, answers, strict=True):
            stated = own.get(things[i].id)
            if stated is not None and stated in {c.code for c in codes}:
                answer = Given(tuple(float(c.code == stated) for c in codes), "stated")
            made[i] = answer
    unused = sorted(set(own) - {thing.id for thing in things})
    if unused and things and things[0].source == "onet":
        raise OccupathError(
            f"{vintage.id}: profiles {', '.join(unused)}: not O*NET-SOC 2019 codes here"
        )
    return {i: made.get(i, Given((1.0,), "unchanged")) for i in range(len(things))}


def _recoded(what: str, thing: Coded, given: Given, vintage: Vintage) -> Recoded:
    codes = vintage.affected.get(thing.old, (thing.old,))
    if given.basis == "unchanged":
        codes = (next((p.new for p in vintage.pairs if p.old == thing.old), thing.old),)
    ranked = sorted(zip(codes, given.probabilities, strict=True), key=lambda c: (-c[1], c[0]))
    return Recoded(what, thing, tuple(ranked), given.basis)


def _breaks(
    what: str,
    things: Sequence[Coded],
    given: dict[int, Given],
    before: dict[str, Item],
    vintage: Vintage,
) -> Iterable[Break]:
    for old, codes in vintage.affected.items():
        titles = [(code, vintage.items[code].title) for code in codes]
        sources = sorted({t.source for t in things}) or [what]
        for source in sources:
            own = [given[i] for i, t in enumerate(things) if (t.old, t.source) == (old, source)]
            yield series_break(what, source, (old, before[old].title), titles, own)


def _employment(
    dataset: Dataset, before: dict[str, Item], breaks: Sequence[Break]
) -> Iterable[dict[str, object]]:
    """The published figure of each old code, and what the postings would make of it."""
    for old in sorted({b.old for b in breaks}):
        rows = dataset.select(_JOBS % old)
        jobs = int(str(rows[0]["employment"])) if rows and rows[0]["employment"] else None
        proxies = [
            {
                "source": b.source, "postings": b.before, "code": part.code,
                "low": round(jobs * part.share_low), "high": round(jobs * part.share_high),
            }
            for b in breaks
            if b.old == old and b.what == "postings" and jobs is not None
            for part in b.after
        ]  # fmt: skip
        yield {
            "code": old,
            "title": before[old].title,
            "employment": jobs,
            "period": str(rows[0]["period"]) if rows else None,
            "proxy": proxies,
            "note": "no survey has counted the new codes; the proxy is the published figure times "
            "the share of postings, which are no sample of jobs"
            if proxies
            else "no survey has counted the new codes, and there is no proxy",
        }
