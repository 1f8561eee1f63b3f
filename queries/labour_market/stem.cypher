// The twin of stem.rq.
MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/stem'})
      <-[:MEMBER_OF]-(listed)-[:IN_SCHEME]->(of)
WHERE listed.code IS NOT NULL
RETURN split(of.iri, '/id/')[1] AS scheme, listed.code AS code, listed.name AS title
ORDER BY scheme, code, title
