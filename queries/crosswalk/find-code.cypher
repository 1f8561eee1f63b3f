// The twin of find-code.rq.
MATCH (c:Code)
WHERE toLower(c.name) CONTAINS toLower($text) AND c.code IS NOT NULL
MATCH (c)-[:IN_SCHEME]->(of)
RETURN split(of.iri, '/id/')[1] AS scheme, c.code AS code, c.name AS title
ORDER BY scheme, code, title
