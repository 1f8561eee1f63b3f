"""Amounts, lengths, counts and shares as states write them."""

from __future__ import annotations

import re

from occupath.extract.state_lists.fault import Fault, Read, Reading

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


def money(text: str, field: str, _reading: Reading) -> Read:
    """A cost in US$ above zero; 0 and words such as free are unknown."""
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


def amount(text: str, field: str, _reading: Reading) -> Read:
    """An amount in US$ from zero."""
    found = _MONEY.fullmatch(text.strip())
    if found is None:
        return None, Fault("amount-unreadable", f"{field} is not one amount in US$",
                           "give one number; leave it blank where it is not known")  # fmt: skip
    return (None, _negative(field)) if found[1] and _float(found[2]) else (_float(found[2]), None)


def hours(text: str, field: str, _reading: Reading) -> Read:
    """Clock hours above zero."""
    return _length(text, field, _HOURS, MAX_HOURS, 1.0)


def weeks(text: str, field: str, reading: Reading) -> Read:
    """Weeks above zero; days, months and years by the cell or the mapping."""
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


def count(text: str, field: str, _reading: Reading) -> Read:
    """A whole number from zero."""
    found = _PLAIN_NUMBER.fullmatch(text.strip())
    if found is None or found[3] or _float(found[2]) % 1:
        return None, Fault("count-unreadable", f"{field} is not a whole number",
                           "give a whole number; blank where it is suppressed")  # fmt: skip
    number = int(_float(found[2]))
    return (None, _negative(field)) if found[1] and number else (number, None)


def quarters(text: str, field: str, reading: Reading) -> Read:
    """A whole number from one."""
    number, fault = count(text, field, reading)
    return (None, fault) if fault or not number else (number, None)


def percent(text: str, field: str, reading: Reading) -> Read:
    """Per cent, 0 to 100; a share by the mapping."""
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


def probability(text: str, _field: str, _reading: Reading) -> Read:
    """A probability, 0 to 1."""
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
