"""Stretches of a text around words that matter, so that patterns need not read the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def stretches(low: str, hints: Iterable[str], before: int, after: int) -> Iterator[tuple[int, int]]:
    """The (start, end) of stretches that reach so many characters around each place of a hint,
    in order, without overlap, cut at blanks."""
    places = []
    for hint in hints:
        at = low.find(hint)
        while at >= 0:
            places.append(at)
            at = low.find(hint, at + len(hint))
    if not places:
        return
    places.sort()
    start = _blank_before(low, places[0] - before)
    end = places[0] + after
    for place in places[1:]:
        if place - before > end:
            yield start, _blank_behind(low, end)
            start = _blank_before(low, place - before)
        end = place + after
    yield start, _blank_behind(low, end)


def _blank_before(low: str, at: int) -> int:
    return max(low.rfind(" ", 0, at), 0) if at > 0 else 0


def _blank_behind(low: str, at: int) -> int:
    found = low.find(" ", at) if at < len(low) else -1
    return found if 0 <= found <= at + 60 else min(at, len(low))
