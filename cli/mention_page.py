"""A page that shows documents with their mentions: self-contained, safe, and fit to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from occupath.extract.documents.extraction import Extracted, Found
from occupath.extract.pipeline.mention import KINDS, REQUIREMENTS

_COLOURS = {
    "skill": "#cfe8ff",
    "knowledge": "#d9f2d0",
    "technology": "#ffe0b3",
    "tool": "#f5d5c0",
    "language": "#e4d7f5",
    "certificate": "#fff3b0",
    "licence": "#ffd6d6",
    "education": "#cdeee9",
    "experience": "#e8e3d3",
    "occupation": "#ffd9f0",
    "domain": "#e0e4ea",
}
_SIGNS = {"required": "!", "preferred": "+", "taught": "◦", "mentioned": "", "negated": "✕"}

_STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { font: 16px/1.6 system-ui, sans-serif; color: #1c2126; background: #fff; margin: 0; }
header { position: sticky; top: 0; background: #fffffff2; border-bottom: 1px solid #c9d0d6;
  padding: .75rem max(1rem, calc(50% - 25rem)); z-index: 1; }
main, footer { max-width: 52rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.15rem; margin: 0 0 .4rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .2rem; overflow-wrap: anywhere; }
fieldset { border: 0; padding: 0; margin: .2rem 0 0; display: flex; flex-wrap: wrap;
  gap: .3rem .5rem; }
legend { float: left; font-size: .85rem; color: #4a545e; margin-right: .3rem; padding: .15rem 0; }
label { display: inline-flex; align-items: center; gap: .3rem; font-size: .85rem;
  padding: .1rem .5rem; border: 1px solid #b7c0c8; border-radius: 1rem; cursor: pointer; }
label:focus-within { outline: 2px solid #0b57d0; }
.about { color: #4a545e; font-size: .9rem; margin: 0 0 .6rem; }
.status { color: #8a1c1c; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid #e3e7ea;
  padding-left: 1rem; }
mark { color: inherit; background: #eef1f4; border-radius: .2rem; padding: .05rem .15rem;
  border-bottom: 2px solid #5b6670; }
mark.preferred { border-bottom-style: dashed; }
mark.taught { border-bottom-style: double; border-bottom-width: 3px; }
mark.mentioned { border-bottom: 1px dotted #8a949d; }
mark.negated { text-decoration: line-through; border-bottom: 1px dotted #8a949d; }
mark small { font-size: .68rem; color: #37414a; margin-left: .2rem; white-space: nowrap; }
mark.off { background: none !important; border: 0; padding: 0; text-decoration: none; }
mark.off small { display: none; }
table { border-collapse: collapse; font-size: .85rem; margin: .3rem 0; }
th, td { text-align: right; padding: .1rem .7rem .1rem 0; font-weight: 400; }
th:first-child, td:first-child { text-align: left; }
thead th { color: #4a545e; border-bottom: 1px solid #c9d0d6; }
@media print {
  header { position: static; padding: 0; } main, footer { max-width: none; padding: 0; }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { font-size: 10.5pt; } input { display: none; } h2 { break-after: avoid; }
}
"""

_SCRIPT = """
const boxes = document.querySelectorAll("input[data-kind], input[data-need]");
function show() {
  const out = [...boxes].filter(b => !b.checked);
  const off = new Set(out.map(b => b.dataset.kind || b.dataset.need));
  for (const m of document.querySelectorAll("mark"))
    m.classList.toggle("off", off.has(m.dataset.kind) || off.has(m.dataset.need));
}
boxes.forEach(b => b.addEventListener("change", show));
show();
"""


def page(extracted: Iterable[Extracted], title: str) -> Iterator[str]:
    """The page in pieces, a document after the other; whatever a text holds is shown as text."""
    yield (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – mentions</title>\n<style>{_STYLE}</style></head><body>\n"
        f"<header><h1>{escape(title)}</h1>{_legend()}</header>\n<main>\n"
    )
    counts: Counter[tuple[str, str]] = Counter()
    for each in extracted:
        counts.update((found.mention.kind, found.mention.requirement) for found in each.mentions)
        yield _document(each)
    yield f"</main>\n<footer><h2>Mentions by kind and requirement</h2>{_counts(counts)}</footer>\n"
    yield f"<script>{_SCRIPT}</script>\n</body></html>\n"


def _legend() -> str:
    kinds = "".join(
        f'<label style="background:{_COLOURS[kind]}"><input type="checkbox" checked '
        f'data-kind="{kind}">{kind}</label>'
        for kind in KINDS
    )
    needs = "".join(
        f'<label><input type="checkbox" checked data-need="{need}">'
        f'<mark class="{need}">{need}</mark></label>'
        for need in REQUIREMENTS
    )
    return (
        f"<fieldset><legend>Kind</legend>{kinds}</fieldset>"
        f"<fieldset><legend>Requirement</legend>{needs}</fieldset>"
    )


def _document(extracted: Extracted) -> str:
    document, mentions, codes = extracted
    known = [document.title, document.employer, document.area, document.month]
    about = " · ".join(escape(each) for each in known if each)
    parts = [f"<article><h2>{escape(document.id)}</h2>"]
    if about:
        parts.append(f'<p class="about">{about}</p>')
    if document.status != "ok":
        told = document.status + (f": {document.detail}" if document.detail else "")
        parts.append(f'<p class="about status">{escape(told)}</p>')
    if codes:
        first = codes[0]
        said = f"{first.code} {first.title or ''} (probability {first.probability:.2f})"
        said = f"not sure; likeliest {said}" if first.abstained else said
        parts.append(f'<p class="about">Occupation: {escape(said)}</p>')
    parts.append(f'<div class="text">{"".join(_marked(document.text, mentions))}</div></article>\n')
    return "".join(parts)


def _marked(text: str, mentions: Iterable[Found]) -> Iterator[str]:
    """The text with its mentions; of two that overlap, the one that starts first is marked."""
    place = 0
    for found in sorted(mentions, key=lambda f: (f.mention.start, -f.mention.end)):
        mention = found.mention
        if mention.start < place:
            continue
        yield escape(text[place : mention.start])
        told = f"{mention.kind}, {mention.requirement}, confidence {mention.confidence:.2f}"
        told += f", {mention.label}" if mention.label else ""
        sign = _SIGNS[mention.requirement]
        yield (
            f'<mark class="{mention.requirement}" data-kind="{mention.kind}" '
            f'data-need="{mention.requirement}" style="background:{_COLOURS[mention.kind]}" '
            f'title="{escape(told)}">{escape(text[mention.start : mention.end])}'
            f"<small>{mention.kind}{sign and ' ' + sign}</small></mark>"
        )
        place = mention.end
    yield escape(text[place:])


def _counts(counts: Counter[tuple[str, str]]) -> str:
    heads = "".join(f"<th>{need}</th>" for need in REQUIREMENTS)
    rows = "".join(
        f"<tr><td>{kind}</td>"
        + "".join(f"<td>{counts[kind, need] or ''}</td>" for need in REQUIREMENTS)
        + f"<td>{sum(counts[kind, need] for need in REQUIREMENTS)}</td></tr>"
        for kind in KINDS
        if any(counts[kind, need] for need in REQUIREMENTS)
    )
    head = f"<thead><tr><th>kind</th>{heads}<th>all</th></tr></thead>"
    return f"<table>{head}<tbody>{rows}</tbody></table>"
