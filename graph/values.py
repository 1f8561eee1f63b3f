"""RDF terms as Python values."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import BlankNode, Literal, NamedNode

from occupath.ontology.prefixes import XSD

Value = str | int | float | bool | None

_CONVERT: dict[str, Callable[[str], Value]] = {
    XSD["integer"]: int,
    XSD["int"]: int,
    XSD["long"]: int,
    XSD["decimal"]: float,
    XSD["double"]: float,
    XSD["float"]: float,
    XSD["boolean"]: lambda text: text in ("true", "1"),
}


def python_value(term: object) -> Value:
    """`term` as Python has it: whole numbers are int, other numbers float, truth values bool.

    IRIs, words (without their language) and months are str; what is not bound is None.
    """
    if term is None:
        return None
    if isinstance(term, NamedNode | BlankNode):
        return term.value
    if isinstance(term, Literal):
        convert = _CONVERT.get(term.datatype.value)
        return term.value if convert is None else convert(term.value)
    return str(term)


def literal(value: Value) -> str:
    """`value` as it is written in a query; a str that is an IRI of the web becomes an IRI."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(Literal(str(value), datatype=NamedNode(XSD["integer"])))
    if isinstance(value, float):
        return str(Literal(format(value, "f"), datatype=NamedNode(XSD["decimal"])))
    text = str(value)
    if text.startswith(("http://", "https://")):
        return str(NamedNode(text))
    return str(Literal(text))
