"""Education, licences, tools, associations and programs."""

from __future__ import annotations

from collections import defaultdict

from occupath.queries.dossier.facts import Facts, Row
from occupath.queries.dossier.headings import section
from occupath.queries.dossier.statement import Section, Statement, stated

_MOST = 10


def education(facts: Facts) -> Section:
    """The education and training that O*NET's answers and postings tell."""
    made: list[Statement] = []
    anchor = facts.anchor
    if anchor is not None:
        rows = facts.rows("occupation-education", occupation=anchor.code)
        by: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by[str(row["question"])].append(row)
        for question, answers in sorted(by.items()):
            top = max(answers, key=lambda r: (_number(r["percent"]), -_number(r["rank"])))
            n = int(_number(top["answers"]) or 0)
            percent = _number(top["percent"])
            count = round(percent * n / 100) if n else round(percent)
            told = f"{n} answers" if n else "answers (their number is not published)"
            made.append(stated(
                f'{anchor.of} on "{question}": {percent:.0f} % of {told} are "{top["answer"]}"',
                "onet", facts.command("occupation-education", occupation=anchor.code),
                count, n or 100,
            ))  # fmt: skip
    made += _asked(facts, "education", "education")
    return section("education", made, lacks=not (anchor and anchor.is_role))


def licensing(facts: Facts) -> Section:
    """Licences and certificates, and how each is known."""
    made: list[Statement] = []
    anchor = facts.anchor
    if anchor is not None:
        rows = facts.rows("occupation-credentials", occupation=anchor.code)
        ref = facts.command("occupation-credentials", occupation=anchor.code)
        for row in rows[:_MOST]:
            issuer = f" ({row['issuer']})" if row["issuer"] else ""
            what = "a certification that suits" if row["kind"] == "certification" else (
                "a licence that exists for" if row["kind"] == "licence that exists"
                else "a licence that is required for")  # fmt: skip
            made.append(stated(
                f"{row['name']}{issuer} is {what} {anchor.code} {anchor.title}, by our link "
                f"({row['method']}, confidence {row['confidence']})",
                "occupath-links", ref, 1, len(rows),
            ))  # fmt: skip
    made += _asked(facts, "licence", "licence") + _asked(facts, "certificate", "certificate")
    return section("licensing", made, lacks=True)


def tools(facts: Facts) -> Section:
    """Tools and technologies."""
    made: list[Statement] = []
    anchor, group = facts.anchor, facts.subject.group
    if group is not None:
        for name, count in group.skills[:_MOST]:
            made.append(stated(f"{count} of {group.size} postings of the group name {name}",
                               f"group {group.id}", "skills", count, group.size))  # fmt: skip
    if anchor is not None:
        for query, kind in (
            ("occupation-technologies", "technologies"),
            ("occupation-tools", "tools"),
        ):
            rows = facts.rows(query, occupation=anchor.code)
            if rows:
                names = ", ".join(str(row["name"]) for row in rows[:_MOST])
                made.append(stated(
                    f"{anchor.of} has {len(rows)} {kind}, such as {names}", "onet",
                    facts.command(query, occupation=anchor.code), len(rows), len(rows),
                ))  # fmt: skip
    made += _asked(facts, "technology", "technology") + _asked(facts, "tool", "tool")
    supplied = group is not None or bool(anchor and anchor.is_role and made)
    return section("tools", made, lacks=not supplied)


def associations(facts: Facts) -> Section:
    """Who certifies, and which listed programs lead there."""
    made: list[Statement] = []
    anchor = facts.anchor
    if anchor is not None:
        rows = facts.rows("occupation-credentials", occupation=anchor.code)
        issuers = sorted({str(r["issuer"]) for r in rows
                          if r["kind"] == "certification" and r["issuer"]})  # fmt: skip
        if issuers:
            made.append(stated(
                f"{len(issuers)} organizations certify workers of {anchor.code} {anchor.title} by "
                f"our links: {', '.join(issuers[:_MOST])}",
                "careeronestop-certifications",
                facts.command("occupation-credentials", occupation=anchor.code),
                len(issuers), len(rows),
            ))  # fmt: skip
        programs = facts.rows("programs-for-occupation", occupation=anchor.code)
        named = {str(r["id"]): f"{r['name']} ({r['provider'] or 'provider not told'})"
                 for r in programs}  # fmt: skip
        if named:
            made.append(stated(
                f"{len(named)} listed programs lead to {anchor.code} {anchor.title} by their CIP "
                f"code: {'; '.join(list(named.values())[:_MOST])}",
                "nj-programs", facts.command("programs-for-occupation", occupation=anchor.code),
                len(named), len(named),
            ))  # fmt: skip
    return section("associations", made, lacks=True)


def _asked(facts: Facts, kind: str, word: str) -> list[Statement]:
    """What postings that name the role ask for, of one kind."""
    postings = facts.postings
    if postings is None or not postings.naming:
        return []
    of = len(postings.naming)
    return [
        stated(f"{count} of {of} postings that name the role ask for the {word} {name}",
               postings.source, "documents " + ", ".join(postings.naming[:_MOST]), count, of)
        for name, count in postings.asked.get(kind, ())[:_MOST]
    ]  # fmt: skip


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
