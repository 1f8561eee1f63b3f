"""Rows of ours, which no source states; never mixed with what one does."""

from __future__ import annotations

from typing import NamedTuple


class InferredLink(NamedTuple):
    """A link that no source states: ours, with method and confidence (0–1)."""

    kind: str  # key of LINK_KINDS
    subject: str  # IRI
    object: str  # IRI
    method: str
    confidence: float
    evidence: str | None


LINK_KINDS: dict[str, str] = {
    "certification-occupation": "a certification that suits an occupation",
    "licence-occupation": "a licence that exists in a state for an occupation's kind of work",
    "credential-certification": "a state's industry credential that is a listed certification",
    "same-listing": "two listings of one training program",
}


class LicenceRequirement(NamedTuple):
    """A licence without which an occupation may not be worked in, by a reviewed source."""

    occupation: str  # O*NET-SOC 2019
    licence: str
    basis: str  # the source that says so


class LabelMention(NamedTuple):
    """A concept's label found in a text: `start` and `end` are character offsets, end exclusive."""

    document: str  # IRI of the program or posting
    concept: str  # IRI
    label: str
    start: int
    end: int
    text: str
    method: str
    confidence: float


class CrosswalkReview(NamedTuple):
    """A person's decision that programs of a CIP 2020 code do, or do not, prepare for a code.

    It stands beside the published crosswalk, whose row stays. `scheme` is soc2018, which means
    every O*NET-SOC occupation of the code, or onetsoc2019.
    """

    table: str  # name of the reviewed table
    cip: str
    scheme: str
    code: str
    action: str  # "add" "remove"
    reviewer: str
    date: str  # YYYY-MM-DD
    reason: str
    source: str | None
