"""Charts as SVG text, drawn by matplotlib: equal figures give equal text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from occupath.ontology.errors import OccupathError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = re.compile(r'(<svg [^>]*?)width="[\d.]+pt" height="[\d.]+pt" ', re.DOTALL)


def require_matplotlib(instead: str) -> None:
    """Raise `OccupathError` where the charts' library is missing; `instead` says what works."""
    if not _is_there("matplotlib"):
        raise OccupathError(
            "the HTML report draws its charts with matplotlib, which is not installed: "
            f"pip install 'occupath[reports]', or {instead}"
        )


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ValueError:
        return False


def drawn(draw: Callable[[Axes], None], width: float, height: float) -> str:
    """The SVG element of a chart: text stays text, ids are hashed from a fixed salt, no date."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    style: Any = {
        "svg.hashsalt": "occupath", "svg.fonttype": "none", "font.family": "sans-serif",
        "font.sans-serif": ["DejaVu Sans"], "font.size": 9.5, "axes.spines.top": False,
        "axes.spines.right": False,
    }  # fmt: skip
    with mpl.rc_context(style):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure.add_subplot())
        sink = io.StringIO()
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(sink, metadata={"Date": None, "Creator": None})
    text = sink.getvalue()
    text = text[text.index("<svg") :]
    return _SIZE.sub(r'\1role="img" ', text)
