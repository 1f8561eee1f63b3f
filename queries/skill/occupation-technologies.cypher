// The twin of occupation-technologies.rq.
MATCH (o:Resource {iri: $occupation})-[:USES_TECHNOLOGY]->(t)
OPTIONAL MATCH (t)-[:BROADER]->(of)
OPTIONAL MATCH (o)-[asked:IN_DEMAND_TECHNOLOGY]->(t)
RETURN t.name AS name, of.name AS commodity, asked IS NOT NULL AS in_demand,
       coalesce(t.hotTechnology, false) AS hot, t.iri AS technology
ORDER BY in_demand DESC, hot DESC, name, technology
