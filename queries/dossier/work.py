"""Nature of the work, and how it differs from what the SOC has."""

from __future__ import annotations

import re

from occupath.queries.distinctness.distinct import SHARE
from occupath.queries.dossier.facts import Facts
from occupath.queries.dossier.headings import section
from occupath.queries.dossier.statement import Evidence, Section, Statement, stated

_SUPERVISES = re.compile(
    r"\bsupervis\w+|\boversee\w*|\bdirects? (?:the )?(?:work|crew|staff)", re.I
)
_MOST = 8  # duties quoted of each kind


def work(facts: Facts) -> Section:
    """Duties common to all such jobs, those that only some have, and supervision."""
    made: list[Statement] = []
    found, subject = facts.found, facts.subject
    group = subject.group
    if group is not None:
        for sentence, posting, count in group.tasks[:_MOST]:
            made.append(stated(
                f'{count} of {group.size} postings of the group have a sentence like "{sentence}"',
                f"group {group.id}", f"posting {posting}", count, group.size,
            ))  # fmt: skip
    else:
        for n, duty in enumerate(found.duties, 1):
            kind = "may" if re.match(r"may\b", duty.text, re.I) else "all"
            made.append(stated(
                f'{"As given" if not subject.source.startswith("onet ") else "By O*NET"}, '
                f'{"some" if kind == "may" else "such"} workers do this: "{duty.text}"',
                subject.source, f"sentence {n}", 1, len(found.duties),
            ))  # fmt: skip
    anchor = facts.anchor
    if anchor is not None:
        rows = facts.rows("occupation-tasks", occupation=anchor.code)
        ref = facts.command("occupation-tasks", occupation=anchor.code)
        for kind, words in (
            ("core", "core tasks (most workers do them)"),
            ("supplemental", "supplemental tasks (only some do them)"),
            ("unrated", "tasks not yet rated as core or supplemental"),
        ):
            those = [row for row in rows if row["kind"] == kind]
            if those:
                quoted = "; ".join(f'"{row["statement"]}"' for row in those[:3])
                made.append(stated(
                    f"{anchor.of} has {len(those)} {words} among {len(rows)}, such as {quoted}",
                    "onet", ref, len(those), len(rows),
                ))  # fmt: skip
        over = [row for row in rows if _SUPERVISES.search(str(row["statement"]))]
        if rows:
            made.append(stated(
                f"{anchor.of} has {len(over)} tasks of {len(rows)} that speak of supervising",
                "onet", ref, len(over), len(rows),
            ))  # fmt: skip
    supplied = bool(subject.group) or bool(found.duties) or bool(anchor and anchor.is_role)
    return section("work", made, lacks=not supplied)


def difference(facts: Facts) -> Section:
    """Distinct from which, by which duties, and what would change there."""
    found = facts.found
    if not found.nearest:
        return section("difference", ())
    near, total = found.nearest[0], len(found.reference)
    below = round(found.rank * total)
    held = "soc2018" if found.vintage == "soc2018" else "soc2010, onetsoc2010"
    listed = ", ".join(f"{n.occupation.code} {n.occupation.title} ({n.similarity:.2f})"
                       for n in found.nearest[:5])  # fmt: skip
    made = [
        stated(f"Of all detailed occupations the nearest are {listed}", held,
               f"the measures of docs/dossier.md over {total} occupations that are not residual",
               len(found.nearest[:5]), total),
        stated(
            f"Its similarity to {near.occupation.code} is {near.similarity:.2f}; {below} of "
            f"{total} occupations are less like their own nearest, and at most {SHARE:.0%} "
            f"may be for a role to be distinct",
            held, f"id/{found.vintage}/{near.occupation.code}", below, total,
        ),
    ]  # fmt: skip
    if facts.coded:
        told = ", ".join(f"{each.occupation.code} {each.occupation.title} ({each.probability:.2f})"
                         for each in facts.coded)  # fmt: skip
        made.append(stated(
            f"The occupation coder would code such workers to {told}; the figures are the chance "
            "that a code is right",
            "occupath code", f'occupath code "{found.role.name}"', len(facts.coded), 867,
        ))  # fmt: skip
    for duty in found.duties:
        mark = f'has its like in {duty.ref}: "{duty.other}"' if duty.shared else (
            f"has no like in {near.occupation.code} or its O*NET tasks")  # fmt: skip
        made.append(Statement(
            f'The duty "{duty.text}" {mark} (cosine of words {duty.likeness:.2f})',
            (Evidence(facts.subject.source, "sentence", 1, len(found.duties)),
             Evidence("onet" if "." in duty.ref else held, f"code {duty.ref}", 1, 1)),
        ))  # fmt: skip
    for named in found.named[:3]:
        made.append(stated(
            f'"{named.row.title}" is already a title of {named.row.detail or named.row.code}',
            named.row.source, f"code {named.row.detail or named.row.code}", 1, len(found.named),
        ))  # fmt: skip
    counted = facts.counted
    if counted is not None:
        code, title = counted
        jobs = facts.rows("wages", occupation=code, area="US")
        employed = next((r["employment"] for r in jobs if r["employment"] is not None), None)
        if isinstance(employed, int):
            sure = facts.anchor is not None and facts.anchor.is_role
            made.append(stated(
                f"A code of its own would take its workers out of {code} {title}"
                f"{'' if sure else ', where they are most likely coded'}"
                f", which has {employed:,} jobs in the nation; how many would leave is not known",
                "oews", facts.command("wages", occupation=code, area="US"), employed, employed,
            ))  # fmt: skip
    return section("difference", made, lacks=not found.duties)
