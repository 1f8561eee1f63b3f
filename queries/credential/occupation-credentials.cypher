// The twin of occupation-credentials.rq.
CALL {
  MATCH (:Resource {iri: $occupation})<-[link:SUGGESTED_FOR]-(c)
  OPTIONAL MATCH (c)-[:OFFERED_BY]->(by)
  RETURN 'certification' AS kind, c.name AS name, by.name AS issuer,
         link.confidence AS confidence, link.method AS method, link.evidenceText AS evidence,
         c.iri AS credential
  UNION ALL
  MATCH (:Resource {iri: $occupation})<-[link:EXISTS_FOR]-(c)
  OPTIONAL MATCH (c)-[:IN_JURISDICTION]->(by)
  RETURN 'licence that exists' AS kind, c.name AS name, by.name AS issuer,
         link.confidence AS confidence, link.method AS method, link.evidenceText AS evidence,
         c.iri AS credential
  UNION ALL
  MATCH (:Resource {iri: $occupation})<-[:OF_OCCUPATION]-(c:LicenceRequirement)
  RETURN 'licence required' AS kind, c.licenceName AS name, null AS issuer, 1 AS confidence,
         'reviewed' AS method, c.evidenceText AS evidence, c.iri AS credential
}
WITH kind, name, issuer, confidence, method, evidence, credential
WHERE confidence >= $minimum AND name IS NOT NULL
RETURN kind, name, issuer, confidence, method, evidence, credential
ORDER BY kind DESC, confidence DESC, name, credential, issuer IS NOT NULL, issuer, method
