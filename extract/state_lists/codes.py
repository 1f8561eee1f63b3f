"""Codes and keys as states write them; what a spreadsheet took for a number is mended."""

from __future__ import annotations

import re

from occupath.extract.state_lists.fault import Fault, Read, Reading
from occupath.ontology.ids import CODE_PATTERNS


def cip(text: str, _field: str, reading: Reading) -> Read:
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


def code(text: str, field: str, reading: Reading) -> Read:
    """A code of the scheme that the mapping names."""
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


def occupation_code(text: str, _field: str, _reading: Reading) -> Read:
    """A SOC 2018 or an O*NET-SOC 2019 code."""
    code = text.strip()
    if any(re.fullmatch(CODE_PATTERNS[s], code, re.A) for s in ("soc2018", "onetsoc2019")):
        return code, None
    return None, Fault("code-unreadable", "neither a SOC 2018 nor an O*NET-SOC 2019 code",
                       "write it as 47-2231 or 47-2231.00")  # fmt: skip


def listed(text: str, _field: str, _reading: Reading) -> Read:
    """A program as commands name it: ``nj/45849``."""
    if re.fullmatch(r"[a-z]{2}/\S+", text.strip()):
        return text.strip(), None
    return None, Fault("program-unreadable", "not a program", "write state and number: nj/45849")
