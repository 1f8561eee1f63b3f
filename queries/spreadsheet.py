"""Text that a spreadsheet shows as text and never runs.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is a formula to
Excel, LibreOffice and others, so text of a list could run on the machine of whoever opens an
export (OWASP, "CSV Injection"). CSV and workbooks go through `safe_cell`; JSON and Parquet keep
every value as it is.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from decimal import Decimal

_STARTS = frozenset("=+-@\u2212")
_NUMBER = re.compile(r"[+-]?(\d[\d.,]*|\.\d+)([eE][+-]?\d+)?%?", re.ASCII)
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # Unicode categories of spaces and controls
_HARMLESS = (bool, int, float, Decimal, date, time)


def safe_cell(value: object) -> object:
    """`value` as a cell that never starts a formula: such text gets a leading apostrophe.

    Spaces and invisible characters before the first sign are looked through, and full-width
    forms (``＝``) count. Numbers, dates, truth values and None stay what they are, and so does
    text that is a number, such as ``-5.5``. Anything else is taken as its text.
    """
    if value is None or isinstance(value, _HARMLESS):
        return value
    text = str(value)
    return "'" + text if _may_run(text) else text


def _may_run(text: str) -> bool:
    if text.startswith(("\t", "\r")):
        return True
    first = next((c for c in text if unicodedata.category(c) not in _UNSEEN), "")
    if unicodedata.normalize("NFKC", first)[:1] not in _STARTS:
        return False
    return _NUMBER.fullmatch(text) is None
