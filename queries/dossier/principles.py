"""The SOC's classification principles and coding guidelines, each checked: yes, no, or not to say.

The wording is ours, of the 2018 SOC Manual (OMB).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from occupath.queries.distinctness.verdict import DETAIL, NEW, WITHIN
from occupath.queries.distinctness.verdict import UNKNOWN as OPEN
from occupath.queries.dossier.collectability import Collectability
from occupath.queries.dossier.facts import Facts

YES, NO, UNKNOWN = ANSWERS = ("yes", "no", "not assessable")
_MANAGES = re.compile(r"^(?:may )?(?:plan|direct|coordinate|oversee|manage)s?\b", re.IGNORECASE)
_SUPERVISES = re.compile(r"\bsupervis|\bforem[ae]n\b|\bcrew lead", re.IGNORECASE)
_LEARNS = re.compile(r"\b(?:apprentice|trainee|intern)s?\b", re.IGNORECASE)
_HELPS = re.compile(r"\b(?:helper|aide)s?\b", re.IGNORECASE)
_UNPAID = re.compile(r"\bvolunteers?\b|\bunpaid\b", re.IGNORECASE)
_CREDENTIAL = re.compile(r"\b(?:licensed|certified|registered)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Check:
    """A principle (1-9) or guideline (1-6): what it asks, the answer, and why."""

    number: int
    asks: str
    answer: str
    reason: str

    def as_json(self) -> dict[str, object]:
        return {"number": self.number, "asks": self.asks, "answer": self.answer,
                "reason": self.reason}  # fmt: skip


_Answer = tuple[str, str]
_Rule = Callable[[Facts, Collectability], _Answer]


def principles(facts: Facts, meter: Collectability) -> tuple[Check, ...]:
    """The nine principles; 3 to 7 answer whether they leave the role free to be judged by 2."""
    return _checked(_PRINCIPLES, facts, meter)


def guidelines(facts: Facts, meter: Collectability) -> tuple[Check, ...]:
    """The six coding guidelines: whether each settles where such a worker is coded now."""
    return _checked(_GUIDELINES, facts, meter)


def _checked(
    rules: tuple[tuple[str, _Rule], ...], facts: Facts, meter: Collectability
) -> tuple[Check, ...]:
    return tuple(
        Check(number, asks, *rule(facts, meter)) for number, (asks, rule) in enumerate(rules, 1)
    )


def _covered_once(facts: Facts, _: Collectability) -> _Answer:
    if _UNPAID.search(_all(facts)):
        return NO, "the name or the duties speak of unpaid work, which the SOC does not cover"
    codes = sorted({n.row.code for n in facts.found.named})
    if len(codes) > 1:
        return NO, f"the name is a published title of {len(codes)} occupations: {', '.join(codes)}"
    if not facts.found.duties:
        return UNKNOWN, "without duties nobody can say whether one occupation holds all of the work"
    return YES, "nothing says that the work is unpaid, and no list has the name in two occupations"


def _by_work(facts: Facts, _: Collectability) -> _Answer:
    if facts.found.distinct is None:
        return UNKNOWN, facts.verdict.reasons[0]
    if not facts.found.duties:
        return UNKNOWN, "only a name is given, and occupations are classified by the work performed"
    own = sum(not duty.shared for duty in facts.found.duties)
    near = facts.found.nearest[0].occupation
    told = f"{own} of {len(facts.found.duties)} duties have no like in {near.code} {near.title}"
    return (YES if facts.found.distinct else NO), f"{told}; {facts.verdict.reasons[0]}"


def _management(facts: Facts, _: Collectability) -> _Answer:
    said = facts.found.duties
    manages = sum(bool(_MANAGES.match(duty.text)) for duty in said)
    named = re.search(r"\b(?:manager|director|chief)s?\b", facts.found.role.name, re.IGNORECASE)
    if named or (said and manages > len(said) / 2):
        return NO, (
            f"the name or {manages} of {len(said)} duties are about planning and directing: such "
            "workers are classified in 11-0000"
        )
    if not said:
        return (
            UNKNOWN,
            "without duties nobody can tell whether planning and directing is the work",
        )
    return YES, f"{manages} of {len(said)} duties begin with planning or directing"


def _supervision(group: str, low: int, high: int) -> _Rule:
    def rule(facts: Facts, _: Collectability) -> _Answer:
        home = facts.found.home
        if home is None:
            return UNKNOWN, "no occupation is near"
        if not low <= int(home.code[:2]) <= high:
            return YES, f"does not bear on it: the nearest occupations are in {home.code[:2]}-0000"
        if _SUPERVISES.search(_all(facts)):
            return (NO if low >= 33 else YES), (
                f"the name or the duties speak of supervising, and in {group} "
                + ("supervisors have occupations of their own" if low >= 33 else
                   "supervisors are classified with those they supervise")
            )  # fmt: skip
        if not facts.found.duties:
            return UNKNOWN, "without duties it cannot be told whether such workers supervise"
        return YES, f"no duty of {len(facts.found.duties)} speaks of supervising"

    return rule


def _learners(facts: Facts, _: Collectability) -> _Answer:
    name = facts.found.role.name
    if _LEARNS.search(name):
        return NO, "apprentices and trainees are classified with the occupation they train for"
    if _HELPS.search(name):
        return YES, "helpers and aides are classified apart from those they help"
    return YES, "the name is not one of apprentices, trainees, helpers or aides"


def _residual(facts: Facts, _: Collectability) -> _Answer:
    if facts.verdict.kind == WITHIN:
        return NO, f"a detailed occupation covers it: {facts.verdict.code} {facts.verdict.title}"
    if facts.counted is not None:
        return YES, f"it belongs to {facts.counted[0]} {facts.counted[1]} until it has a code"
    if facts.found.distinct is None:
        return UNKNOWN, facts.verdict.reasons[0]
    return UNKNOWN, "no single residual occupation of the nearest group can be named"


def _collectable(_: Facts, meter: Collectability) -> _Answer:
    return meter.answer, meter.reason


def _code_work(facts: Facts, _: Collectability) -> _Answer:
    if not facts.found.duties:
        return UNKNOWN, "only a name is given"
    return YES, f"{len(facts.found.duties)} sentences of duties are given to code by"


def _several(facts: Facts, _: Collectability) -> _Answer:
    near = facts.found.nearest
    if len(near) < 2 or facts.found.distinct is None:
        return UNKNOWN, "fewer than two occupations are near"
    gap = near[0].similarity - near[1].similarity
    two = f"{near[0].occupation.code} ({near[0].similarity:.2f}) and {near[1].occupation.code} "
    two += f"({near[1].similarity:.2f})"
    if gap < 0.05:
        return UNKNOWN, f"{two} are as near; which needs the higher skill must be judged"
    return YES, f"one occupation is nearest: {two}"


def _detailed(facts: Facts, _: Collectability) -> _Answer:
    if facts.verdict.kind == WITHIN:
        return YES, f"a detailed occupation fits: {facts.verdict.code}"
    if facts.verdict.kind == DETAIL:
        return YES, f"O*NET-SOC has it in more detail than the SOC: {facts.verdict.code}"
    return NO, "no detailed occupation fits"


def _to_residual(facts: Facts, _: Collectability) -> _Answer:
    if facts.verdict.kind in (NEW, OPEN) and facts.counted:
        return YES, f"workers are coded to {facts.counted[0]} {facts.counted[1]}"
    if facts.verdict.kind in (WITHIN, DETAIL):
        return NO, "a code fits, so no residual is needed to place it"
    return UNKNOWN, "no single residual can be named"


def _eighty(facts: Facts, _: Collectability) -> _Answer:
    if not _SUPERVISES.search(_all(facts)):
        return NO, "nothing given speaks of supervising"
    return UNKNOWN, "how much of the time is spent supervising is not given"


def _licensed(facts: Facts, _: Collectability) -> _Answer:
    if _CREDENTIAL.search(facts.found.role.name):
        return NO, "the name holds a licence or certificate, which does not make an occupation"
    return YES, "the name holds no licence or certificate"


def _all(facts: Facts) -> str:
    return f"{facts.found.role.name}\n{facts.found.role.duties}"


_PRINCIPLES: tuple[tuple[str, _Rule], ...] = (
    ("It is work for pay or profit, and falls in exactly one category", _covered_once),
    ("It is told apart by the work performed", _by_work),
    ("It is not mainly planning and directing (11-0000)", _management),
    ("Supervisors in 13-0000 to 29-0000 are classified with those they supervise",
     _supervision("13-0000 to 29-0000", 13, 29)),
    ("In 31-0000 there is no supervisor occupation of its own",
     _supervision("31-0000", 31, 31)),
    ("In 33-0000 to 53-0000 it is not mainly supervising",
     _supervision("33-0000 to 53-0000", 33, 53)),
    ("It is not an apprentice or trainee of another occupation", _learners),
    ("It belongs to a residual occupation now", _residual),
    ("Data on it can be collected and reported", _collectable),
)  # fmt: skip
_GUIDELINES: tuple[tuple[str, _Rule], ...] = (
    ("A worker is coded by the work performed", _code_work),
    ("Of several fitting occupations, the one of the highest skill", _several),
    ("The most detailed occupation that fits", _detailed),
    ("Work that no occupation describes goes to the residual", _to_residual),
    ("80 % of the time supervising makes a first-line supervisor", _eighty),
    ("Licensed and unlicensed workers of the same work are coded together", _licensed),
)
