// The twin of occupation-esco-skills.rq.
CALL {
  MATCH (:Resource {iri: $occupation})-[:CLASSIFIED_BY]->(now)<-[:CORRESPONDS_TO]-(esco)
  MATCH (esco)-[:ESSENTIAL_SKILL]->(skill)
  RETURN esco, skill, 'essential' AS relation
  UNION ALL
  MATCH (:Resource {iri: $occupation})-[:CLASSIFIED_BY]->(now)<-[:CORRESPONDS_TO]-(esco)
  MATCH (esco)-[:OPTIONAL_SKILL]->(skill)
  RETURN esco, skill, 'optional' AS relation
}
WITH skill, relation, count(DISTINCT esco) AS esco_occupations
RETURN skill.name AS name, relation, esco_occupations, skill.iri AS skill
ORDER BY relation, esco_occupations DESC, name, skill
