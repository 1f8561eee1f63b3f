// The twin of certifications-for-occupation.rq.
MATCH (:Resource {iri: $occupation})<-[link:SUGGESTED_FOR]-(c)
WHERE link.confidence >= $minimum
OPTIONAL MATCH (c)-[:OFFERED_BY]->(by)
RETURN c.code AS id, c.name AS name, c.acronym AS acronym, c.certificationType AS type,
       by.name AS issuer, c.examRequired AS exam_required, link.confidence AS confidence,
       link.method AS method, link.evidenceText AS evidence, c.url AS url
ORDER BY confidence DESC, name, id, method
