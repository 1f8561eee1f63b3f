"""What the coder answers: codes with their probabilities and reasons, or that it abstains."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """What spoke for a code.

    `kind` is ``title`` (a known title, which is it or is like it), ``task`` (one of the
    occupation's tasks), ``sentence`` (of the text given) or ``word`` (of the title given).
    """

    kind: str
    text: str
    weight: float  # 0–1 for titles and tasks (how alike), else the probability lost without it


class Code(NamedTuple):
    """A SOC 2018 code a title or text may be about."""

    code: str  # SOC 2018, "47-2111"
    onetsoc: str | None  # its likeliest O*NET-SOC 2019 code in the dataset
    title: str | None  # of the O*NET code or the SOC code; None where the dataset lacks both
    probability: float  # 0–1, that this code is right
    onetsoc_probability: float | None  # 0–1, that the O*NET-SOC code is right
    reasons: tuple[Reason, ...]


class Coding(NamedTuple):
    """The likeliest codes first; `abstained` when the first falls below the threshold."""

    codes: tuple[Code, ...]
    abstained: bool
