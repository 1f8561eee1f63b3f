"""What a posting may ask of a person beside skills, as typed values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# The categories of O*NET's "Required Level of Education", with the level of the European
# Qualifications Framework that answers to each (None: more than one, or none).
EDUCATION_LEVELS: dict[int, tuple[str, int | None]] = {
    1: ("Less than a High School Diploma", None),
    2: ("High School Diploma or the equivalent", 4),
    3: ("Post-Secondary Certificate", 4),
    4: ("Some College Courses", 4),
    5: ("Associate's Degree", 5),
    6: ("Bachelor's Degree", 6),
    7: ("Post-Baccalaureate Certificate", 6),
    8: ("Master's Degree", 7),
    9: ("Post-Master's Certificate", 7),
    10: ("First Professional Degree", 7),
    11: ("Doctoral Degree", 8),
    12: ("Post-Doctoral Training", 8),
}


@dataclass(frozen=True)
class Experience:
    """Work done before: for how long, and as what."""

    least: float  # months
    most: float | None  # months; None where only the least is told
    work: str | None  # what kind of work, or as what, in the text's own words


@dataclass(frozen=True)
class Education:
    """A level of schooling."""

    level: int  # key of EDUCATION_LEVELS
    field: str | None  # what was studied, in the text's own words
    equivalent: bool  # whether the text admits an equivalent

    @property
    def name(self) -> str:
        """The level's name in O*NET."""
        return EDUCATION_LEVELS[self.level][0]

    @property
    def eqf(self) -> int | None:
        """The level of the European Qualifications Framework, 1–8."""
        return EDUCATION_LEVELS[self.level][1]


@dataclass(frozen=True)
class Licence:
    """A right that the law asks for."""

    name: str  # in the text's own words, without "valid" and the like
    vehicle_class: str | None = None  # of a driver's licence: "A", "B", "C", "M", "CDL"


@dataclass(frozen=True)
class Certificate:
    """What a body certifies."""

    name: str  # in the text's own words


@dataclass(frozen=True)
class Shift:
    """When work is done, if not by day on weekdays."""

    kinds: tuple[str, ...]  # sorted, of: evening, holiday, night, on-call, rotating, weekend, …


@dataclass(frozen=True)
class Travel:
    """How much of the time is spent away."""

    least: int | None  # percent; None where the text does not say
    most: int | None


Value = Experience | Education | Licence | Certificate | Shift | Travel


class Qualification(NamedTuple):
    """A place in a text and what it asks for: ``text[start:end]`` says `value`."""

    start: int
    end: int
    kind: str  # "experience", "education", "licence", "certificate", "shift" or "travel"
    value: Value
