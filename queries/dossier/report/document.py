"""A dossier as a Word document."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from occupath.queries.dossier.make import Dossier
from occupath.queries.dossier.report.words import source_line, verdict_line

_EPOCH = datetime(1980, 1, 1)  # documents of equal dossiers are equal


def document(made: Dossier) -> bytes:
    """The bytes of a .docx file; equal dossiers give equal bytes."""
    from docx import Document

    text: Any = Document()
    text.core_properties.created = text.core_properties.modified = _EPOCH
    text.core_properties.author = "Occupath"
    text.core_properties.title = made.found.role.name
    text.add_heading(_plain(made.found.role.name), 0)
    text.add_paragraph("").add_run(_plain(verdict_line(made))).bold = True
    for reason in made.verdict.reasons:
        text.add_paragraph(_plain(reason), style="List Bullet")
    for part in made.sections:
        text.add_heading(part.heading, 1)
        for each in part.statements:
            text.add_paragraph(_plain(each.text), style="List Bullet")
            for one in each.evidence:
                _small(text, source_line(one))
        if part.missing:
            text.add_paragraph(("" if part.statements else "No evidence at hand. ")
                               + f"Missing: {part.missing}")  # fmt: skip
    for heading, checks in (("Classification principles", made.principles),
                            ("Coding guidelines", made.guidelines)):  # fmt: skip
        text.add_heading(heading, 1)
        table = text.add_table(rows=1, cols=4, style="Light Grid Accent 1")
        _fill(table.rows[0], ("", "asks", "answer", "because"))
        for check in checks:
            _fill(table.add_row(), (str(check.number), check.asks, check.answer, check.reason))
    text.add_heading("Collectability (principle 9)", 1)
    text.add_paragraph(f"{made.collectability.answer}: {_plain(made.collectability.reason)}")
    for meter in made.collectability.parts:
        text.add_paragraph(_plain(f"{meter.name}: {meter.answer}. {meter.reading}"),
                           style="List Bullet")  # fmt: skip
        _small(text, f"{meter.source}: {meter.ref} ({meter.count} of {meter.denominator})")
    if made.routes:
        text.add_heading("Routes into it", 1)
        for move in made.routes:
            text.add_paragraph(
                _plain(f"{move.code} {move.title} → {move.into}: closeness {move.closeness:.2f}"),
                style="List Bullet",
            )
            _small(text, f"occupath-moves: {move.ref} (1 of 1)")
    text.add_heading("Sources", 1)
    for name, citation in made.sources:
        text.add_paragraph(_plain(f"{name}: {citation}"), style="List Bullet")
    written = io.BytesIO()
    text.save(written)
    return _undated(written.getvalue())


def _small(text: Any, words: str) -> None:
    from docx.shared import Pt

    run = text.add_paragraph("", style="List Bullet 2").add_run(_plain(words))
    run.italic, run.font.size = True, Pt(8)


def _fill(row: Any, values: tuple[str, ...]) -> None:
    for cell, value in zip(row.cells, values, strict=True):
        cell.text = _plain(value)


def _plain(text: str) -> str:
    """Without the control characters that XML forbids."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")


def _undated(packed: bytes) -> bytes:
    """The same archive with one date for all its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            part = zipfile.ZipInfo(name, _EPOCH.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()
