"""All that a dataset knows of an area's demand and supply of training."""

from __future__ import annotations

from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.queries.training.allocation import PROPORTIONAL
from occupath.queries.training.area import find_area
from occupath.queries.training.demand import read_demand
from occupath.queries.training.gap import TrainingGap, compare
from occupath.queries.training.needs import read_needs
from occupath.queries.training.occupations import Occupations
from occupath.queries.training.sectors import select
from occupath.queries.training.supply import Names, read_outcomes, read_programs
from occupath.queries.training.tables import AreaTables


@dataclass(frozen=True, slots=True)
class Asked:
    """What a training gap is asked for.

    `area` is ``NJ``, ``US``, an OEWS area code or a name. One of `occupations` (titles or codes),
    `sectors` and `family`, or none for all occupations. `year` chooses the OEWS release (None: the
    latest), `quarters` the cohort of completers (None: the middle one), `method` the allocation
    that is shown first.
    """

    area: str
    occupations: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    family: str | None = None
    year: str | None = None
    quarters: int | None = None
    method: str = PROPORTIONAL
    skills: bool = False


_RELEASES = """
SELECT ?source ?title ?release WHERE {
  ?source a <http://www.w3.org/ns/dcat#Dataset> ; dct:title ?title .
  OPTIONAL { ?source oc:release ?release }
} ORDER BY ?source ?title
"""


def training_gap(dataset: Dataset, asked: Asked) -> TrainingGap:
    """Demand and supply of training in an area.

    Raises `UnknownCode` for an area, occupation or family that the dataset does not have, and
    `QueryError` for a year, cohort or sector.
    """
    place = find_area(dataset, asked.area)
    occupations = Occupations(dataset)
    selection = select(
        dataset, occupations, named=asked.occupations, sectors=asked.sectors, family=asked.family
    )
    demand = read_demand(dataset, place, occupations, asked.year)
    names = Names(dataset)
    cohort, outcomes = read_outcomes(dataset, place, occupations, names, asked.quarters)
    programs = read_programs(dataset, place, occupations, names, outcomes)
    needs = read_needs(dataset, occupations, set(selection.codes)) if asked.skills else {}
    tables = AreaTables(
        area=place,
        quarters=cohort,
        periods=demand.periods,
        occupations=occupations.by_code,
        figures=demand.figures,
        outcomes=tuple(outcomes),
        programs=tuple(programs),
        weights=demand.jobs,
        openings=demand.openings,
        weight_notes=demand.weight_notes,
        needs=needs,
        notes={s.name: s.notes for s in dataset.manifest.sources if s.notes},
        sources={
            str(row["source"]).rpartition("/id/source/")[2]: str(row["title"])
            for row in dataset.select(_RELEASES)
        },
    )
    return compare(tables, selection, asked.method, asked.skills)
