"""The findings of a training gap in plain sentences, the most telling first."""

from __future__ import annotations

from collections.abc import Sequence

from occupath.queries.training.gap import (
    ENOUGH,
    NO_PROGRAM,
    NOT_KNOWN,
    SHORT,
    WITHIN,
    OccupationGap,
    TrainingGap,
)

_DEGREES = ("Bachelor's degree", "Master's degree", "Doctoral or professional degree")
_NAMED = 3


def findings(gap: TrainingGap) -> list[str]:
    """What can be said, each in a sentence that stands alone."""
    area, chosen = gap.tables.area.name, gap.occupations
    trained = [one for one in chosen if one.occupation.education not in _DEGREES]
    lines = [_total(gap)]
    short = _with(trained, SHORT)
    if short:
        lines.append(
            f"In {_count(short, 'occupation')} that are entered without a bachelor's degree, "
            f"completers are fewer than openings even if all who may came (openings a year at the "
            f"national rate in brackets, here and below): {_names(short)}."
        )
    bare = _with(trained, NO_PROGRAM)
    if bare:
        lines.append(
            f"For {_count(bare, 'occupation')} entered without a bachelor's degree there is no "
            f"listed program: {_names(bare)}."
        )
    enough = _with(chosen, ENOUGH)
    if enough:
        lines.append(
            f"In {_count(enough, 'occupation')} completers are at least as many as openings, even "
            f"if only those came who must: {_names(enough)}."
        )
    within = _with(chosen, WITHIN)
    if within:
        lines.append(
            f"For {_count(within, 'occupation')} it cannot be told, because their programs lead to "
            f"other occupations too: {_names(within)}."
        )
    unknown = _with(chosen, NOT_KNOWN)
    if unknown:
        lines.append(
            f"For {_count(unknown, 'occupation')} there are listed programs, but no count of "
            f"completers: {_names(unknown)}."
        )
    degrees = len(chosen) - len(trained)
    if degrees:
        lines.append(
            f"{degrees} of the {len(chosen)} occupations are typically entered with a bachelor's "
            f"degree or more: lists of training programs in {area} are not where most of their "
            "people come from."
        )
    lines += _skills(gap)
    return lines


def _total(gap: TrainingGap) -> str:
    area = gap.tables.area.name
    if not gap.completers:
        return f"The dataset has no outcomes of programs in {area}, so no completers are known."
    by_method = sorted(gap.selection_by_method.values())
    return (
        f"Of {gap.completers:,} completers in {area}, between {gap.selection_low:,.0f} and "
        f"{gap.selection_high:,.0f} may go to the occupations asked for (about "
        f"{by_method[0]:,.0f} to {by_method[-1]:,.0f} by the two methods); {gap.unallocated:,} "
        "completed programs that lead to no occupation."
    )


def _skills(gap: TrainingGap) -> list[str]:
    rated = [row for row in gap.skills if row.basis in ("rated", "technology", "essential")]
    bare = [row for row in rated if not row.programs]
    if not rated:
        return []
    knowledge = [row.name for row in bare if row.kind in ("knowledge", "technology")][:_NAMED]
    named = f", among them {', '.join(knowledge)}" if knowledge else ""
    return [
        f"Of {len(rated):,} skills, knowledge areas and technologies that these occupations need, "
        f"{len(bare):,} are named in the text of no listed program that prepares for them{named}."
    ]


def _with(chosen: Sequence[OccupationGap], verdict: str) -> list[OccupationGap]:
    """Those of a verdict, most openings first."""
    return sorted(
        (one for one in chosen if one.verdict == verdict),
        key=lambda one: (-(one.openings or 0), one.occupation.code),
    )


def _count(found: Sequence[OccupationGap], noun: str) -> str:
    return f"{len(found)} {noun}{'' if len(found) == 1 else 's'}"


def _names(found: Sequence[OccupationGap]) -> str:
    named = [
        one.occupation.title + ("" if one.openings is None else f" ({one.openings:,.0f})")
        for one in found[:_NAMED]
    ]
    more = len(found) - len(named)
    return "; ".join(named) + (f"; and {more} more" if more else "")
