// The twin of code.rq.
// A Code has a definition, an ESCO concept a description.
MATCH (c:Resource {iri: $code})-[:IN_SCHEME]->(:Resource {iri: $scheme})
WHERE c.code IS NOT NULL
OPTIONAL MATCH (c)-[:AT_LEVEL]->(at)
OPTIONAL MATCH (c)-[:BROADER]->(up) WHERE up.code IS NOT NULL
RETURN c.code AS notation, c.name AS title, at.name AS level, up.code AS parent_code,
       up.name AS parent_title, coalesce(c.definition, c.description) AS definition
ORDER BY notation, level IS NOT NULL, level, parent_code IS NOT NULL, parent_code,
         definition IS NOT NULL, definition
