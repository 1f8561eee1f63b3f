// The twin of concept-of-code.rq.
CALL {
  MATCH (c:Code {code: $code}) RETURN c
  UNION ALL
  MATCH (c:EscoOccupation {code: $code}) RETURN c
  UNION ALL
  MATCH (c:EscoSkillGroup {code: $code}) RETURN c
}
MATCH (c)-[:IN_SCHEME]->(:Resource {iri: $scheme})
RETURN c.name AS title, c.iri AS concept
ORDER BY concept, title
