"""Models that find spans of sentences: what a posting asks for, by two annotation schemes."""

from __future__ import annotations

from functools import lru_cache

from .found import GREEN_LABELS, LAYERS, SKILLSPAN_LABELS, Found, SpanModel

__all__ = ["GREEN_LABELS", "LAYERS", "SKILLSPAN_LABELS", "Found", "SpanModel", "load_span_model"]

NEURAL = ("accurate", "balanced")


@lru_cache(maxsize=4)
def load_span_model(name: str, threads: int = 1) -> SpanModel:
    """The shipped model ``accurate``, ``balanced`` or ``fast``; loaded once a process.

    `ValueError` for another name; `ModelError` if its files are missing.
    """
    if name == "fast":
        from .light import LightSpans

        return LightSpans(f"spans-{name}")
    if name not in NEURAL:
        raise ValueError(f"no span model {name!r}; there are fast, {', '.join(NEURAL)}")
    from .neural import NeuralSpans

    return NeuralSpans(f"spans-{name}", threads)
