// The twin of occupation-text-links.rq.
CALL {
  MATCH (:Resource {iri: $occupation})<-[:TASK_OF]-(node)
  RETURN node, node.statement AS statement
  UNION ALL
  MATCH (node:Resource {iri: $occupation})
  RETURN node, node.description AS statement
}
WITH node, statement
WHERE statement IS NOT NULL
MATCH (node)<-[:IN_DOCUMENT]-(m:Mention)-[:NAMES]->(c)
WHERE m.kind IS NOT NULL
RETURN m.kind AS kind, c.name AS name, m.exact AS text, statement, m.start AS start,
       m.end AS end, m.confidence AS confidence, m.method AS method, c.iri AS concept,
       m.iri AS mention
ORDER BY kind, name, concept, statement, start, mention
