// The twin of crosswalk.rq.
CALL {
  MATCH (from:Resource {iri: $code})-[row:CROSSWALK]->(c)
  RETURN from, c, row.cardinality AS cardinality, row.partial AS partial, row.action AS note
  UNION ALL
  MATCH (from:Resource {iri: $code})<-[row:CROSSWALK]-(c)
  RETURN from, c,
         CASE row.cardinality WHEN '1:m' THEN 'm:1' WHEN 'm:1' THEN '1:m'
                              ELSE row.cardinality END AS cardinality,
         row.partial AS partial, row.action AS note
  UNION ALL
  MATCH (from:Resource {iri: $code})-[:IN_ISCO_GROUP]->(c)
  RETURN from, c, 'm:1' AS cardinality, null AS partial,
         'ESCO occupation in its ISCO-08 group' AS note
  UNION ALL
  MATCH (from:Resource {iri: $code})<-[:IN_ISCO_GROUP]-(c)
  RETURN from, c, '1:m' AS cardinality, null AS partial,
         'ESCO occupation in its ISCO-08 group' AS note
}
WITH from, c, cardinality, partial, note
MATCH (c)-[:IN_SCHEME]->(:Resource {iri: $to})
WHERE cardinality IS NOT NULL AND from.code IS NOT NULL AND c.code IS NOT NULL
RETURN from.code AS from_code, from.name AS from_title, c.code AS to_code, c.name AS to_title,
       cardinality, partial, note, c.iri AS concept
ORDER BY to_code, concept, cardinality, note IS NOT NULL, note, partial IS NOT NULL, partial
