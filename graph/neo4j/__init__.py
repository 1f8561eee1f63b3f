"""Property-graph servers over Bolt: Neo4j, Aura, a cluster, or the embedded engine."""

from occupath.graph.neo4j.server import Address, Server, address_from_environment, connect

__all__ = ["Address", "Server", "address_from_environment", "connect"]
