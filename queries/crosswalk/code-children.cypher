// The twin of code-children.rq.
MATCH (:Resource {iri: $code})<-[:BROADER]-(below)-[:IN_SCHEME]->(:Resource {iri: $scheme})
WHERE below.code IS NOT NULL
OPTIONAL MATCH (below)-[:AT_LEVEL]->(at)
RETURN below.code AS child_code, below.name AS title, at.name AS level
ORDER BY child_code, title, level IS NOT NULL, level
