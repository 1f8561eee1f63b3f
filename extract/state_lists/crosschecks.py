"""What the fields of one row say of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from occupath.extract.state_lists.fault import Fault, Value
from occupath.ontology.model import WEEKS

HOURS_A_WEEK = 60  # above it hours are doubted
ALL_HOURS_A_WEEK = 7 * 24  # above it they are impossible


def lacking(table: str, values: Mapping[str, Value]) -> tuple[str, Fault] | None:
    """What a row cannot be used without, beside the fields that are always needed."""
    if table != "outcomes" or values.get("provider_id") or values.get("provider"):
        return None
    return "provider_id", Fault("blank", "neither provider_id nor provider is given",
                                "fill in one of them", "error")  # fmt: skip


def crosschecks(table: str, values: Mapping[str, Value]) -> Iterator[tuple[str, Fault]]:
    """The field at fault and what is said of it, for each contradiction or gap of a row."""
    if table == "programs":
        yield from _program(values)
    if table == "outcomes":
        yield from _outcome(values)


def _program(values: Mapping[str, Value]) -> Iterator[tuple[str, Fault]]:
    tuition, cost = _number(values, "tuition"), _number(values, "total_cost")
    if tuition is not None and cost is not None and tuition > cost:
        yield "tuition", Fault("tuition-above-total", "the tuition is above the total cost",
                               "the total includes the tuition: correct one")  # fmt: skip
    if cost is None and tuition is None:
        yield "total_cost", Fault("cost-missing", "no cost is known",
                                  "ask the provider for it", "note")  # fmt: skip
    if values.get("cip") is None:
        yield "cip", Fault("cip-missing", "no CIP code: the program reaches no occupation",
                           "give the code; 'occupath align' proposes some")  # fmt: skip
    if values.get("provider") is None and values.get("provider_id") is None:
        yield "provider", Fault("provider-missing", "nobody is named as the provider",
                                "fill in the provider")  # fmt: skip
    yield from _hours(values)


def _hours(values: Mapping[str, Value]) -> Iterator[tuple[str, Fault]]:
    hours = _number(values, "clock_hours")
    weeks = _number(values, "weeks")
    category = values.get("duration_id")
    least: float | None = weeks
    if weeks is None and isinstance(category, int):
        _, least, weeks = WEEKS[category]
    if hours is None or weeks is None:
        return
    if hours > weeks * ALL_HOURS_A_WEEK:
        yield "clock_hours", Fault(
            "hours-impossible", f"{hours:g} hours do not fit into {weeks:g} weeks",
            "correct the hours or the length",
        )  # fmt: skip
    elif hours > weeks * HOURS_A_WEEK:
        yield "clock_hours", Fault(
            "hours-doubtful", f"{hours:g} hours in {weeks:g} weeks are over {HOURS_A_WEEK} a week",
            "check the hours and the length",
        )  # fmt: skip
    elif least is not None and hours < least and least >= 1:
        yield "clock_hours", Fault(
            "hours-doubtful", f"{hours:g} hours in {least:g} weeks or more: under one a week",
            "check the hours and the length",
        )  # fmt: skip


def _outcome(values: Mapping[str, Value]) -> Iterator[tuple[str, Fault]]:
    for key in values:
        name, _, cohort = key.partition("@")
        if name in ("wage_n", "retained_n"):
            part = _number(values, key)
            whole = _number(values, f"completers@{cohort}" if cohort else "completers")
            if part is not None and whole is not None and part > whole:
                yield key, Fault("part-above-whole", f"{name} is above the completers",
                                 "correct one of them")  # fmt: skip


def _number(values: Mapping[str, Value], field: str) -> float | None:
    value = values.get(field)
    return float(value) if isinstance(value, int | float) else None
