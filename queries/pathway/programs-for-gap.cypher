// The twin of programs-for-gap.rq.
CALL {
  MATCH (:Resource {iri: $to})-[r:REQUIRES]->(c)<-[:TEACHES]-(p:Program)
  WHERE r.importance >= 3
  MATCH (:Resource {iri: $from})-[q:REQUIRES]->(c)
  WHERE r.level > q.level
  RETURN c, p, 'rated' AS kind
  UNION ALL
  MATCH (:Resource {iri: $to})-[:USES_TECHNOLOGY]->(c)<-[:TEACHES]-(p:Program)
  WHERE NOT EXISTS { MATCH (:Resource {iri: $from})-[:USES_TECHNOLOGY]->(c) }
  RETURN c, p, 'technology' AS kind
  UNION ALL
  MATCH (:Resource {iri: $to})-[:USES_TOOL]->(c)<-[:TEACHES]-(p:Program)
  WHERE NOT EXISTS { MATCH (:Resource {iri: $from})-[:USES_TOOL]->(c) }
  RETURN c, p, 'tool' AS kind
}
RETURN c.name AS skill, kind, p.code AS id, p.name AS program, p.totalCost AS cost_usd,
       p.clockHours AS hours,
       EXISTS { MATCH (p)-[:PREPARES_FOR_OCCUPATION]->(:Resource {iri: $to}) } AS prepares,
       c.iri AS concept
ORDER BY prepares DESC, kind, skill, cost_usd IS NULL, cost_usd, id, concept
