"""The sentences of a text that tell which occupation it is about."""

from __future__ import annotations

import re

from occupath.extract.documents.cleaning import clean
from occupath.extract.documents.sections import SILENT, sections

MOST = 16  # sentences that are read
_FIRST = 40_000  # characters of a text that are looked at
_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLE = re.compile(r"^\W*(?:job\s+)?(?:title|position|role|vacancy)\W*:\s*", re.IGNORECASE)


def telling_sentences(text: str) -> list[str]:
    """The first sentences of the duties, then of what says neither duties nor boilerplate, then of
    the requirements; those about the company, pay, equal opportunity and how to apply only where
    there is nothing else.
    """
    if not any(map(str.isalpha, text)):
        return []
    from occupath.extract.pipeline.sentences import sentence_starts  # spaCy is slow to import

    plain = clean(text[:_FIRST]).text
    ranked: list[tuple[int, int, str]] = []
    for section in sections(plain):
        rank = {"duties": 0, "other": 1}.get(section.kind, 3 if section.kind in SILENT else 2)
        part = plain[section.start : section.end]
        starts = sentence_starts(part)
        for start, end in zip(starts, [*starts[1:], len(part)], strict=True):
            sentence = " ".join(part[start:end].split())
            if len(_WORD.findall(sentence)) > 2:
                ranked.append((rank, section.start + start, sentence))
    if not ranked:
        return [" ".join(plain.split())[:400]]
    silent = min(rank for rank, _, _ in ranked) == 3
    kept = sorted(each for each in ranked if silent or each[0] < 3)[:MOST]
    return [sentence for _, _, sentence in sorted(kept, key=lambda each: each[1])]


def tidy_title(title: str) -> str:
    """The title on one line, without a heading such as "Job title:"; empty if it has no letter."""
    tidy = " ".join(_TITLE.sub("", clean(title[:1000]).text).split())
    return tidy if any(map(str.isalpha, tidy)) else ""
