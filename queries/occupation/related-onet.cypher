// The twin of related-onet.rq.
MATCH (:Resource {iri: $occupation})-[r:RELATED_TO]->(related)
WHERE r.rank IS NOT NULL AND r.tier IS NOT NULL
RETURN r.rank AS rank, r.tier AS tier, related.code AS code, related.name AS title
ORDER BY rank, code
