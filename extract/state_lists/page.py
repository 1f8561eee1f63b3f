"""The layout as tables of Markdown, which docs/state-lists.md shows."""

from __future__ import annotations

from occupath.extract.state_lists.fields import FIELDS

KINDS: dict[str, str] = {
    "action": "add or remove",
    "amount": "number, US$",
    "cip": "CIP code, text",
    "code": "code, text",
    "count": "whole number",
    "date": "date",
    "delivery": "one of three",
    "duration": "1 to 10",
    "flag": "yes or no",
    "hours": "number, clock hours",
    "id": "key",
    "line": "text, one line",
    "listed": "state and number",
    "money": "number, US$",
    "occupation_code": "code, text",
    "percent": "number, per cent",
    "probability": "number, 0 to 1",
    "quarters": "whole number",
    "text": "text",
    "url": "web address",
    "weeks": "number, weeks",
    "zip": "ZIP code, text",
}


def layout_table(table: str) -> str:
    """The fields of a table: name, type and unit, whether it is needed, meaning, example."""
    lines = ["| column | type | needed | meaning | example |", "|---|---|---|---|---|"]
    for field in FIELDS[table]:
        needed = "yes" if field.required else ""
        example = f"`{field.example}`" if field.example else ""
        lines.append(
            f"| `{field.name}` | {KINDS[field.kind]} | {needed} | {field.meaning} | {example} |"
        )
    return "\n".join(lines)
