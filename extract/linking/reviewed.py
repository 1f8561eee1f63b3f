"""Licences that an occupation cannot be worked in without: a reviewed table, with its basis.

Only these may keep a route from an occupation. The table is ours and short on purpose: an entry is
added when somebody has read, in the SOC definition, the Occupational Outlook Handbook or another
source that is named, that a licence is required throughout the United States. Teachers are not in
it: the requirement is that of public schools.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib.resources import files

from occupath.ontology.model import Correspondence, LicenceRequirement


def licence_requirements(rows: Iterable[Correspondence]) -> Iterator[LicenceRequirement]:
    """One row for each O*NET-SOC 2019 occupation of a SOC 2018 code in the reviewed table.

    `rows` are crosswalk rows; those from onetsoc2019 to soc2018 are used.
    """
    table = files("occupath.extract.linking").joinpath("reviewed_licences.csv")
    lines = table.read_text("utf-8").splitlines()
    reviewed = {entry["soc2018"]: entry for entry in csv.DictReader(lines)}
    pairs = sorted(
        (row.from_code, row.to_code)
        for row in rows
        if (row.from_scheme, row.to_scheme) == ("onetsoc2019", "soc2018")
    )
    for occupation, soc in pairs:
        if soc in reviewed:
            entry = reviewed[soc]
            yield LicenceRequirement(occupation, entry["licence"], entry["basis"])
