"""An alignment, and the difference of two, as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from occupath.cli.tables import layout
from occupath.queries.alignment.align import Alignment
from occupath.queries.alignment.coverage import Coverage, Evidence
from occupath.queries.alignment.difference import Difference
from occupath.queries.alignment.edit import Edit
from occupath.queries.alignment.occupations import Prepared
from occupath.queries.alignment.target import RATED, Requirement
from occupath.queries.alignment.taught import Taught

_SENTENCE = 90  # characters of a sentence that are shown
_REASONS = 2  # kinds of reasons that are told

Rows = list[dict[str, object]]


def alignment_tables(
    alignments: Sequence[Alignment], level: float, top: int, width: int
) -> RenderableType:
    """Each syllabus in turn: the target first where there is one."""
    parts: list[RenderableType] = []
    for number, alignment in enumerate(alignments):
        if number:
            parts.append(Text(""))
        parts += _alignment(alignment, level, top, width)
    return Group(*parts)


def difference_tables(found: Difference, top: int, width: int) -> RenderableType:
    """What the new version teaches more and less, and what that changes."""
    parts: list[RenderableType] = [Text(f"{found.old.syllabus.id} → {found.new.syllabus.id}",
                                        style="bold")]  # fmt: skip
    old, new = found.old.coverage, found.new.coverage
    if old is not None and new is not None:
        target = new.target
        parts.append(
            Text(f"Coverage of {target.code} {target.title}: "
                 f"{old.share:.0%} → {new.share:.0%}")
        )  # fmt: skip
    for title, taught in (("Taught now", found.gained), ("No longer taught", found.lost)):
        parts += _section(f"{title} ({len(taught)})", _TAUGHT, _taught(taught), top, width)
    for title, rows in (
        ("Covered now", found.newly_covered),
        ("No longer covered", found.no_longer_covered),
    ):
        parts += _section(
            f"{title} ({len(rows)})", _REQUIREMENT, [_requirement(r) for r in rows], top, width
        )
    moved: Rows = [
        {"code": m.code, "title": m.title, "old": m.old, "new": m.new} for m in found.occupations
    ]
    parts += _section("Prepares for", ("code", "title", "old", "new"), moved, top, width)
    parts.append(Text(f"{len(found.kept)} skills are taught in both."))
    return Group(*parts)


_TAUGHT = ("kind", "skill", "sentence")
_REQUIREMENT = ("name", "kind", "importance", "level")


def _alignment(
    alignment: Alignment, level: float, top: int, width: int
) -> Iterator[RenderableType]:
    syllabus = alignment.syllabus
    yield Text(f"{syllabus.title or syllabus.id}  ({syllabus.id})", style="bold")
    if alignment.coverage is not None and alignment.edit is not None:
        yield from _target(alignment.coverage, alignment.edit, level, top, width)
    yield from _section(
        "Prepares for", ("code", "title", "probability", "because"),
        [_prepared(o) for o in alignment.occupations], top, width,
    )  # fmt: skip
    cips: Rows = [c._asdict() for c in alignment.cips]
    yield from _section(
        "Nearest CIP 2020 codes", ("code", "title", "probability"), cips, top, width
    )
    yield from _section(
        f"Teaches ({len(alignment.taught)})", _TAUGHT, _taught(alignment.taught), top, width
    )
    near: Rows = [
        {"credential": c.name, "kind": c.kind, "issuer": c.issuer,
         "because": f"suits {c.occupation}" if c.how == "suits" else
                    "the state's list says so" if c.how == "listed" else _quoted(c.sentence or "")}
        for c in alignment.credentials
    ]  # fmt: skip
    yield from _section(
        "Certificates and licences near", ("credential", "kind", "issuer", "because"), near, top,
        width,
    )  # fmt: skip


def _target(
    coverage: Coverage, edit: Edit, level: float, top: int, width: int
) -> Iterator[RenderableType]:
    target = coverage.target
    rated = [c for c in coverage.covered if c.requirement.kind in RATED]
    yield Text(
        f"Covers {coverage.share:.0%} of what {target.code} {target.title} asks for, by "
        f"importance × level: {len(rated)} of {len(target.counted())} requirements"
    )
    yield from _section(
        _edit_title(edit, level), ("add", "practises"),
        [{"add": o.name, "practises": "; ".join(n for _, n in o.practises) or None}
         for o in edit.outcomes], len(edit.outcomes), width,
    )  # fmt: skip
    yield from _section(
        f"Covered ({len(coverage.covered)})", ("name", "kind", "because"),
        [{"name": c.requirement.name, "kind": _kind(c.requirement), "because": _why(c.evidence)}
         for c in coverage.covered], top, width,
    )  # fmt: skip
    missing = [r for r in coverage.missing if r.kind in RATED]
    yield from _section(
        f"Missing ({len(missing)})", _REQUIREMENT, [_requirement(r) for r in missing], top, width
    )
    others = [r for r in coverage.missing if r.kind not in RATED]
    if others:
        counts = {kind: sum(r.kind == kind for r in others) for kind in
                  dict.fromkeys(r.kind for r in others)}  # fmt: skip
        said = ", ".join(f"{n:,} of kind {kind.replace('_', ' ')}" for kind, n in counts.items())
        yield Text(f"Not named, and not counted because no source rates them: {said}; "
                   f"first {'; '.join(r.name for r in others[:5])}")  # fmt: skip
    yield from _section(f"Extra ({len(coverage.extra)})", _TAUGHT, _taught(coverage.extra), top,
                        width)  # fmt: skip


def _edit_title(edit: Edit, level: float) -> str:
    if not edit.outcomes:
        return f"Nothing needs to be added for {level:.0%}" if edit.reached else "Nothing can help"
    count = len(edit.outcomes)
    plural = "s" * (count != 1)
    if edit.reached:
        return f"Smallest edit: {count} outcome{plural} lift{'' if plural else 's'} coverage to " \
               f"{edit.coverage:.0%}"  # fmt: skip
    return (
        f"{level:.0%} is out of reach; {count} outcome{plural} lift{'' if plural else 's'} "
        f"coverage to {edit.coverage:.0%}"
    )


def _section(
    title: str, columns: Sequence[str], rows: Sequence[Mapping[str, object]], top: int, width: int
) -> Iterator[RenderableType]:
    yield Text("")
    if not rows:
        yield Text(f"{title}: none" if "(" not in title else title, style="italic")
        return
    yield layout(columns, rows[:top], title, width)
    if len(rows) > top:
        yield Text(f"and {len(rows) - top} more; --format json has them all", style="dim")


def _taught(taught: Sequence[Taught]) -> Rows:
    return [
        {"kind": t.kind.replace("_", " "), "skill": t.label, "sentence": _cut(t.sentence)}
        for t in taught
    ]


def _requirement(requirement: Requirement) -> dict[str, object]:
    return {
        "name": requirement.name,
        "kind": _kind(requirement),
        "importance": requirement.importance,
        "level": requirement.level,
    }


def _kind(requirement: Requirement) -> str:
    return requirement.kind.replace("_", " ")


def _why(evidence: Evidence) -> str:
    if evidence.through is not None:
        return f"through “{evidence.through.rstrip('.')}”"
    return f"{evidence.how} in {_quoted(evidence.sentence)}"


def _prepared(prepared: Prepared) -> dict[str, object]:
    first = {r.kind: r for r in reversed(prepared.reasons)}  # the first of each kind
    kinds = list(dict.fromkeys(r.kind for r in prepared.reasons))[-_REASONS:]
    told = [f"{kind.replace('cip', 'CIP')} {_quoted(first[kind].text, 50)}" for kind in kinds]
    return {
        "code": prepared.code,
        "title": prepared.title,
        "probability": round(prepared.probability, 3),
        "because": "; ".join(told) or None,
    }


def _quoted(text: str, longest: int = _SENTENCE) -> str:
    return f"“{_cut(text, longest)}”"


def _cut(text: str, longest: int = _SENTENCE) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
