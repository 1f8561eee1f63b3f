"""How the text of a cell is read, by the kind of its field, and what is said of it.

Nothing is guessed silently: a value that is mended makes a note, one that cannot be read or that
is impossible a warning, and the row goes on without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from occupath.extract.readers.plain_text import plain, plain_line, unquoted
from occupath.extract.state_lists.fields import DELIVERIES, DURATIONS
from occupath.ontology.ids import CODE_PATTERNS

MAX_COST = 100_000  # US$; above it an amount is doubted, as by the shapes
MAX_HOURS = 5_000
MAX_WEEKS = 520
_WEEKS_OF = {"week": 1.0, "day": 1 / 5, "month": 52 / 12, "year": 52.0}
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d*)?|\.\d+"
_MONEY = re.compile(
    rf"(?:US\s?\$|USD|\$)?\s*(-?)\s*(?:\$\s*)?({_NUMBER})\s*(?:USD|US\s?\$|dollars?)?", re.I | re.A
)
_HOURS = re.compile(rf"(-?)({_NUMBER})\s*(?:clock\s*)?(?:hours?|hrs?\.?|h)?", re.I | re.A)
_WEEKS = re.compile(rf"(-?)({_NUMBER})\s*(?:(day|week|wk|month|mo|year|yr)s?\.?)?", re.I | re.A)
_PLAIN_NUMBER = re.compile(rf"(-?)({_NUMBER})\s*(%?)", re.A)
_ZERO_WORDS = frozenset({"free", "no cost", "none", "no charge"})
_ONLINE = {"online": "online", "on-line": "online", "distance": "online", "remote": "online",
           "virtual": "online", "in person": "in person", "in-person": "in person",
           "classroom": "in person", "on campus": "in person", "on-campus": "in person",
           "hybrid": "hybrid", "blended": "hybrid"}  # fmt: skip
_FLAGS = {"y": True, "yes": True, "true": True, "t": True, "1": True, "x": True,
          "n": False, "no": False, "false": False, "f": False, "0": False}  # fmt: skip
_ID = re.compile(r"[A-Za-z0-9_.-]{1,40}", re.A)
_FORMULA = re.compile(r"\s*(?:[=@\uff1d\uff20]|[-+\uff0b\uff0d]\s*[A-Za-z]\w*[(!|])")
_MOJIBAKE = re.compile("\ufffd|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|â€[\u0080-\u2122]")


class Fault(NamedTuple):
    """What is said of one value: the kind of problem, its words, what to do, how grave."""

    kind: str
    problem: str
    suggestion: str
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the mapping says of a table: the CIP or code scheme, units, coded values."""

    scheme: str
    units: Mapping[str, str]
    known: frozenset[str] | None = None  # codes of the scheme, where a dataset was given


Value = str | float | int | bool | None
Read = tuple[Value, Fault | None]


def _line(text: str, field: str, reading: Reading) -> Read:
    clean = plain_line(unquoted(text))
    return clean, _of_text(text)


def _text(text: str, field: str, reading: Reading) -> Read:
    return plain(unquoted(text)), _of_text(text)


def formula(text: str) -> Fault | None:
    """What is said of a cell that begins as a spreadsheet formula."""
    if not _FORMULA.match(text):
        return None
    return Fault("formula", "the cell begins as a spreadsheet formula; it is read as text",
                 "write the text itself, or set an apostrophe before it")  # fmt: skip


def _of_text(text: str) -> Fault | None:
    if _MOJIBAKE.search(text):
        return Fault(
            "wrong-letters", "letters that were written in one encoding and read in another",
            "save the list once more from its origin, as UTF-8",
        )  # fmt: skip
    return None


def _id(text: str, field: str, reading: Reading) -> Read:
    key = re.sub(r"^(\d+)\.0+$", r"\1", text)
    if key != text:
        return key, Fault("id-as-number", f"the {field} passed for a number with decimals",
                          f"write {key}", "note")  # fmt: skip
    if _ID.fullmatch(key) is None:
        return key, Fault(
            "id-characters", f"the {field} has spaces or signs that commands do not take",
            "use letters, digits, '.', '_' and '-', at most 40",
        )  # fmt: skip
    return key, None


def cip(text: str, field: str, reading: Reading) -> Read:
    """A CIP code; lost zeros are put back where only one code is possible.

    A code of two or four digits is kept as it is with a warning: as a number it may have lost
    zeros, and it names a family or group.
    """
    words = re.sub(r"\s+", "", text.strip().strip("'\"").removeprefix("="))
    digits = re.sub(r"^(\d{5,6})\.0+$", r"\1", words.strip('"'))
    mended: str | None = None
    if found := re.fullmatch(r"(\d{2})\.?(\d{4})", digits):
        mended = f"{found[1]}.{found[2]}"
    elif found := re.fullmatch(r"(\d)\.?(\d{4})", digits):
        mended = f"0{found[1]}.{found[2]}"
    elif found := re.fullmatch(r"(\d{1,2})\.(\d{3})", digits):
        mended = f"{found[1].zfill(2)}.{found[2]}0"
    elif found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})", digits):
        return _short_cip(text, found[1].zfill(2), found[2], reading)
    elif found := re.fullmatch(r"\d{1,2}", digits):
        family = digits.zfill(2)
        return family, Fault("cip-not-six-digits", f"{text} names a family of programs",
                             "give the code of six digits")  # fmt: skip
    if mended is None:
        return None, Fault("cip-unreadable", "not a CIP code; the program stands without one",
                           "give the code of six digits, such as 15.1703")  # fmt: skip
    if reading.known is not None and mended not in reading.known:
        return mended, Fault(
            "cip-unknown", f"{mended} is not in {reading.scheme}",
            "correct the code, or the vintage in the mapping",
        )  # fmt: skip
    if mended == text:
        return mended, None
    if len(re.sub(r"\D", "", digits)) == 6:
        return mended, Fault("cip-undotted", "the CIP code is not written with its point",
                             f"write {mended}", "note")  # fmt: skip
    return mended, Fault("cip-lost-zero", "the CIP code lost a zero, as a number does",
                         f"write {mended} as text", "note")  # fmt: skip


def _short_cip(text: str, family: str, rest: str, reading: Reading) -> Read:
    full = f"{family}.{rest.ljust(4, '0')}"
    if reading.known is not None and full in reading.known:
        return full, Fault("cip-lost-zero", "the CIP code lost its zeros, as a number does",
                           f"write {full} as text", "note")  # fmt: skip
    group = f"{family}.{rest.ljust(2, '0')}"
    return group, Fault(
        "cip-not-six-digits", f"{text} names a group of programs, or lost zeros as a number",
        f"give the code of six digits as text ({group}01, …)",
    )  # fmt: skip


def _code(text: str, field: str, reading: Reading) -> Read:
    if reading.scheme.startswith("cip"):
        return cip(text, field, reading)
    code = text.strip()
    if re.fullmatch(r"\d{6}", code):
        code = f"{code[:2]}-{code[2:]}"
    if re.fullmatch(CODE_PATTERNS[reading.scheme], code) is None:
        return None, Fault("code-unreadable", f"not a code of {reading.scheme}",
                           f"write it as {reading.scheme} does")  # fmt: skip
    if reading.known is not None and code not in reading.known:
        return code, Fault("code-unknown", f"{code} is not in {reading.scheme}",
                           "correct the code, or the scheme in the mapping")  # fmt: skip
    return code, None


def _money(text: str, field: str, reading: Reading) -> Read:
    if text.strip().casefold() in _ZERO_WORDS:
        return None, _zero(field)
    found = _MONEY.fullmatch(text.strip())
    if found is None:
        return None, Fault("amount-unreadable", f"{field} is not one amount in US$",
                           "give one number; leave it blank where it is not known")  # fmt: skip
    amount = _float(found[2])
    if found[1] and amount:
        return None, _negative(field)
    if not amount:
        return None, _zero(field)
    if amount > MAX_COST:
        return amount, Fault("amount-unusual", f"{field} is above US$ {MAX_COST:,}",
                             "check it: a decimal point may be lost")  # fmt: skip
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        return amount, Fault("amount-as-text", f"{field} is written with signs",
                             f"write {_short(amount)}", "note")  # fmt: skip
    return amount, None


def _amount(text: str, field: str, reading: Reading) -> Read:
    found = _MONEY.fullmatch(text.strip())
    if found is None:
        return None, Fault("amount-unreadable", f"{field} is not one amount in US$",
                           "give one number; leave it blank where it is not known")  # fmt: skip
    return (None, _negative(field)) if found[1] and _float(found[2]) else (_float(found[2]), None)


def _hours(text: str, field: str, reading: Reading) -> Read:
    return _length(text, field, _HOURS, MAX_HOURS, 1.0)


def _weeks(text: str, field: str, reading: Reading) -> Read:
    found = _WEEKS.fullmatch(text.strip())
    unit = (found[3] if found else None) or reading.units.get(field, "weeks").rstrip("s")
    unit = {"wk": "week", "mo": "month", "yr": "year"}.get(unit.lower(), unit.lower())
    return _length(text, field, _WEEKS, MAX_WEEKS, _WEEKS_OF[unit])


def _length(text: str, field: str, pattern: re.Pattern[str], most: float, times: float) -> Read:
    found = pattern.fullmatch(text.strip())
    if found is None:
        return None, Fault("length-unreadable", f"{field} is not one number",
                           "give one number; leave it blank where it is not known")  # fmt: skip
    number = round(_float(found[2]) * times, 4)
    if found[1] and number:
        return None, _negative(field)
    if not number:
        return None, _zero(field)
    if number > most:
        return number, Fault("length-unusual", f"{field} is above {most:,}", "check it")
    return number, None


def _duration(text: str, field: str, reading: Reading) -> Read:
    number = re.sub(r"\.0+$", "", text.strip())
    if number not in DURATIONS:
        return None, Fault("duration-unknown", "not a category of length",
                           "give 1 to 10, or say in the mapping what the code means")  # fmt: skip
    return int(number), None


def _delivery(text: str, field: str, reading: Reading) -> Read:
    words = " ".join(text.casefold().split())
    if words in DELIVERIES:
        return words, None
    if words in _ONLINE:
        return _ONLINE[words], None
    return None, Fault("delivery-unknown", "not in person, online or hybrid",
                       "say in the mapping what the code means")  # fmt: skip


def _count(text: str, field: str, reading: Reading) -> Read:
    found = _PLAIN_NUMBER.fullmatch(text.strip())
    if found is None or found[3] or _float(found[2]) % 1:
        return None, Fault("count-unreadable", f"{field} is not a whole number",
                           "give a whole number; blank where it is suppressed")  # fmt: skip
    number = int(_float(found[2]))
    return (None, _negative(field)) if found[1] and number else (number, None)


def _quarters(text: str, field: str, reading: Reading) -> Read:
    number, fault = _count(text, field, reading)
    return (None, fault) if fault or not number else (number, None)


def _percent(text: str, field: str, reading: Reading) -> Read:
    found = _PLAIN_NUMBER.fullmatch(text.strip())
    share = reading.units.get(field) == "share"
    if found is None:
        return None, Fault("percent-unreadable", f"{field} is not a number",
                           "give a number; blank where it is suppressed")  # fmt: skip
    number = _float(found[2])
    if found[1] and number:
        return None, _negative(field)
    percent = round(number * 100, 4) if share and not found[3] else number
    if percent > 100:
        return None, Fault("percent-above-100", f"{field} is above 100 per cent",
                           "say in the mapping whether it is a share or per cent")  # fmt: skip
    return percent, None


def _zip(text: str, field: str, reading: Reading) -> Read:
    words = re.sub(r"\.0+$", "", text.strip())
    if re.fullmatch(r"\d{5}(-\d{4})?", words, re.A):
        return words, None
    if re.fullmatch(r"\d{3,4}", words, re.A):
        return words.zfill(5), Fault("zip-lost-zero", "the ZIP code lost a zero",
                                     f"write {words.zfill(5)} as text", "note")  # fmt: skip
    if re.fullmatch(r"\d{9}", words, re.A):
        return f"{words[:5]}-{words[5:]}", None
    return None, Fault("zip-unreadable", "not a ZIP code", "give five digits")


def _url(text: str, field: str, reading: Reading) -> Read:
    if "@" in text:
        return None, Fault("address-is-mail", "an e-mail address given as a website; left out",
                           "give the address of a page")  # fmt: skip
    if fault := _of_text(text):
        return None, fault
    return text.strip(), None


def _flag(text: str, field: str, reading: Reading) -> Read:
    answer = _FLAGS.get(re.sub(r"\.0+$", "", text.strip().lower()))
    if answer is None:
        return None, Fault("not-yes-or-no", f"{field} is not yes or no", "write yes or no")
    return answer, None


def _occupation_code(text: str, field: str, reading: Reading) -> Read:
    code = text.strip()
    if any(re.fullmatch(CODE_PATTERNS[s], code, re.A) for s in ("soc2018", "onetsoc2019")):
        return code, None
    return None, Fault("code-unreadable", "neither a SOC 2018 nor an O*NET-SOC 2019 code",
                       "write it as 47-2231 or 47-2231.00")  # fmt: skip


def _action(text: str, field: str, reading: Reading) -> Read:
    word = text.strip().casefold()
    if word in ("add", "remove"):
        return word, None
    return None, Fault("action-unknown", "neither add nor remove", "write add or remove")


def _date(text: str, field: str, reading: Reading) -> Read:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat(), None
    except ValueError:
        return None, Fault("date-unreadable", "not a date", "write it as YYYY-MM-DD")


def _listed(text: str, field: str, reading: Reading) -> Read:
    if re.fullmatch(r"[a-z]{2}/\S+", text.strip()):
        return text.strip(), None
    return None, Fault("program-unreadable", "not a program", "write state and number: nj/45849")


def _probability(text: str, field: str, reading: Reading) -> Read:
    found = re.fullmatch(r"[01](?:\.\d+)?", text.strip(), re.A)
    if found is None or float(found[0]) > 1:
        return None, Fault("probability-unreadable", "not a probability", "give 0 to 1")
    return float(found[0]), None


def _zero(field: str) -> Fault:
    return Fault("zero-unknown", f"{field} of 0 is read as unknown",
                 "leave it blank where it is not known", "note")  # fmt: skip


def _negative(field: str) -> Fault:
    return Fault("below-zero", f"{field} is below zero; left out",
                 "correct it, or name it in the mapping as a mark of missing values")  # fmt: skip


def _float(digits: str) -> float:
    return float(digits.replace(",", ""))


def _short(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


KINDS: dict[str, Callable[[str, str, Reading], Read]] = {
    "action": _action,
    "amount": _amount,
    "cip": cip,
    "code": _code,
    "count": _count,
    "date": _date,
    "delivery": _delivery,
    "duration": _duration,
    "flag": _flag,
    "hours": _hours,
    "id": _id,
    "line": _line,
    "listed": _listed,
    "money": _money,
    "occupation_code": _occupation_code,
    "percent": _percent,
    "probability": _probability,
    "quarters": _quarters,
    "text": _text,
    "url": _url,
    "weeks": _weeks,
    "zip": _zip,
}
