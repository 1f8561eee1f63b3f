"""A dossier as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from occupath.queries.dossier.make import Dossier
from occupath.queries.dossier.report.words import source_line, verdict_line

_MARKS = re.compile(r"([\\`*_\[\]<>|])")


def markdown(made: Dossier) -> str:
    """The text, ending with a line break."""
    return "\n".join(_lines(made)) + "\n"


def _lines(made: Dossier) -> Iterator[str]:
    yield f"# {_plain(made.found.role.name)}: evidence for or against an occupation of its own"
    yield ""
    yield f"**{_plain(verdict_line(made))}**"
    yield ""
    yield from (f"- {_plain(reason)}" for reason in made.verdict.reasons)
    for part in made.sections:
        yield from ("", f"## {part.heading}", "")
        for each in part.statements:
            yield f"- {_plain(each.text)}"
            yield from (f"  - *{_plain(source_line(one))}*" for one in each.evidence)
        if part.missing:
            if part.statements:
                yield ""
            yield ("" if part.statements else "No evidence at hand. ") + (
                f"Missing: {_plain(part.missing)}"
            )
    yield from ("", "## Classification principles", "")
    yield from ("| | asks | answer | because |", "|---|---|---|---|")
    for check in made.principles:
        yield f"| {check.number} | {_plain(check.asks)} | {check.answer} | {_plain(check.reason)} |"
    yield from ("", "## Coding guidelines", "")
    yield from ("| | asks | answer | because |", "|---|---|---|---|")
    for check in made.guidelines:
        yield f"| {check.number} | {_plain(check.asks)} | {check.answer} | {_plain(check.reason)} |"
    yield from ("", "## Collectability (principle 9)", "")
    yield f"{made.collectability.answer}: {_plain(made.collectability.reason)}"
    yield ""
    for meter in made.collectability.parts:
        yield f"- {meter.name}: {meter.answer}. {_plain(meter.reading)}"
        yield (f"  - *{_plain(meter.source)}: {_plain(meter.ref)} "
               f"({meter.count} of {meter.denominator})*")  # fmt: skip
    if made.routes:
        yield from ("", "## Routes into it", "")
        for move in made.routes:
            wage = "" if move.wage_change is None else f", {move.wage_change:+,.0f} US$ a year"
            yield (f"- {move.code} {_plain(move.title)} → {move.into}: closeness "
                   f"{move.closeness:.2f}{wage}")  # fmt: skip
            yield f"  - *occupath-moves: {_plain(move.ref)} (1 of 1)*"
    yield from ("", "## Sources", "")
    yield from (f"- {name}: {_plain(text)}" for name, text in made.sources)


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
