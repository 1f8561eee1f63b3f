"""The official CIP-SOC crosswalk beside what the texts of programs say, never merged.

Every program is coded from its title and description by the occupation coder. A program supports
an occupation if that is among its likeliest codes with enough probability; the share of a CIP
code's programs that do, with its Wilson interval, stands beside the official edge. The CIP code's
own definition is coded too and stands apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from occupath.extract.occupations.coder import Job
from occupath.extract.occupations.coding import Code, Coding
from occupath.queries.program.intervals import Share, share
from occupath.queries.program.official import Listed, Review, Stated

SUPPORTED, UNSUPPORTED, UNDECIDED = "supported", "unsupported", "undecided"
SUGGESTED, WEAK = "suggested", "weak"
VERDICTS = (UNSUPPORTED, SUGGESTED, SUPPORTED, UNDECIDED, WEAK)
_BATCH = 64  # programs between two signs of progress
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When something is said of a pair.

    A program supports an occupation that is one of its `top` codes with at least `probability`.
    An official pair is supported where the share `supported` of programs, or the definition, does;
    unsupported where neither does and the upper end of the interval is below `unsupported`. An
    unlisted pair is suggested where `least` programs or more support it and the lower end is above
    `suggested`. What is left is undecided, or weak.
    """

    top: int = 3
    probability: float = 0.1
    unsupported: float = 0.25
    suggested: float = 0.2
    supported: float = 0.1
    least: int = 3


class Coder(Protocol):
    """What codes titles and texts."""

    def code_many(
        self, jobs: Sequence[Job], top: int, threshold: float | None, reasons: bool
    ) -> list[Coding]: ...


class Example(NamedTuple):
    """A program, its probability for the code, and what spoke for that."""

    program: str
    name: str
    code: str
    probability: float
    because: str


class Pair(NamedTuple):
    """A CIP 2020 code beside a SOC 2018 code.

    `asserted_by` are the sources of the official edge (none: it is not listed). `support` counts
    the programs of the code; `mean` is their mean probability and `definition` that of the code's
    own title and definition (0-1; None without programs or definition). `examples` of an
    unsupported pair show what its programs were coded to instead.
    """

    cip: str
    cip_title: str | None
    soc: str
    soc_title: str | None
    asserted_by: tuple[str, ...]
    review: Review | None
    support: Share
    mean: float | None
    definition: float | None
    verdict: str
    examples: tuple[Example, ...]


def compare(
    stated: Stated,
    coder: Coder,
    thresholds: Thresholds = Thresholds(),
    cips: Callable[[str], bool] = lambda _cip: True,
    progress: Callable[[int], None] = lambda _done: None,
) -> list[Pair]:
    """Every pair that is official, or that a program's text supports, of the CIP codes that have
    programs and that `cips` wants; by CIP code, official pairs first, then by support."""
    wanted = [cip for cip in stated.programs if cips(cip)]
    programs = {listed.program: listed for cip in wanted for listed in stated.programs[cip]}
    names = list(programs)
    coded = dict(
        zip(
            names,
            _coded([Job(p.name, p.text) for p in programs.values()], coder, thresholds, progress),
            strict=True,
        )
    )
    described = [cip for cip in wanted if cip in stated.titles]
    jobs = [Job(stated.titles[cip].rstrip("."), stated.definitions.get(cip)) for cip in described]
    own = dict(zip(described, _coded(jobs, coder, thresholds, progress), strict=True))
    pairs = [
        pair
        for cip in wanted
        for pair in _Cip(cip, stated, stated.programs[cip], coded, own.get(cip), thresholds).pairs()
    ]
    return sorted(_told(pairs, programs, coder, thresholds, progress), key=_order)


def _coded(
    jobs: Sequence[Job],
    coder: Coder,
    thresholds: Thresholds,
    progress: Callable[[int], None],
    reasons: bool = False,
) -> list[tuple[Code, ...]]:
    made: list[tuple[Code, ...]] = []
    for at in range(0, len(jobs), _BATCH):
        some = jobs[at : at + _BATCH]
        made += [coding.codes for coding in coder.code_many(some, thresholds.top, None, reasons)]
        progress(len(some))
    return made


def _told(
    pairs: Sequence[Pair],
    programs: Mapping[str, Listed],
    coder: Coder,
    thresholds: Thresholds,
    progress: Callable[[int], None],
) -> list[Pair]:
    """The pairs, the examples of those that ask for a decision with what spoke for their codes."""
    asking = [pair for pair in pairs if pair.verdict in (UNSUPPORTED, SUGGESTED)]
    names = sorted({example.program for pair in asking for example in pair.examples})
    jobs = [Job(programs[name].name, programs[name].text) for name in names]
    codes = _coded(jobs, coder, thresholds, progress, reasons=True)
    because = {
        (name, code.code): _because(code)
        for name, of in zip(names, codes, strict=True)
        for code in of
    }
    return [
        pair._replace(
            examples=tuple(
                e._replace(because=because.get((e.program, e.code), e.because))
                for e in pair.examples
            )
        )
        for pair in pairs
    ]


def _because(code: Code) -> str:
    reason = max(code.reasons, key=lambda r: r.weight, default=None)
    return "" if reason is None else f"{reason.kind}: {' '.join(reason.text.split())}"


class _Cip:
    """The pairs of one CIP code."""

    def __init__(
        self,
        cip: str,
        stated: Stated,
        programs: Sequence[Listed],
        coded: dict[str, tuple[Code, ...]],
        own: tuple[Code, ...] | None,
        thresholds: Thresholds,
    ) -> None:
        self.cip = cip
        self.stated = stated
        self.programs = programs
        self.coded = coded
        self.own = None if own is None else {code.code: code.probability for code in own}
        self.at = thresholds
        self.found: defaultdict[str, list[tuple[Listed, Code]]] = defaultdict(list)
        for listed in programs:
            for code in coded[listed.program]:
                self.found[code.code].append((listed, code))

    def pairs(self) -> list[Pair]:
        """Official pairs, and those that a program or the definition supports."""
        official = {soc for cip, soc in self.stated.official if cip == self.cip}
        least = self.at.probability
        supported = {
            soc for soc, of in self.found.items() if any(c.probability >= least for _, c in of)
        }
        supported |= {soc for soc, p in (self.own or {}).items() if p >= least}
        reviewed = {soc for cip, soc in self.stated.reviews if cip == self.cip}
        return [self._pair(soc) for soc in sorted(official | supported | reviewed)]

    def _pair(self, soc: str) -> Pair:
        found = self.found.get(soc, [])
        least = self.at.probability
        support = share(sum(c.probability >= least for _, c in found), len(self.programs))
        mean = round(sum(c.probability for _, c in found) / len(self.programs), 4)
        definition = None if self.own is None else self.own.get(soc, 0.0)
        asserted = tuple(self.stated.official.get((self.cip, soc), ()))
        verdict = self._verdict(bool(asserted), support, definition)
        titles = self.stated.titles
        return Pair(
            self.cip, titles.get(self.cip), soc, titles.get(soc), asserted,
            self.stated.reviews.get((self.cip, soc)), support, mean, definition, verdict,
            self._instead() if verdict == UNSUPPORTED else self._examples(found),
        )  # fmt: skip

    def _verdict(self, official: bool, support: Share, definition: float | None) -> str:
        low, high, of = support.low or 0.0, support.high or 1.0, support.share or 0.0
        by_definition = (definition or 0.0) >= self.at.probability
        if official:
            if by_definition or of >= self.at.supported:
                return SUPPORTED
            return UNSUPPORTED if high < self.at.unsupported else UNDECIDED
        enough = support.supporting >= self.at.least and low > self.at.suggested
        return SUGGESTED if enough else WEAK

    def _examples(self, found: Sequence[tuple[Listed, Code]]) -> tuple[Example, ...]:
        ranked = sorted(found, key=lambda pair: (-pair[1].probability, pair[0].program))
        return tuple(_example(listed, code) for listed, code in ranked[:_EXAMPLES])

    def _instead(self) -> tuple[Example, ...]:
        """The programs that are surest of what they are, one a code."""
        firsts = [(p, self.coded[p.program][0]) for p in self.programs if self.coded[p.program]]
        counts: defaultdict[str, list[tuple[Listed, Code]]] = defaultdict(list)
        for listed, code in firsts:
            counts[code.code].append((listed, code))
        ranked = sorted(counts.values(), key=lambda of: (-len(of), of[0][1].code))
        best = [max(of, key=lambda pair: (pair[1].probability, pair[0].program)) for of in ranked]
        return tuple(_example(listed, code) for listed, code in best[:_EXAMPLES])


def _example(listed: Listed, code: Code) -> Example:
    return Example(listed.program, listed.name, code.code, code.probability, "")


def _order(pair: Pair) -> tuple[str, bool, float, str]:
    return pair.cip, not pair.asserted_by, -(pair.support.share or 0.0), pair.soc
