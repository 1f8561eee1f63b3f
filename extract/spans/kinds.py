"""Which kind a span of the GREEN scheme is, from its words.

The public GREEN splits mark spans without their kinds, so no model can learn them there; these
rules say which of the scheme's five kinds a span's own words speak for, `skill` where none do.
"""

from __future__ import annotations

import re

QUALIFICATION = re.compile(
    r"\b(degree|diploma|gcses?|a[- ]levels?|nvqs?|hn[cd]|bachelors?|masters?|ph\.? ?d|doctorate"
    r"|b\.?sc|m\.?sc|mba|ba|llb|certificat\w*|certified|chartered|accredit\w+|licen[cs]ed?"
    r"|licensure|qualifi\w+|accountancy qualified|ged|registered|nmc|cscs|acca|cima|aca|ccna"
    r"|driving licen[cs]e|graduates?|educated)\b",
    re.IGNORECASE,
)
EXPERIENCE = re.compile(
    r"(?<!customer )(?<!user )(?<!candidate )(?<!guest )\bexperienced?\b"
    r"|\b(track record|years?|background (in|of)|previously worked|worked (in|as|with))\b",
    re.IGNORECASE,
)
DOMAIN = re.compile(
    r"\b(sectors?|industr(y|ies)|markets?|business(es)?|services|retail|banking|finance|insurance"
    r"|hospitality|healthcare|pharmaceuticals?|automotive|aerospace|manufacturing|construction"
    r"|telecom\w*|logistics|fmcg|ecommerce|e-commerce|oil and gas|energy|utilities|charit(y|ies)"
    r"|public|private|property|education|agriculture|gaming|fashion|legal|defence|media|travel)$",
    re.IGNORECASE,
)
OCCUPATION = re.compile(
    r"\b(\w{2,}(eer|ician|ologist|ographer|keeper|smith|wright)|accountant|administrator|adviser"
    r"|advisor|agent|analyst|apprentice|architect|artist|assistant|associate|buyer|carer|chef"
    r"|cleaner|clerk|consultant|controller|cook|coordinator|co-ordinator|dentist|designer"
    r"|developer|director|doctor|driver|editor|electrician|estimator|executive|fitter|foreman"
    r"|head of \w+|inspector|installer|instructor|labou?rer|lawyer|lead|lecturer|manager|mechanic"
    r"|mentor|merchandiser|midwife|nurse|officer|operator|operative|optometrist|painter|paralegal"
    r"|pharmacist|physiotherapist|planner|plumber|porter|practitioner|president|principal"
    r"|producer|programmer|receptionist|recruiter|representative|roofer|scientist|secretary"
    r"|solicitor|specialist|staff|superintendent|supervisor|surveyor|teacher|technician|tester"
    r"|therapist|trainer|tutor|waiter|waitress|warden|welder|worker|writer)s?$",
    re.IGNORECASE,
)
# Words that show an activity, which names no occupation or domain however it ends.
ACTIVITY = re.compile(
    r"^(to |\w+ing\b|ability|able|manage|lead|support|work|provide|develop|deliver|maintain|build"
    r"|ensure|assist|liaise|report|prepare|help|knowledge|understanding)|\bskills?\b",
    re.IGNORECASE,
)
LONGEST_NAME = 5  # words of an occupation's or domain's name


def green_kind(text: str, start: int, end: int) -> str:
    """The kind of ``text[start:end]``."""
    span = text[start:end].strip()
    if EXPERIENCE.search(span):
        return "experience"
    if QUALIFICATION.search(span):
        return "qualification"
    if len(span.split()) <= LONGEST_NAME and not ACTIVITY.search(span):
        if OCCUPATION.search(span):
            return "occupation"
        if DOMAIN.search(span):
            return "domain"
    return "skill"
