// The twin of technology-gap.rq.
CALL {
  MATCH (o:Resource {iri: $to})-[:USES_TECHNOLOGY]->(used)
  OPTIONAL MATCH (used)<-[known:USES_TECHNOLOGY]-(:Resource {iri: $from})
  RETURN o, used, known, 'technology' AS kind
  UNION ALL
  MATCH (o:Resource {iri: $to})-[:USES_TOOL]->(used)
  OPTIONAL MATCH (used)<-[known:USES_TOOL]-(:Resource {iri: $from})
  RETURN o, used, known, 'tool' AS kind
}
WITH o, used, known, kind
WHERE known IS NULL
OPTIONAL MATCH (o)-[asked:IN_DEMAND_TECHNOLOGY]->(used)
RETURN used.name AS name, kind, asked IS NOT NULL AS in_demand, used.iri AS used
ORDER BY kind, in_demand DESC, name, used
