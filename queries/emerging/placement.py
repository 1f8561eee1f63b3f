"""Which postings the coder places badly, and which of them no list of titles names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from occupath.extract.occupations.coder import OccupationCoder
from occupath.extract.occupations.mixture import Array
from occupath.graph.dataset import Dataset
from occupath.queries.emerging.postings import Posting
from occupath.queries.emerging.titles import Likeness, TitleLists, plain_title

LOW, RESIDUAL, MIXED = "low probability", "residual code", "mixed codes"
UNHEARD = "unheard title"
REASONS = {
    LOW: "the coder abstains: no code reaches its threshold",
    RESIDUAL: 'the likeliest code is an "All Other" code',
    MIXED: "postings of the same title get different codes, and none gets most of them",
    UNHEARD: "no list has a title that is even like it, and the text alone does not give the code",
}
"""Why a posting counts as placed badly."""

KNOWN = 0.85  # likeness from which on a list is taken to name the title
STRANGE = 0.3  # likeness under which no list has a title like it
AGREES = 0.1  # the code's share by the text alone from which on the text gives the code too
SENTENCES = 16  # of a posting that the coder reads
_SAME = 3  # postings of one title from which on their codes may be called mixed
_MOST = 0.5  # share of the most frequent code up to which they are

_RESIDUAL = """SELECT ?code WHERE { ?c oc:residual true ; skos:notation ?code ;
  skos:inScheme <https://w3id.org/occupath/id/soc2018> }"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A posting that is placed badly under a title that no list names, with the reasons.

    `hidden` says that lists name the title after all, but only under residual codes.
    """

    posting: Posting
    reasons: tuple[str, ...]
    nearest: Likeness
    hidden: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """The candidates, and how many postings are none by reason."""

    candidates: tuple[Candidate, ...]
    others: dict[str, int]


def placement(
    postings: Sequence[Posting],
    residual: frozenset[str],
    lists: TitleLists,
    coder: OccupationCoder,
) -> Placement:
    """The postings placed badly whose title no list names.

    A title that lists name only under residual codes counts as not named: it is what hides there.
    """
    mixed = _mixed(postings)
    others: Counter[str] = Counter()
    titled: list[tuple[Posting, tuple[str, ...]]] = []
    for posting in postings:
        reasons = _reasons(posting, residual, mixed)
        if posting.title is not None:
            titled.append((posting, reasons))
        else:
            others["placed badly, without a title" if reasons else "placed well"] += 1
    nearest = lists.nearest([posting.title or "" for posting, _ in titled])
    unheard = _unheard([posting for posting, _ in titled], nearest, coder)
    found = []
    for row, ((posting, given), near) in enumerate(zip(titled, nearest, strict=True)):
        reasons = (*given, UNHEARD) if row in unheard else given
        if not reasons:
            others["placed well"] += 1
            continue
        known = near.likeness >= KNOWN
        hidden = known and _hidden(near, residual)
        if known and not hidden:
            others["placed badly, under a title that a list names"] += 1
        else:
            found.append(Candidate(posting, reasons, near, hidden))
    return Placement(tuple(found), dict(sorted(others.items())))


def text_shares(postings: Sequence[Posting], coder: OccupationCoder) -> Array:
    """Probabilities of the coder's codes by each posting's first sentences alone."""
    return coder.text_shares([posting.sentences[:SENTENCES] for posting in postings])


def residual_codes(dataset: Dataset) -> frozenset[str]:
    """The SOC 2018 codes of residual occupations."""
    return frozenset(str(row["code"]) for row in dataset.select(_RESIDUAL))


def _hidden(near: Likeness, residual: frozenset[str]) -> bool:
    return bool(near.entries) and all(entry.soc in residual for entry in near.entries)


def _reasons(posting: Posting, residual: frozenset[str], mixed: frozenset[str]) -> tuple[str, ...]:
    found = []
    if posting.abstained:
        found.append(LOW)
    if posting.guesses[0].code in residual:
        found.append(RESIDUAL)
    if posting.title is not None and plain_title(posting.title) in mixed:
        found.append(MIXED)
    return tuple(found)


def _unheard(
    postings: Sequence[Posting], nearest: Sequence[Likeness], coder: OccupationCoder
) -> frozenset[int]:
    """The rows of postings whose code rests on a word of a title that no list has one like."""
    strange = [
        row
        for row, (posting, near) in enumerate(zip(postings, nearest, strict=True))
        if near.likeness < STRANGE and plain_title(posting.title or "")
    ]
    shares = text_shares([postings[row] for row in strange], coder)
    place = {code: i for i, code in enumerate(coder.codes)}
    found = []
    for row, by_text in zip(strange, shares, strict=True):
        at = place.get(postings[row].guesses[0].code)
        if at is None or by_text[at] < AGREES:
            found.append(row)
    return frozenset(found)


def _mixed(postings: Sequence[Posting]) -> frozenset[str]:
    codes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for posting in postings:
        if posting.title is not None and (title := plain_title(posting.title)):
            codes[title][posting.guesses[0].code] += 1
    return frozenset(
        title
        for title, counts in codes.items()
        if counts.total() >= _SAME and max(counts.values()) <= _MOST * counts.total()
    )
