// The twin of who-uses.rq.
CALL {
  MATCH (used:Technology {name: $name})<-[:USES_TECHNOLOGY]-(o)
  RETURN used, o, 'technology' AS kind
  UNION ALL
  MATCH (used:Tool {name: $name})<-[:USES_TOOL]-(o)
  RETURN used, o, 'tool' AS kind
}
OPTIONAL MATCH (o)-[asked:IN_DEMAND_TECHNOLOGY]->(used)
RETURN o.code AS code, o.name AS title, kind, asked IS NOT NULL AS in_demand, used.iri AS used
ORDER BY in_demand DESC, code, kind, used
