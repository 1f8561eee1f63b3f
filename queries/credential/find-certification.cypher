// The twin of find-certification.rq.
MATCH (c:Certification)
WHERE toLower(c.name) CONTAINS toLower($text) OR toLower(c.acronym) = toLower($text)
OPTIONAL MATCH (c)-[:OFFERED_BY]->(by)
RETURN DISTINCT c.code AS id, c.name AS name, c.acronym AS acronym, by.name AS issuer
ORDER BY name, id, acronym IS NOT NULL, acronym, issuer IS NOT NULL, issuer
