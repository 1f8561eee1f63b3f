"""Routes from one occupation to another: hops, what closes each gap, cost, time and wage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from itertools import pairwise, product

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import QueryError
from occupath.ontology.titles import title_key
from occupath.queries.occupation.find import OccupationRef
from occupath.queries.pathway.credentials import CredentialOffer, credentials_for
from occupath.queries.pathway.education import typical_education
from occupath.queries.pathway.gap import GapItem, compare_ratings, occupation_ref
from occupath.queries.pathway.network import Edge, Network, load_network
from occupath.queries.pathway.programs import ProgramOffer, programs_for
from occupath.queries.pathway.wages import median_wages

MAX_HOPS = 4
CANDIDATES = 60  # paths looked at before constraints and Pareto
GAP_ITEMS = 12
PROGRAMS = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """What a person can accept. Costs in US$ for the whole route, wages in US$ a year.

    `start_with_credential`: the first hop must have a listed program or a certificate that leads
    to a credential; a text other than ``""`` must be part of its name.
    """

    max_hops: int = MAX_HOPS
    k: int = 3
    area: str = "US"
    max_cost: float | None = None
    max_weeks: float | None = None
    min_wage: float | None = None
    start_with_credential: str | None = None

    def check(self) -> None:
        """Raise `QueryError` for limits that make no sense."""
        if not 1 <= self.max_hops <= MAX_HOPS:
            raise QueryError(f"--max-hops is {self.max_hops}; it must be 1 to {MAX_HOPS}")
        if not 1 <= self.k <= 50:
            raise QueryError(f"-k is {self.k}; it must be 1 to 50")


@dataclass(frozen=True, slots=True)
class Hop:
    """One change of occupation. `chosen` is the program that the route's cost counts."""

    from_: OccupationRef
    to: OccupationRef
    edge: Edge
    wage_from: float | None
    wage_to: float | None
    wage_area: str
    wage_period: str | None
    gap: tuple[GapItem, ...]
    programs: tuple[ProgramOffer, ...]
    credentials: tuple[CredentialOffer, ...]
    chosen: ProgramOffer | None
    education: str | None = None  # what entrants of `to` typically need

    @property
    def wage_change(self) -> float | None:
        """Change of the median annual wage in US$; None where either wage is unknown."""
        if self.wage_from is None or self.wage_to is None:
            return None
        return _whole(self.wage_to - self.wage_from)

    def as_json(self) -> dict[str, object]:
        """The hop of the ``route`` contract."""
        return {
            "from": asdict(self.from_),
            "to": asdict(self.to),
            "closeness": self.edge.closeness,
            "shortfall": self.edge.shortfall,
            "job_zone_step": self.edge.job_zone_step,
            "wage_change_usd": self.wage_change,
            "wage_area": self.wage_area,
            "wage_period": self.wage_period,
            "gap": [asdict(item) for item in self.gap],
            "programs": [p.as_json() for p in self.programs],
            "credentials": [c.as_json() for c in self.credentials],
            "program": None if self.chosen is None else self.chosen.id,
            "typical_education": self.education,
        }


@dataclass(frozen=True, slots=True)
class Route:
    """Hops in order. cost, hours and weeks are those of the chosen programs; None if any is
    unknown. `pareto`: no other route found is at least as good in time, cost and lowest wage."""

    hops: tuple[Hop, ...]
    pareto: bool = False

    @property
    def effort(self) -> float:
        return sum(hop.edge.effort for hop in self.hops)

    @property
    def cost(self) -> float | None:
        return _total([h.chosen.cost_usd if h.chosen else None for h in self.hops])

    @property
    def hours(self) -> float | None:
        return _total([h.chosen.hours if h.chosen else None for h in self.hops])

    @property
    def weeks(self) -> tuple[float, float | None] | None:
        """The lowest and highest number of weeks; an open end is None."""
        spans = [h.chosen.weeks if h.chosen else None for h in self.hops]
        if any(span is None for span in spans):
            return None
        known = [span for span in spans if span is not None]
        low = _total([span[0] for span in known])
        return (low if low is not None else 0.0, _total([span[1] for span in known]))

    @property
    def lowest_wage(self) -> float | None:
        """The lowest median annual wage on the way (US$), the start left out."""
        wages = [hop.wage_to for hop in self.hops if hop.wage_to is not None]
        return min(wages) if len(wages) == len(self.hops) else None

    def as_json(self) -> dict[str, object]:
        """The route of the ``route`` contract."""
        return {
            "hops": [hop.as_json() for hop in self.hops],
            "cost_usd": self.cost,
            "hours": self.hours,
            "weeks": None if self.weeks is None else list(self.weeks),
            "lowest_wage_usd": self.lowest_wage,
            "pareto": self.pareto,
        }


@dataclass(frozen=True, slots=True)
class Routes:
    """The answer: routes, or none with the reason."""

    from_: OccupationRef
    to: OccupationRef
    routes: tuple[Route, ...]
    reason: str | None
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object of the ``route`` contract; `reason` says why there is no route."""
        return {
            "from": asdict(self.from_),
            "to": asdict(self.to),
            "routes": [r.as_json() for r in self.routes],
            "reason": self.reason,
            "notes": list(self.notes),
        }


def route(
    dataset: Dataset, from_: OccupationRef, to: OccupationRef, limits: Limits | None = None
) -> Routes:
    """The k best loopless routes of one to four hops, then Pareto over time, cost and wage.

    Paths are ordered by effort (see `occupath.queries.pathway.network`). For each path the
    programs are chosen that keep within `limits` at the lowest cost. A hop into an occupation that
    needs a licence (by a reviewed source) which no listed program leads to is never returned.
    """
    limits = limits or Limits()
    limits.check()
    if from_ == to:
        return Routes(from_, to, (), f"{from_.code} is where you start")
    network = _network(dataset)
    desk = _Desk(dataset, network, limits)
    paths = network.paths(
        from_.code, to.code, limits.max_hops, CANDIDATES, desk.paid_too_little(network.codes)
    )
    if not paths:
        return Routes(from_, to, (), _no_path(network, from_, to, limits), desk.notes)
    found = [r for path in paths for r in desk.routes_along(path)]
    if not found:
        return Routes(from_, to, (), desk.refusal(len(paths)), desk.notes)
    front = _mark_pareto(found)
    best: dict[tuple[str, ...], Route] = {}
    for candidate in front:
        path = tuple(hop.to.code for hop in candidate.hops)
        if path not in best or (candidate.pareto and not best[path].pareto):
            best[path] = candidate
    chosen = [r for r in front if r.pareto or r in best.values()]
    chosen.sort(key=lambda r: (round(r.effort, 9), r.cost is None, r.cost or 0.0))
    kept = tuple(desk.with_details(r) for r in chosen[: limits.k])
    return Routes(from_, to, kept, None, desk.notes)


@lru_cache(maxsize=4)
def _network(dataset: Dataset) -> Network:
    return load_network(dataset)


class _Desk:
    """Looks up, once each, what the hops of candidate routes need."""

    def __init__(self, dataset: Dataset, network: Network, limits: Limits) -> None:
        self._dataset = dataset
        self._network = network
        self._limits = limits
        self._refs: dict[str, OccupationRef] = {}
        self._credentials: dict[str, list[CredentialOffer]] = {}
        self._refused: dict[str, int] = {}
        self._area = limits.area
        self._wages, self._period = median_wages(dataset, limits.area)
        self.notes: tuple[str, ...] = ()
        if not self._wages and limits.area != "US":
            self._wages, self._period = median_wages(dataset, "US")
            self._area = "US"
            self.notes = (
                f"no wages of {limits.area} are in this dataset, national ones are shown; "
                "install 'occupath[areas]' and build again",
            )

    def paid_too_little(self, codes: Iterable[str]) -> list[str]:
        """The occupations whose median wage is below the least a person takes, or unknown."""
        least = self._limits.min_wage
        if least is None:
            return []
        return [c for c in codes if (wage := self._wages.get(c)) is None or wage < least]

    def routes_along(self, path: list[str]) -> list[Route]:
        """The routes of a path that keep the limits: one for each useful choice of programs."""
        limits = self._limits
        hops = [self._hop(a, b) for a, b in pairwise(path)]
        if limits.start_with_credential is not None and not self._starts_with_credential(hops[0]):
            return self._refuse("whose first hop has no such credential")
        plans = []
        for choice in product(*(_useful(self._programs_for(hop.to.code)) for hop in hops)):
            plan = Route(tuple(replace(hop, chosen=c) for hop, c in zip(hops, choice, strict=True)))
            if _over(plan.cost, limits.max_cost):
                self._refuse("that cost more than --max-cost, or an unknown sum")
            elif _over(plan.weeks[1] if plan.weeks else None, limits.max_weeks):
                self._refuse("that take more than --max-weeks, or an unknown time")
            else:
                plans.append(plan)
        return plans

    def refusal(self, paths: int) -> str:
        """Why none of the paths became a route."""
        reasons = "; ".join(f"{count} {reason}" for reason, count in sorted(self._refused.items()))
        return (
            f"none of the {paths} chains of moves looked at keeps your limits. With each choice of "
            f"programs: {reasons}"
        )

    def with_details(self, found: Route) -> Route:
        """The route with gaps and credentials filled in."""
        hops = []
        for hop in found.hops:
            missing, _carried = compare_ratings(self._dataset, hop.from_, hop.to)
            others = [p for p in self._programs_for(hop.to.code) if p != hop.chosen]
            programs = ([hop.chosen] if hop.chosen else []) + others
            hops.append(
                replace(
                    hop,
                    gap=tuple(missing[:GAP_ITEMS]),
                    programs=tuple(programs[:PROGRAMS]),
                    credentials=tuple(self._credentials_for(hop.to.code)),
                )
            )
        return Route(tuple(hops), found.pareto)

    def _hop(self, a: str, b: str) -> Hop:
        return Hop(
            self._ref(a), self._ref(b), self._network.edges[a, b], self._wages.get(a),
            self._wages.get(b), self._area, self._period, (), (), (), None,
            typical_education(self._dataset).get(b),
        )  # fmt: skip

    def _ref(self, code: str) -> OccupationRef:
        if code not in self._refs:
            self._refs[code] = occupation_ref(self._dataset, code)
        return self._refs[code]

    def _programs_for(self, code: str) -> tuple[ProgramOffer, ...]:
        return programs_for(self._dataset, self._ref(code).iri, self._limits.area)

    def _credentials_for(self, code: str) -> list[CredentialOffer]:
        if code not in self._credentials:
            self._credentials[code] = credentials_for(
                self._dataset, self._ref(code).iri, self._limits.area
            )
        return self._credentials[code]

    def _starts_with_credential(self, hop: Hop) -> bool:
        wanted = title_key(self._limits.start_with_credential or "")
        names = [n for p in self._programs_for(hop.to.code) for n in p.credentials]
        for offer in self._credentials_for(hop.to.code):
            names.append(f"{offer.name} {offer.issuer or ''}")
        return any(wanted in title_key(name) for name in names)

    def _refuse(self, reason: str) -> list[Route]:
        self._refused[reason] = self._refused.get(reason, 0) + 1
        return []


def _useful(programs: Sequence[ProgramOffer]) -> list[ProgramOffer | None]:
    """Programs no other beats in cost and weeks, cheapest first; ``[None]`` if none is priced.

    Where some priced programs fit the occupation beyond their CIP code, only those are weighed.
    """
    front: list[ProgramOffer | None] = []
    shortest = float("inf")
    priced = [p for p in programs if p.cost_usd is not None]
    priced = [p for p in priced if p.fits] or priced
    for program in sorted(priced, key=lambda p: (p.cost_usd, _weeks_high(p), p.id)):
        if _weeks_high(program) < shortest or not front:
            front.append(program)
            shortest = _weeks_high(program)
    return front[:4] or [None]


def _weeks_high(program: ProgramOffer) -> float:
    if program.weeks is None or program.weeks[1] is None:
        return float("inf")
    return program.weeks[1]


def _over(value: float | None, limit: float | None) -> bool:
    return limit is not None and (value is None or value > limit)


def _mark_pareto(routes: list[Route]) -> list[Route]:
    """Mark the routes that no other beats; a route with an unknown value is never on the front."""
    scored = [(r, _objectives(r)) for r in routes]
    marked = []
    for found, own in scored:
        beaten = own is None or any(
            other is not None
            and other != own
            and all(a <= b for a, b in zip(other, own, strict=True))
            for _r, other in scored
        )
        marked.append(replace(found, pareto=not beaten))
    return marked


def _objectives(found: Route) -> tuple[float, float, float] | None:
    weeks = found.weeks
    if found.cost is None or weeks is None or weeks[1] is None or found.lowest_wage is None:
        return None
    return (weeks[1], found.cost, -found.lowest_wage)


def _no_path(network: Network, from_: OccupationRef, to: OccupationRef, limits: Limits) -> str:
    if to.code in network.barred(from_.code):
        return (
            f"{to.code} {to.title} needs a licence, and no listed program leads to one; "
            "Occupath shows no route into it"
        )
    known = set(network.codes)
    for ref in (from_, to):
        if ref.code not in known:
            return f"{ref.code} {ref.title} has too little data to be compared with others"
    paying = (
        f" through occupations known to pay at least --min-wage ({limits.min_wage:,.0f})"
        if limits.min_wage is not None
        else ""
    )
    return (
        f"no chain of at most {limits.max_hops} moves leads from {from_.code} to {to.code}{paying}"
    )


def _total(values: list[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return _whole(sum(known)) if len(known) == len(values) else None


def _whole(number: float) -> float:
    return int(number) if number == int(number) else round(number, 2)
