"""Small worlds for the tests of the shapes: the passing fixtures together, and one broken one."""

from __future__ import annotations

from pathlib import Path

from occupath.ontology.prefixes import ID, OCSH, RDFS
from occupath.shapes.statements import Statement, statements

HERE = Path(__file__).parent
ONTOLOGY = HERE.parent.parent / "ontology"
KINDS = sorted(f.name.removesuffix(".pass.ttl") for f in HERE.glob("*.pass.ttl"))

Expected = tuple[str, str, str]  # focus node, shape, component


def passing() -> list[Statement]:
    """Every passing fixture, and the subclasses that the ontology states."""
    said = [s for f in sorted(HERE.glob("*.pass.ttl")) for s in statements(f)]
    for module in sorted(ONTOLOGY.glob("*.ttl")):
        said.extend(statements(module, predicates=(RDFS["subClassOf"],)))
    return [s for s in said if not s.subject.startswith("_:") and not s.object.startswith("_:")]


def failing(kind: str) -> list[Statement]:
    """The failing twin of a kind of thing."""
    return list(statements(HERE / f"{kind}.fail.ttl"))


def expected(kind: str) -> set[Expected]:
    """What the failing twin says that it breaks, in the comments at its head."""
    lines = (HERE / f"{kind}.fail.ttl").read_text(encoding="utf-8").splitlines()
    said = [line.removeprefix("# breaks: ").split() for line in lines if line.startswith("# b")]
    return {
        (node if node.startswith("http") else ID[node], OCSH[shape], component)
        for node, shape, component in said
    }


def write(said: list[Statement], path: Path, graph: str = ID["source/test"]) -> Path:
    """The statements as a file of N-Quads in one named graph."""
    lines = sorted({f"<{s.subject}> <{s.predicate}> {s.object} <{graph}> .\n" for s in said})
    path.write_text("".join(lines), encoding="utf-8")
    return path
