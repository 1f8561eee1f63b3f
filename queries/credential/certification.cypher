// The twin of certification.rq.
MATCH (c:Resource {iri: $certification}) WHERE c:Certification
OPTIONAL MATCH (c)-[:OFFERED_BY]->(by)
OPTIONAL MATCH (c)-[link:SUGGESTED_FOR]->(o)
RETURN c.name AS name, c.acronym AS acronym, c.certificationType AS type, by.name AS issuer,
       c.examRequired AS exam_required, c.trainingRequired AS training_required,
       c.renewalYears AS renewal_years, c.url AS url, c.description AS description,
       o.code AS occupation_code, o.name AS occupation_title, link.confidence AS confidence,
       link.method AS method
ORDER BY confidence IS NULL, confidence DESC, occupation_code, method, issuer IS NOT NULL, issuer
