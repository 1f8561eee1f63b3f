// The twin of occupation-tools.rq.
MATCH (:Resource {iri: $occupation})-[:USES_TOOL]->(t)
OPTIONAL MATCH (t)-[:BROADER]->(of)
RETURN t.name AS name, of.name AS commodity, t.iri AS tool
ORDER BY name, tool
