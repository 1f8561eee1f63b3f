"""Which nodes are described so far, over all sources: the first description of a node wins."""

from __future__ import annotations

from collections import defaultdict

from occupath.extract.log import BadRow


class Unresolved(BadRow):
    """A row points to a node that nobody has described yet; it may come later."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"points to what is not in {kind}", key)
        self.kind = kind


class Described:
    """The nodes described so far: kind (a scheme id, "occupation", "task", …) → key → its name."""

    def __init__(self) -> None:
        self._names: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def first(self, kind: str, key: str, name: str = "") -> bool:
        """Whether nobody has described `key` before; from now on it is described."""
        names = self._names[kind]
        if key in names:
            return False
        names[key] = name
        return True

    def need(self, kind: str, key: str) -> str:
        """The name of `key`; raises `Unresolved` if nobody has described it yet."""
        name = self._names[kind].get(key)
        if name is None:
            raise Unresolved(kind, key)
        return name

    def get(self, kind: str, key: str) -> str | None:
        """The name of `key`, or None if nobody has described it yet."""
        return self._names[kind].get(key)

    def kinds(self) -> list[str]:
        """Every kind of which something is described, sorted."""
        return sorted(kind for kind, names in self._names.items() if names)
