"""Published decisions judged again, as if the code had not been made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from occupath.graph.dataset import Dataset
from occupath.ontology.errors import OccupathError
from occupath.queries.distinctness.cases import Case
from occupath.queries.distinctness.distinct import Distinctness, Tester, tester
from occupath.queries.distinctness.measures import Role
from occupath.queries.distinctness.verdict import KINDS, NEW, UNKNOWN, Verdict, verdict
from occupath.queries.distinctness.vintage import WHOLE

_NEAREST = 5
_SIZE = "a case states no size, so principle 9 (can it be counted?) is not judged here"


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and what the method says of it; `agrees` is None where no decision is given."""

    case: Case
    verdict: Verdict
    found: Distinctness

    @property
    def agrees(self) -> bool | None:
        if self.case.decision not in KINDS:
            return None
        return self.verdict.kind == self.case.decision

    def as_json(self) -> dict[str, object]:
        """The object of the ``backtest`` contract."""
        made: dict[str, object] = {
            "role": self.case.role,
            "verdict": self.verdict.kind,
            "distinct": bool(self.found.distinct),
            "code": self.verdict.code,
            "reasons": list(self.verdict.reasons),
            "nearest": [
                {"code": n.occupation.code, "title": n.occupation.title,
                 "similarity": round(n.similarity, 4)}
                for n in self.found.nearest[:_NEAREST]
            ],
        }  # fmt: skip
        if self.case.decision:
            made |= {
                "decision": self.case.decision, "decided": self.case.decided or None,
                "agrees": self.agrees, "source": self.case.source,
            }  # fmt: skip
        return made


class Backtest:
    """Judges cases on one dataset; each vintage is read when a case first asks for it."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._testers: dict[str, Tester] = {}

    def judge(self, cases: Iterable[Case]) -> Iterator[Judged]:
        """Each case judged, in the order given; raises `OccupathError` naming the case."""
        for number, case in enumerate(cases, 1):
            try:
                found = self.tester(case.vintage).test(Role(case.role, case.duties), case.hide)
            except OccupathError as wrong:
                raise type(wrong)(f"case {number} ({case.role[:60]}): {wrong}") from wrong
            said = verdict(found)
            more = [_SIZE] if said.kind in (NEW, UNKNOWN) else []
            if found.unknown:
                more.append(f"hides nothing, for no scheme has it: {', '.join(found.unknown)}")
            said = Verdict(said.kind, said.code, said.title, (*said.reasons, *more))
            yield Judged(case, said, found)

    def partial(self) -> list[str]:
        """What to tell where the dataset holds only a part of a vintage that was judged in."""
        told = []
        for name, each in sorted(self._testers.items()):
            described = sum(bool(o.definition) for o in each.vintage.occupations)
            if described < WHOLE[name]:
                told.append(
                    f"the dataset describes {described} of the {WHOLE[name]} detailed occupations "
                    f"of {name}: build it from the official files for answers that count"
                )
        return told

    def tester(self, vintage: str) -> Tester:
        if vintage not in self._testers:
            self._testers[vintage] = tester(self._dataset, vintage)
        return self._testers[vintage]
