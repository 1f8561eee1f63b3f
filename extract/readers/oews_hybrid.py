"""The codes of OES 2019, a mix of SOC 2018 occupations and aggregates, and SOC 2018 behind them."""

from __future__ import annotations

from collections.abc import Iterator

from occupath.extract.log import ReadLog, SetAside
from occupath.extract.sources import SourceFiles
from occupath.extract.tabular import Layout, column, records
from occupath.ontology.ids import CODE_PATTERNS, SCHEMES
from occupath.ontology.model import Code, Correspondence, Row

_CROSSWALK = Layout(
    (
        column("from", "OES2019EstimatesCode", "OES 2019 Estimates Code"),
        column("title", "OES2019EstimatesTitle", "OES 2019 Estimates Title"),
        column("to", "SOCCode2018", "2018 SOC Code"),
        column("notes", "NOTES", required=False),
    )
)


def read(files: SourceFiles, log: ReadLog) -> Iterator[Row]:
    """Each OES 2019 code once with its title, and each pair of it and a SOC 2018 code once.

    A pair stands in several rows where its SOC 2010 codes differ; the repeats are set aside.
    """
    codes: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for r in records(files["crosswalk"], _CROSSWALK, log):
        with log.row(r.file, r.line, r):
            a = r.code("from", CODE_PATTERNS["oews"], SCHEMES["oews"])
            b = r.code("to", CODE_PATTERNS["soc2018"], SCHEMES["soc2018"])
            if (a, b) in pairs:
                raise SetAside("pair already read; the rows differ in SOC 2010 only")
            pairs.add((a, b))
            if a not in codes:
                codes.add(a)
                yield Code("oews", a, r.need_text("title"), None, None, None)
            yield Correspondence("oews", a, "soc2018", b, None, r.text("notes"))
