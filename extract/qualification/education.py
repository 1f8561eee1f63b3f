"""Levels of schooling, with the field if the text names one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .experience import NUMBERS
from .nearby import stretches
from .values import Education, Qualification

_S = r"(?:['’]?s?['’]?)"
_SUBJECT = (
    r"(?:science|arts|engineering|education|business(?: administration)?|fine arts|applied science"
    r"|social work|public (?:health|administration)|nursing|laws?|architecture|library science)"
)
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(word for word in NUMBERS if len(word) > 2)})"
_UNITS = r"(?:units?|hours?|credits?)"
# Level of EDUCATION_LEVELS → what says it, in lower case; the first that fits counts.
_SAID: dict[int, str] = {
    12: r"post-?doctora\w+ \w+",
    11: rf"ph\.? ?d\.?(?!\w)|doctorate(?: degrees?)?|doctoral(?:[- ]level)?(?: degrees?)?"
    rf"|doctor{_S} degree|doctor of (?:philosophy|education|nursing practice)",
    10: r"juris doctor(?:ate)?(?: degree)?|j\.d\.(?: degree)?|pharm\.?d\.?(?!\w)"
    r"|doctor of (?:medicine|osteopath\w+|veterinary medicine|dental \w+|pharmacy)"
    r"|(?:law|medical|dental|first professional) degree",
    8: rf"master{_S}(?:[- ]level)? (?:degrees?|of {_SUBJECT})(?: degree)?|master['’]s|mba(?!\w)"
    r"|m\.b\.a\.|m\.s\.w\.|msc(?!\w)|(?:post-?)?graduate(?:[- ]level)? degree|advanced degree",
    6: rf"bachelor{_S}(?:[- ]level)?(?: of {_SUBJECT})?(?: degrees?)?|baccalaureate(?: degrees?)?"
    r"|(?:four|4)[- ]year (?:college |university )?degrees?|undergraduate degree|b\.?sc\.?(?!\w)"
    r"|b\.[as]\.(?: degree)?|graduation (?:with an? [^.;\n]{0,40}?degree )?from an? "
    r"(?:[\w.]+[- ]){0,4}(?:college|university)(?: or (?:college|university))?"
    r"|(?:college|university) degree|degree(?= (?:in|level|educated|qualified|or equivalent)\b)",
    5: rf"associate{_S}(?: (?:of|in) {_SUBJECT})? degrees?|associate['’]s"
    r"|(?:two|2)[- ]year (?:college )?degree|a\.a\.s?\.?(?: degree)?(?!\w)|hnd(?!\w)"
    r"|foundation degree",
    4: rf"some college|(?:completion of )?(?:at least )?{_COUNT}(?: \(\d+\))? "
    rf"(?:semester|quarter|credit|college)(?: (?:or|/) (?:\w+ )?(?:semester|quarter))?[- ]{_UNITS}"
    rf"(?: or \d+ quarter {_UNITS})?",
    3: r"(?:trade|vocational|technical) school (?:diploma|certificate|program|training)"
    r"|post-?secondary certificate|vocational (?:certificate|training|diploma)"
    r"|certificate program|completion of an? (?:\w+[ -]){0,4}apprenticeship(?: program)?"
    r"|nvq(?: level)?(?: ?\d)?|apprenticeship program",
    2: r"high[- ]school (?:diploma|graduat\w+|degree|education|equivalen\w+)"
    r"(?: or (?:ged|g\.e\.d\.?))?|g\.e\.d\.?(?!\w)|ged(?!\w)|gcses?(?!\w)"
    r"|graduation from (?:an? )?(?:[\w.]+ ){0,2}high school"
    r"|general education(?:al)? (?:development|diploma)|secondary school (?:diploma|certificate)",
}
LEVELS = re.compile(
    "(?<![\\w.])(?:" + "|".join(f"(?P<l{level}>{said})" for level, said in _SAID.items()) + ")"
)
HINTS = (
    "degree", "bachelor", "master", "doctor", "ph.", "phd", "pharm", "j.d.", "a.a.", "m.b.a",
    "m.s.w", "msc", "hnd", "high school", "high-school", "ged", "g.e.d", "diploma", "graduat",
    "associate", "some college", "semester", "quarter unit", "credit hours", "vocational", "mba",
    "apprentice", "certificate program", "trade school", "technical school", "nvq", "gcse", "bsc",
    "b.s", "b.a", "baccalaureate", "secondary",
)  # fmt: skip
LONGEST_FIELD = 110  # characters
_FIELD = re.compile(
    r"(?:[ ,]+(?:degree|diploma|or higher|\([^)\n]{0,20}\)"
    r"|from an? (?:[\w.]+[- ]){0,4}(?:college|university|school|institution)"
    r"(?: or (?:college|university))?))*[ ,]+"
    r"(?:with an? (?:major|degree|specialization|concentration) in|majoring in|of|in) "
    r"(?P<field>[^.;:!?•\n()]{2,110})"  # LONGEST_FIELD
)
_FIELD_END = re.compile(
    r",? (?:from|and (?:\w+|\d+)(?: \(\d+\))? years?|and an? |or (?:\w+|\d+)(?: \(\d+\))? years?"
    r"|plus|but|with|is|are|may|which|that|required|preferred"
    r"|desired|desirable|or (?:an )?equivalent"
    r"|or (?:an? |any )?(?:closely |other )?(?:related|similar|relevant)|or (?:a )?comparable"
    r"|and possess|including|at an?|such as|must|and at least|and experience|to |for )\b.*"
    r"|,? (?:or|and|in|a|an|the)$|,$"
)
_NOT_FIELD = re.compile(
    r"(?:an?|the|this|that|your|our|order|any|one|some|either|accordance|addition|progress|\d+)\b",
    re.IGNORECASE,
)
_EQUIVALENT = re.compile(r"equivalen|or (?:related|comparable) (?:experience|work)|in lieu")
_SENTENCE = re.compile(r"[.;!?\n]\s")


def education(text: str, low: str) -> Iterator[Qualification]:
    """Levels of schooling in a text; `low` is the text in lower case, of the same length."""
    for start, stop in stretches(low, HINTS, 90, 70):
        for found in LEVELS.finditer(low, start, stop):
            level = int((found.lastgroup or "l0")[1:])
            field = None if level == 2 else _field(text, low, found.end())
            end = field[1] if field else found.end()
            close = _SENTENCE.search(low, end, end + 80)
            behind = low[end : min(end + 80, close.start() if close else len(low))]
            same = bool(_EQUIVALENT.search(behind)) or "equivalen" in found[0]
            value = Education(level, text[field[0] : field[1]] if field else None, same)
            yield Qualification(found.start(), end, "education", value)


def _field(text: str, low: str, end: int) -> tuple[int, int] | None:
    """Where the field of study stands that follows a level's end."""
    after = _FIELD.match(low, end, min(len(low), end + 200))
    if not after:
        return None
    said = text[after.start("field") : after.end("field")]
    kept = _FIELD_END.sub("", said).rstrip(" ,")
    if kept == said and len(said) == LONGEST_FIELD:  # cut short: up to the last comma or word
        kept = said[: max(said.rfind(","), 0) or said.rfind(" ")]
    if not kept.strip() or _NOT_FIELD.match(kept):
        return None
    return after.start("field"), after.start("field") + len(kept)
