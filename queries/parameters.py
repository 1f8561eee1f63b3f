"""The types of query parameters: text of the user in, one RDF term in SPARQL syntax out.

A value never becomes part of a query's text as it was typed: it is checked, made into an IRI or
a literal, and written by pyoxigraph, which escapes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from occupath.graph.vintage.draft import ID as DRAFT
from occupath.ontology.errors import QueryError
from occupath.ontology.ids import CODE_PATTERNS, SCHEMES, mint
from occupath.ontology.model import COLLECTIONS
from occupath.ontology.prefixes import OC, XSD
from occupath.queries.header import Parameter

MAX_TEXT = 200  # characters
MAX_CODES = 1_000  # codes in a list of them
MAX_ROWS = 100_000  # the greatest value of a limit
KINDS = (
    "EscoSkill", "Skill", "Knowledge", "Ability", "WorkActivity", "DetailedWorkActivity",
    "Technology", "Tool",
)  # fmt: skip
DEFAULT_STATE = "nj"  # whose list a program or provider number belongs to if none is named

_SOC = re.compile(r"\d\d-\d{4}", re.ASCII)
_ONETSOC = re.compile(r"\d\d-\d{4}\.\d\d", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d{0,9})?|\.\d{1,9})", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_AREA = re.compile(r"[A-Z]{2}|\d{2,7}", re.ASCII)
_ELEMENT = re.compile(r"[1-6](\.[A-Za-z0-9]{1,2}){0,6}", re.ASCII)
_ACTIVITY = re.compile(r"4\.A(\.[a-z0-9]{1,2}){1,4}\.I\d\d(\.D\d{2,3})?", re.ASCII)
_LOCAL = re.compile(
    r"(technology|tool|certification|licence|credential|onet/element|onet/activity)"
    r"(/[A-Za-z0-9._~%-]+)+",
    re.ASCII,
)
_LISTED = re.compile(r"(?:(?P<state>[a-z]{2})/)?(?P<number>[A-Za-z0-9_.-]{1,40})", re.ASCII)

_Others = Mapping[str, str]  # the other parameters of the call, as text


@dataclass(frozen=True, slots=True)
class ParameterType:
    """How text becomes a term. `expects` is what the error says; `term` gives None if it is not."""

    expects: str
    term: Callable[[str, str | None, _Others], str | None]


def term(parameter: Parameter, value: str, others: _Others) -> str:
    """`value` as an RDF term in SPARQL syntax (``<iri>`` or ``"text"^^<type>``).

    Raises `QueryError` if the value is not of the parameter's type.
    """
    if parameter.type not in TYPES:
        raise QueryError(
            f"parameter {parameter.name!r}: unknown type {parameter.type!r}; use one of "
            + ", ".join(TYPES)
        )
    kind = TYPES[parameter.type]
    made = kind.term(value, parameter.of, others)
    if made is None:
        raise QueryError(
            f"parameter {parameter.name!r}: {_shown(value)} is not {kind.expects}; "
            f"for example {parameter.name}={parameter.example}"
        )
    return made


def _shown(value: str) -> str:
    return repr(value if len(value) <= 60 else value[:57] + "…")


def _iri(iri: str) -> str | None:
    try:
        return str(NamedNode(iri))
    except ValueError:
        return None


def _occupation(value: str, _of: str | None, _others: _Others) -> str | None:
    code = value.strip()
    if _SOC.fullmatch(code):
        code += ".00"
    return _iri(mint("occupation", code)) if _ONETSOC.fullmatch(code) else None


def _code(value: str, of: str | None, others: _Others) -> str | None:
    scheme = others.get(of or "", of or "")
    code = value.strip()
    if _IRI.fullmatch(code):
        return _iri(code)
    written = CODE_PATTERNS.get("soc2018" if DRAFT.fullmatch(scheme) else scheme)
    if written is None or not re.fullmatch(written, code, re.ASCII):
        return None
    return _iri(mint(scheme, code))


def _scheme(value: str, _of: str | None, _others: _Others) -> str | None:
    return _iri(mint(value)) if value in SCHEMES or DRAFT.fullmatch(value) else None


def _skill(value: str, _of: str | None, _others: _Others) -> str | None:
    if _ELEMENT.fullmatch(value):
        return _iri(mint("onet", "element", value))
    if _ACTIVITY.fullmatch(value):
        return _iri(mint("onet", "activity", value))
    local = value.removeprefix("id:")  # as answers show it
    if _LOCAL.fullmatch(local):
        return _iri(mint() + local)
    return _iri(value) if _IRI.fullmatch(value) else None


def _listed(value: str, of: str | None, _others: _Others) -> str | None:
    found = _LISTED.fullmatch(value.strip())
    if not found or of is None:
        return None
    if of == "certification":
        return _iri(mint(of, found["number"])) if found["state"] is None else None
    return _iri(mint(of, found["state"] or DEFAULT_STATE, found["number"]))


def _area(value: str, _of: str | None, _others: _Others) -> str | None:
    return _iri(mint("area", value)) if _AREA.fullmatch(value) else None


def _text(value: str, _of: str | None, _others: _Others) -> str | None:
    if _CONTROL.search(value) or not value.strip() or len(value) > MAX_TEXT:
        return None
    return str(Literal(value.strip()))


def _label(value: str, _of: str | None, _others: _Others) -> str | None:
    text = _text(value, None, {})
    return None if text is None else f"{text}@en"


def _codes(value: str, _of: str | None, _others: _Others) -> str | None:
    codes = value.split()
    good = codes == ["none"] or (codes and all(map(_ONETSOC.fullmatch, codes)))
    return str(Literal(" ".join(codes))) if good and len(codes) <= MAX_CODES else None


def _collection(value: str, _of: str | None, _others: _Others) -> str | None:
    return _iri(mint("collection", value)) if value in COLLECTIONS else None


def _kind(value: str, _of: str | None, _others: _Others) -> str | None:
    return _iri(OC[value]) if value in KINDS else None


def _integer(value: str, _of: str | None, _others: _Others) -> str | None:
    return str(Literal(int(value))) if _INTEGER.fullmatch(value) else None


def _number(value: str, _of: str | None, _others: _Others) -> str | None:
    decimal = NamedNode(XSD["decimal"])
    return str(Literal(value, datatype=decimal)) if _NUMBER.fullmatch(value) else None


def _limit(value: str, _of: str | None, _others: _Others) -> str | None:
    good = _INTEGER.fullmatch(value) and 1 <= int(value) <= MAX_ROWS
    return str(int(value)) if good else None


def _any_iri(value: str, _of: str | None, _others: _Others) -> str | None:
    return _iri(value) if _IRI.fullmatch(value) else None


TYPES: dict[str, ParameterType] = {
    "occupation": ParameterType(
        "an O*NET-SOC 2019 code (NN-NNNN.NN) or a SOC 2018 code (NN-NNNN)", _occupation
    ),
    "code": ParameterType("a code as its scheme writes it", _code),
    "scheme": ParameterType("one of the schemes " + ", ".join(SCHEMES), _scheme),
    "skill": ParameterType("an O*NET element or activity id, or the IRI of a skill", _skill),
    "id": ParameterType("a number of the list it stands in", _listed),
    "area": ParameterType("US, a state's two letters, or an OEWS area code", _area),
    "text": ParameterType(f"text of 1 to {MAX_TEXT} characters on one line", _text),
    "label": ParameterType(f"a name of 1 to {MAX_TEXT} characters on one line", _label),
    "codes": ParameterType("O*NET-SOC 2019 codes (NN-NNNN.NN) apart by spaces, or none", _codes),
    "collection": ParameterType("one of " + ", ".join(sorted(COLLECTIONS)), _collection),
    "kind": ParameterType("one of " + ", ".join(KINDS), _kind),
    "integer": ParameterType("a whole number", _integer),
    "number": ParameterType("a number", _number),
    "iri": ParameterType("an http or https IRI", _any_iri),
    "limit": ParameterType(f"a whole number from 1 to {MAX_ROWS}", _limit),
}
