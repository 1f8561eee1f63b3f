"""The verdict on a role: within an existing occupation, a new one, O*NET detail, or not to say."""

from __future__ import annotations

from dataclasses import dataclass

from occupath.queries.distinctness.distinct import SHARE, Distinctness

WITHIN, NEW, DETAIL, UNKNOWN = KINDS = (
    "within_existing", "new_detailed", "onet_detail", "not_assessable",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code`: the detailed occupation, the broad group of a new one, or the O*NET-SOC code."""

    kind: str
    code: str | None
    title: str | None
    reasons: tuple[str, ...]


def verdict(found: Distinctness) -> Verdict:
    """The verdict from distinctness alone: whether there are enough such workers is not asked."""
    if found.distinct is None or not found.nearest:
        return Verdict(UNKNOWN, None, None, (
            "neither the name nor the duties hold a word that this vintage of the SOC uses; "
            "give the duties in sentences",
        ))  # fmt: skip
    near = found.nearest[0]
    reasons = [_rank_reason(found)]
    listed = [n for n in found.named if n.row.code]
    codes = sorted({n.row.code for n in listed})
    if not found.distinct:
        code = near.occupation.code
        title: str | None = near.occupation.title
        if len(codes) == 1 and listed[0].row.code != code:
            code = codes[0]
            title = next(
                (n.occupation.title for n in found.nearest if n.occupation.code == code), None
            )
        if len(codes) == 1:
            row = listed[0].row
            reasons.insert(0, f'"{row.title}" is a published title of {row.code} ({row.source})')
        return Verdict(WITHIN, code, title, tuple(reasons))
    if found.detail is not None:
        row = found.detail.row
        how = "is" if found.detail.likeness >= 1 else "is nearly"
        reasons.append(
            f'the name {how} "{row.title}", a title of the O*NET-SOC detail {row.detail} '
            f"{found.detail_title or ''}, which is counted under {row.code}"
        )
        return Verdict(DETAIL, row.detail, found.detail_title or row.title, tuple(reasons))
    home = found.home or near.occupation
    broad, title = home.broad, home.broad_title
    own = [d.text for d in found.duties if not d.shared]
    if own:
        reasons.append(
            f"{len(own)} of {len(found.duties)} duties have no like in {near.occupation.code}"
        )
    reasons.append(f"the nearest occupations stand under {broad} {title}")
    return Verdict(NEW, broad, title, tuple(reasons))


def _rank_reason(found: Distinctness) -> str:
    near, total = found.nearest[0], len(found.reference)
    closer = round(found.rank * total)
    says = "is distinct" if found.rank <= SHARE else "is not distinct"
    return (
        f"similarity {found.similarity:.2f} to the nearest, {near.occupation.code} "
        f"{near.occupation.title}: {closer} of {total} existing occupations are less like their "
        f"nearest; above {SHARE:.0%} a role is not distinct, so this one {says}"
    )
