"""``occupath route``: routes from one occupation to another."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.occupations import resolve
from occupath.cli.options import (
    as_json,
    dollars,
    emit,
    format_option,
    output_option,
    say,
)
from occupath.queries.output import to_csv
from occupath.queries.pathway.picture import mermaid, svg
from occupath.queries.pathway.programs import ProgramOffer
from occupath.queries.pathway.route import MAX_HOPS, Hop, Limits, Route, Routes, route

_SHOWN_PROGRAMS = 4
_SHOWN_GAPS = 6
_SHOWN_TAUGHT = 4
_SHOWN_QUARTERS = 4  # a year after completion, where there is such a figure


@click.command("route", epilog='Example: occupath route electrician "solar technician" --area NJ')
@click.argument("from_", metavar="FROM")
@click.argument("to", metavar="TO")
@click.option(
    "--max-hops",
    type=click.IntRange(1, MAX_HOPS),
    default=MAX_HOPS,
    show_default=True,
    help="At most so many changes of occupation.",
)
@click.option(
    "-k", "--k", type=click.IntRange(1, 50), default=3, show_default=True, help="How many routes."
)
@click.option(
    "--area",
    default="US",
    show_default=True,
    help="Wages and programs of this area: US, or a state such as NJ.",
)
@click.option("--max-cost", type=click.FloatRange(0), help="US$ for all programs of the route.")
@click.option("--max-weeks", type=click.FloatRange(0), help="Weeks of training on the route.")
@click.option(
    "--min-wage", type=click.FloatRange(0), help="Lowest median wage on the way, US$ a year."
)
@click.option(
    "--start-with-credential",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[NAME]",
    help="Only routes whose first hop offers a credential (of this name, if given).",
)
@dataset_option
@format_option("table", "json", "csv", "mermaid", "svg")
@output_option
def command(
    from_: str,
    to: str,
    max_hops: int,
    k: int,
    area: str,
    max_cost: float | None,
    max_weeks: float | None,
    min_wage: float | None,
    start_with_credential: str | None,
    dataset_dir: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Find routes from occupation FROM to occupation TO (titles or codes).

    Each hop shows what is to learn, listed programs with cost and length, certificates and
    licences, and the change of the median wage. Exit status 1: there is no such route.
    """
    dataset = open_dataset(dataset_dir)
    limits = Limits(max_hops, k, area.upper(), max_cost, max_weeks, min_wage, start_with_credential)
    answer = route(dataset, resolve(dataset, from_), resolve(dataset, to), limits)
    for note in answer.notes:
        say(note)
    if format_ == "json":
        emit(as_json(answer.as_json()), output)
    elif answer.routes and format_ == "csv":
        emit(to_csv(_CSV_COLUMNS, _csv_rows(answer)), output)
    elif answer.routes and format_ == "mermaid":
        emit(mermaid(answer), output)
    elif answer.routes and format_ == "svg":
        emit(svg(answer), output)
    elif answer.routes:
        emit("\n\n".join(_text(i, r) for i, r in enumerate(answer.routes, 1)), output)
    if not answer.routes:
        say(f"no route: {answer.reason}")
        sys.exit(1)


def _text(number: int, found: Route) -> str:
    best = ", no other route is better in time, cost and wage" if found.pareto else ""
    hops = f"{len(found.hops)} hop" + ("s" if len(found.hops) > 1 else "")
    head = f"Route {number}: {hops}, {_bill(found)}{best}"
    return "\n".join([head, *(line for hop in found.hops for line in _hop_lines(hop))])


def _bill(found: Route) -> str:
    cost = "cost unknown" if found.cost is None else dollars(found.cost)
    hours = "hours unknown" if found.hours is None else f"{found.hours:,.0f} hours"
    return f"{cost}, {hours}, {_weeks(found.weeks)}"


def _hop_lines(hop: Hop) -> list[str]:
    wage = (
        "wage unknown"
        if hop.wage_to is None
        else f"{dollars(hop.wage_to)} a year ({dollars(hop.wage_change, signed=True)}; "
        f"median, {hop.wage_area}, {hop.wage_period})"
    )
    step = hop.edge.job_zone_step
    zone = "" if not step else f", job zone {step:+d}"
    shortfall = "unknown" if hop.edge.shortfall is None else f"{hop.edge.shortfall:.2f} levels"
    lines = [
        f"  {hop.from_.title} ({hop.from_.code}) → {hop.to.title} ({hop.to.code})",
        f"    closeness {hop.edge.closeness:.2f}, shortfall {shortfall}{zone}; {wage}",
    ]
    if hop.education is not None:
        lines.append(f"    who enters it typically has: {hop.education}")
    gaps = ", ".join(
        f"{g.name} ({_level(g.level_have)}→{_level(g.level_need)})" for g in hop.gap[:_SHOWN_GAPS]
    )
    lines.append(f"    to learn (levels 0-7): {gaps or 'nothing rated'}")
    if hop.programs:
        shown = min(_SHOWN_PROGRAMS, len(hop.programs))
        more = "" if shown == len(hop.programs) else f" (first {shown})"
        lines.append(f"    listed programs{more}:")
        lines += [f"      - {_program(p)}" for p in hop.programs[:_SHOWN_PROGRAMS]]
    else:
        lines.append("    no listed program")
    certificates = [c for c in hop.credentials if c.kind == "certification"]
    if certificates:
        names = "; ".join(f"{c.name} ({c.issuer})" if c.issuer else c.name for c in certificates)
        lines.append(f"    certificates that suit it (our links): {names}")
    licences = [c for c in hop.credentials if c.kind == "licence"]
    if licences:
        names = "; ".join(f"{c.name} ({c.issuer})" for c in licences)
        lines.append(f"    such licences exist (check whether you need one): {names}")
    return lines


def _program(p: ProgramOffer) -> str:
    parts = [f"{p.name}, {p.provider or 'provider not stated'}"]
    parts.append("cost unknown" if p.cost_usd is None else dollars(p.cost_usd))
    parts.append("hours unknown" if p.hours is None else f"{p.hours:,.0f} hours")
    parts.append(_weeks(p.weeks))
    cip = f"CIP 2010 {p.cip}"
    parts.append(f"{cip} (2020: {p.cip2020})" if p.cip2020 and p.cip2020 != p.cip else cip)
    if p.teaches:
        parts.append("its text names " + ", ".join(p.teaches[:_SHOWN_TAUGHT]))
    if outcome := _outcome(p):
        parts.append(outcome)
    if p.credentials:
        parts.append("leads to " + ", ".join(p.credentials))
    return "; ".join(parts)


def _outcome(p: ProgramOffer) -> str:
    """What became of completers of this provider's programs of the same CIP code, if known."""
    known = [o for o in p.outcomes if o.completers and o.percent_employed is not None]
    if not known:
        return ""
    last = max(known, key=lambda o: (o.quarters == _SHOWN_QUARTERS, o.quarters))
    return (
        f"of {last.completers} completers of this provider and CIP {last.percent_employed:.0f} % "
        f"employed after {last.quarters} quarters"
    )


def _weeks(span: tuple[float, float | None] | None) -> str:
    if span is None:
        return "weeks unknown"
    low, high = span
    if high is None:
        return f"over {low:g} weeks"
    return f"{low:g}-{high:g} weeks" if high > 1 else "up to a week"


def _level(value: float | None) -> str:
    return "?" if value is None else f"{value:.1f}"


_CSV_COLUMNS = [
    "route", "hop", "from_code", "from_title", "to_code", "to_title", "closeness", "shortfall",
    "job_zone_step", "typical_education", "wage_change_usd", "wage_area", "wage_period",
    "program_id", "program", "provider", "cip", "cip2020", "cost_usd", "hours", "weeks_low",
    "weeks_high", "credentials",
]  # fmt: skip


def _csv_rows(answer: Routes) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for i, found in enumerate(answer.routes, 1):
        for j, hop in enumerate(found.hops, 1):
            chosen = hop.chosen
            weeks = chosen.weeks if chosen and chosen.weeks else (None, None)
            rows.append(
                {
                    "route": i, "hop": j,
                    "from_code": hop.from_.code, "from_title": hop.from_.title,
                    "to_code": hop.to.code, "to_title": hop.to.title,
                    "closeness": hop.edge.closeness, "shortfall": hop.edge.shortfall,
                    "job_zone_step": hop.edge.job_zone_step,
                    "typical_education": hop.education, "wage_change_usd": hop.wage_change,
                    "wage_area": hop.wage_area, "wage_period": hop.wage_period,
                    "program_id": chosen.id if chosen else None,
                    "program": chosen.name if chosen else None,
                    "provider": chosen.provider if chosen else None,
                    "cip": chosen.cip if chosen else None,
                    "cip2020": chosen.cip2020 if chosen else None,
                    "cost_usd": chosen.cost_usd if chosen else None,
                    "hours": chosen.hours if chosen else None,
                    "weeks_low": weeks[0], "weeks_high": weeks[1],
                    "credentials": "; ".join(c.name for c in hop.credentials),
                }
            )  # fmt: skip
    return rows
