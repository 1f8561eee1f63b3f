"""Licences of a state to occupations, through the O*NET-like code that the state wrote down.

New Jersey's codes resemble O*NET-SOC 2000 with suffixes of its own. The code leads, through the
published correspondences, to O*NET-SOC 2019; the licence's name is compared with the titles of
the occupations reached. A link says only that such a licence exists in the state.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from occupath.extract.linking.words import STOP, stem, word_set, words
from occupath.ontology.ids import mint
from occupath.ontology.model import (
    AlternateTitle,
    Correspondence,
    InferredLink,
    Licence,
    Occupation,
)

VINTAGES = ("onetsoc2000", "onetsoc2006", "onetsoc2009", "onetsoc2010", "onetsoc2019")

# How the code matched → confidence when no title, and when a whole title, agrees with the name.
CONFIDENCE = {"exact": (0.35, 0.95), "later": (0.3, 0.9), "family": (0.25, 0.85)}
_METHODS = {
    "exact": "O*NET-SOC 2000 code, chained to 2019",
    "later": "O*NET-SOC code of a later vintage, chained to 2019",
    "family": "six-digit SOC part of the code, chained to 2019",
}
_EMPTY = frozenset(
    stem(w)
    for w in word_set(
        "school class first second third worker technician specialist licensed official "
        "professional public health instructor officer manager inspector contractor operator "
        "employee assistant associate agent representative practitioner occupations state county "
        "municipal commercial private technologist coordinator supervisor administrator director "
        "teacher all"
    )
)


@dataclass(slots=True)
class LicenceReport:
    """How the active licences fared; the first five fields add up to `active`.

    A licence is `contradicted` when its code leads to occupations none of whose titles shares a
    telling word with its name: such a link is not made.
    """

    active: int = 0
    linked: dict[str, int] = field(default_factory=dict)  # "exact" "later" "family" → licences
    no_code: list[str] = field(default_factory=list)
    unknown_code: list[str] = field(default_factory=list)
    several_families: list[str] = field(default_factory=list)
    contradicted: list[str] = field(default_factory=list)
    exact_codes: int = 0  # active licences whose code is an O*NET-SOC 2000 code, linked or not


class LicenceLinker:
    """Links licences to occupations; `report` fills as `link` is consumed."""

    def __init__(
        self,
        correspondences: Iterable[Correspondence],
        occupations: Iterable[Occupation],
        titles: Iterable[AlternateTitle],
    ) -> None:
        self.report = LicenceReport()
        self._next: dict[str, defaultdict[str, set[str]]] = {v: defaultdict(set) for v in VINTAGES}
        for row in correspondences:
            if row.from_scheme in self._next and row.to_scheme in self._next:
                self._next[row.from_scheme][row.from_code].add(row.to_code)
        self._titles: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        for occupation in occupations:
            self._titles[occupation.code].add(_stems(occupation.title))
            self._next["onetsoc2019"][occupation.code].add(occupation.code)
        for title in titles:
            self._titles[title.occupation].add(_stems(title.title))

    def link(self, licences: Iterable[Licence]) -> Iterator[InferredLink]:
        """Links of the active licences, strongest first within each licence."""
        for licence in licences:
            if licence.active:
                self.report.active += 1
                yield from self._one(licence)

    def _one(self, licence: Licence) -> list[InferredLink]:
        code = (licence.source_code or "").strip()
        if not code:
            self.report.no_code.append(licence.name)
            return []
        self.report.exact_codes += code in self._next["onetsoc2000"]
        if re.fullmatch(r"\d\d\.\d{4}\.\d\d", code):  # a dot typed for the dash
            code = code.replace(".", "-", 1)
        how, reached = self._reach(code)
        if how == "several":
            self.report.several_families.append(licence.name)
            return []
        if not reached:
            self.report.unknown_code.append(licence.name)
            return []
        low, high = CONFIDENCE[how]
        likeness = {target: self._shared(licence.name, target) for target in sorted(reached)}
        best = max(share for share, _ in likeness.values())
        links = [
            InferredLink(
                "licence-occupation",
                mint("licence", licence.jurisdiction.lower(), licence.id),
                mint("occupation", target),
                _METHODS[how],
                round(low + (high - low) * min(1.0, 0.4 + 0.6 * share), 2),
                f"code {licence.source_code}; words shared with a title: {' '.join(shared)}",
            )
            for target, (share, shared) in likeness.items()
            if share > 0 and share >= best / 2
        ]
        links.sort(key=lambda link: (-link.confidence, link.object))
        if links:
            self.report.linked[how] = self.report.linked.get(how, 0) + 1
        else:
            self.report.contradicted.append(licence.name)
        return links

    def _reach(self, code: str) -> tuple[str, set[str]]:
        """How the code matched, and the O*NET-SOC 2019 codes it leads to."""
        for at, vintage in enumerate(VINTAGES):
            # A suffix of the state's own may be one of O*NET's by chance: only .00 is taken later.
            if code in self._next[vintage] and (at == 0 or code.endswith(".00")):
                return ("exact" if at == 0 else "later"), self._chain(at, {code})
        for at, vintage in enumerate(VINTAGES):
            family = {c for c in self._next[vintage] if c[:7] == code[:7]}
            if family:
                reached = self._chain(at, family)
                if len({c[:7] for c in reached}) == 1:
                    return "family", reached
                return "several", set()
        return "none", set()

    def _chain(self, at: int, codes: set[str]) -> set[str]:
        for vintage in VINTAGES[at:-1]:
            codes = {after for c in codes for after in self._next[vintage].get(c, ())}
        return codes & self._titles.keys()

    def _shared(self, name: str, occupation: str) -> tuple[float, list[str]]:
        """Share (Jaccard) and stems that the name has in common with the title most like it.

        Without a telling stem in common the share is 0, unless the name has no telling stem.
        """
        mine = _stems(name)
        telling = (mine - _EMPTY) or mine
        return max(
            (
                (len(mine & title) / len(mine | title), sorted(mine & title))
                for title in self._titles[occupation]
                if telling & title
            ),
            default=(0.0, []),
        )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(w) for w in words(text) if w not in STOP)
