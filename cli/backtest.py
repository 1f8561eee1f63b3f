"""``occupath backtest``: published decisions on occupations judged again, and your own cases."""

from __future__ import annotations

from pathlib import Path

import click

from occupath.cli.datasets import dataset_option, open_dataset
from occupath.cli.options import as_json, emit, format_option, output_option, print_rich, say

_COLUMNS = ("role", "vintage", "verdict", "distinct", "code", "decision", "agrees")
_ROW = (*_COLUMNS, "decided", "source", "nearest_code", "nearest_title", "similarity", "reasons")


@click.command("backtest", epilog="Example: occupath backtest --format csv --output backtest.csv")
@click.argument("cases", required=False,
                type=click.Path(path_type=Path, exists=True, dir_okay=False))  # fmt: skip
@dataset_option
@format_option("table", "csv", "json")
@output_option
def command(
    cases: Path | None, dataset_dir: Path | None, format_: str, output: Path | None
) -> None:
    """Judge decisions on occupations again, as if the codes they made did not exist.

    CASES is a CSV file with the columns role, duties (sentences, may be empty), vintage (soc2018 or
    soc2010) and hide (codes with ; between them). Without it, the table of published decisions that
    comes with Occupath is judged, and how often the verdict agrees.

    \b
    Verdicts:
      within_existing  the work is that of an existing detailed occupation
      new_detailed     it is not; the code is the broad group it would stand under
      onet_detail      it is not, and O*NET-SOC has it below a SOC code
      not_assessable   neither name nor duties say anything this vintage knows
    """
    from occupath.queries.distinctness.backtest import Backtest
    from occupath.queries.distinctness.cases import published, read_cases

    asked = published() if cases is None else read_cases(cases)
    backtest = Backtest(open_dataset(dataset_dir))
    judged = list(backtest.judge(asked))
    for told in backtest.partial():
        say(told)
    if format_ == "json":
        emit(as_json([each.as_json() for each in judged]), output)
        return
    rows = []
    for each in judged:
        near = each.found.nearest[0] if each.found.nearest else None
        rows.append({
            "role": each.case.role, "vintage": each.case.vintage, "verdict": each.verdict.kind,
            "distinct": bool(each.found.distinct), "code": each.verdict.code,
            "decision": each.case.decision or None, "agrees": each.agrees,
            "decided": each.case.decided or None, "source": each.case.source or None,
            "nearest_code": near and near.occupation.code,
            "nearest_title": near and near.occupation.title,
            "similarity": near and round(near.similarity, 4),
            "reasons": "; ".join(each.verdict.reasons),
        })  # fmt: skip
    if format_ == "csv":
        from occupath.queries.output import to_csv

        emit(to_csv(_ROW, rows), output)
        return
    _print(rows, output)


def _print(rows: list[dict[str, object]], output: Path | None) -> None:
    from rich.console import Group
    from rich.text import Text

    from occupath.cli.tables import layout

    known = [row for row in rows if row["agrees"] is not None]
    agreed = sum(row["agrees"] is True for row in known)
    told = f"agrees with {agreed} of {len(known)} decisions" if known else "no decisions given"
    print_rich(
        lambda width: Group(
            layout(list(_COLUMNS), rows, f"{len(rows)} cases", width), Text(f"• {told}")
        ),
        output,
    )
