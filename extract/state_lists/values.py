"""How the text of a cell is read, by the kind of its field, and what is said of it.

Nothing is guessed silently: a value that is mended makes a note, one that cannot be read or that
is impossible a warning, and the row goes on without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from occupath.extract.readers.plain_text import plain, plain_line, unquoted
from occupath.extract.state_lists import codes, numbers
from occupath.extract.state_lists.fault import Fault, Read, Reading
from occupath.extract.state_lists.fields import DELIVERIES, DURATIONS

_ONLINE = {"online": "online", "on-line": "online", "distance": "online", "remote": "online",
           "virtual": "online", "in person": "in person", "in-person": "in person",
           "classroom": "in person", "on campus": "in person", "on-campus": "in person",
           "hybrid": "hybrid", "blended": "hybrid"}  # fmt: skip
_FLAGS = {"y": True, "yes": True, "true": True, "t": True, "1": True, "x": True,
          "n": False, "no": False, "false": False, "f": False, "0": False}  # fmt: skip
_ID = re.compile(r"[A-Za-z0-9_.-]{1,40}", re.A)
_FORMULA = re.compile(r"\s*(?:[=@\uff1d\uff20]|[-+\uff0b\uff0d]\s*[A-Za-z]\w*[(!|])")
_MOJIBAKE = re.compile("\ufffd|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|â€[\u0080-\u2122]")


def _line(text: str, _field: str, _reading: Reading) -> Read:
    clean = plain_line(unquoted(text))
    return clean, _of_text(text)


def _text(text: str, _field: str, _reading: Reading) -> Read:
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


def _id(text: str, field: str, _reading: Reading) -> Read:
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


def _duration(text: str, _field: str, _reading: Reading) -> Read:
    number = re.sub(r"\.0+$", "", text.strip())
    if number not in DURATIONS:
        return None, Fault("duration-unknown", "not a category of length",
                           "give 1 to 10, or say in the mapping what the code means")  # fmt: skip
    return int(number), None


def _delivery(text: str, _field: str, _reading: Reading) -> Read:
    words = " ".join(text.casefold().split())
    if words in DELIVERIES:
        return words, None
    if words in _ONLINE:
        return _ONLINE[words], None
    return None, Fault("delivery-unknown", "not in person, online or hybrid",
                       "say in the mapping what the code means")  # fmt: skip


def _zip(text: str, _field: str, _reading: Reading) -> Read:
    words = re.sub(r"\.0+$", "", text.strip())
    if re.fullmatch(r"\d{5}(-\d{4})?", words, re.A):
        return words, None
    if re.fullmatch(r"\d{3,4}", words, re.A):
        return words.zfill(5), Fault("zip-lost-zero", "the ZIP code lost a zero",
                                     f"write {words.zfill(5)} as text", "note")  # fmt: skip
    if re.fullmatch(r"\d{9}", words, re.A):
        return f"{words[:5]}-{words[5:]}", None
    return None, Fault("zip-unreadable", "not a ZIP code", "give five digits")


def _url(text: str, _field: str, _reading: Reading) -> Read:
    if "@" in text:
        return None, Fault("address-is-mail", "an e-mail address given as a website; left out",
                           "give the address of a page")  # fmt: skip
    if fault := _of_text(text):
        return None, fault
    return text.strip(), None


def _flag(text: str, field: str, _reading: Reading) -> Read:
    answer = _FLAGS.get(re.sub(r"\.0+$", "", text.strip().lower()))
    if answer is None:
        return None, Fault("not-yes-or-no", f"{field} is not yes or no", "write yes or no")
    return answer, None


def _action(text: str, _field: str, _reading: Reading) -> Read:
    word = text.strip().casefold()
    if word in ("add", "remove"):
        return word, None
    return None, Fault("action-unknown", "neither add nor remove", "write add or remove")


def _date(text: str, _field: str, _reading: Reading) -> Read:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat(), None
    except ValueError:
        return None, Fault("date-unreadable", "not a date", "write it as YYYY-MM-DD")


KINDS: dict[str, Callable[[str, str, Reading], Read]] = {
    "action": _action,
    "amount": numbers.amount,
    "cip": codes.cip,
    "code": codes.code,
    "count": numbers.count,
    "date": _date,
    "delivery": _delivery,
    "duration": _duration,
    "flag": _flag,
    "hours": numbers.hours,
    "id": _id,
    "line": _line,
    "listed": codes.listed,
    "money": numbers.money,
    "occupation_code": codes.occupation_code,
    "percent": numbers.percent,
    "probability": numbers.probability,
    "quarters": numbers.quarters,
    "text": _text,
    "url": _url,
    "weeks": numbers.weeks,
    "zip": _zip,
}
