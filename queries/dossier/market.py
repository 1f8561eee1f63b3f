"""Job titles, the number of jobs, employers and industries."""

from __future__ import annotations

from collections import defaultdict

from occupath.queries.dossier.facts import Facts
from occupath.queries.dossier.headings import section
from occupath.queries.dossier.statement import Section, Statement, stated
from occupath.queries.program.intervals import share

_MOST = 12


def titles(facts: Facts) -> Section:
    """Titles that lists, the group or postings have for the role."""
    made: list[Statement] = []
    found, group, postings = facts.found, facts.subject.group, facts.postings
    by_code: defaultdict[str, set[str]] = defaultdict(set)
    for named in found.named:
        by_code[named.row.detail or named.row.code].add(named.row.source)
    for code, sources in sorted(by_code.items()):
        made.append(stated(
            f'"{found.role.name}" is a published title of {code} ({", ".join(sorted(sources))})',
            ", ".join(sorted(sources)), f"code {code}", 1, len(by_code),
        ))  # fmt: skip
    anchor = facts.anchor
    if anchor is not None and anchor.is_role:
        rows = facts.rows("occupation-titles", occupation=anchor.code)
        names = sorted({str(row["title"]) for row in rows if row.get("title")})
        if names:
            made.append(stated(
                f"{anchor.of} has {len(names)} titles, such as {', '.join(names[:_MOST])}", "onet",
                facts.command("occupation-titles", occupation=anchor.code), len(names), len(rows),
            ))  # fmt: skip
    if group is not None:
        for title, count in group.titles[:_MOST]:
            made.append(stated(f'{count} of {group.size} of its postings are called "{title}"',
                               f"group {group.id}", "titles", count, group.size))  # fmt: skip
    if postings is not None:
        made.append(stated(
            f'{len(postings.naming)} of {postings.documents:,} postings name "{found.role.name}" '
            "in their title or in a sentence",
            postings.source, _documents(postings.naming), len(postings.naming), postings.documents,
        ))  # fmt: skip
        for document, sentence in postings.sentences[:3]:
            made.append(stated(f'A posting says: "{sentence[:300]}"', postings.source, document))
    return section("titles", made)


def jobs(facts: Facts) -> Section:
    """What bounds the number of jobs; the number itself is never made up."""
    made: list[Statement] = []
    counted, group, postings = facts.counted, facts.subject.group, facts.postings
    if counted is not None:
        code, title = counted
        rows = facts.rows("wages", occupation=code, area="US")
        employed = next((r for r in rows if isinstance(r["employment"], int)), None)
        if employed is not None:
            whole = int(str(employed["employment"]))
            made.append(stated(
                f"{_where(facts)} {code} {title}; its {whole:,} jobs in the nation "
                f"({employed['period']}) are the most that there can be in that code",
                "oews", facts.command("wages", occupation=code, area="US"), whole, whole,
            ))  # fmt: skip
        if postings is not None and postings.coded.get(code):
            of = postings.coded[code]
            k = min(len(postings.naming), of)
            part = share(k, of)
            made.append(stated(
                f"Proxy, not employment: {len(postings.naming)} postings name the role beside {of} "
                f"coded to {code}; as a share that is {part.share:.1%} (95 % interval "
                f"{part.low:.1%} to {part.high:.1%}) of these postings, no sample of jobs",
                postings.source, _documents(postings.naming), k, of,
            ))  # fmt: skip
    if group is not None:
        made.append(stated(
            f"Proxy, not employment: {group.size} postings were found in the group",
            f"group {group.id}", "postings", group.size, group.size,
        ))  # fmt: skip
        for month, count in group.months[:_MOST]:
            made.append(stated(f"{count} of {group.size} postings of the group are of {month}",
                               f"group {group.id}", "months", count, group.size))  # fmt: skip
    return section("jobs", made, lacks=True)


def employers(facts: Facts) -> Section:
    """Who employs such workers, and where, as far as postings tell."""
    made: list[Statement] = []
    group, postings = facts.subject.group, facts.postings
    if group is not None:
        for kind, values in (("employer", group.employers), ("place", group.places)):
            for value, count in values[:_MOST]:
                made.append(stated(f"{kind.capitalize()} {value}: {count} of {group.size} postings",
                                   f"group {group.id}", f"{kind}s", count, group.size))  # fmt: skip
    if postings is not None and postings.naming:
        for kind, values in (("Employer", postings.employers), ("Place", postings.places)):
            for value, count in values[:_MOST]:
                made.append(stated(
                    f"{kind} {value}: {count} of {len(postings.naming)} postings that name it",
                    postings.source, _documents(postings.naming), count, len(postings.naming),
                ))  # fmt: skip
    return section("employers", made, lacks=True)


def _where(facts: Facts) -> str:
    sure = facts.anchor is not None and facts.anchor.is_role
    return "Such workers are counted within" if sure else (
        "Most likely such workers are now coded to")  # fmt: skip


def _documents(names: tuple[str, ...]) -> str:
    return "documents " + (", ".join(names[:10]) or "none") + (" …" if len(names) > 10 else "")
