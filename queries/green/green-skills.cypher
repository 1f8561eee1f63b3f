// The twin of green-skills.rq.
CALL {
  MATCH (:Resource {iri: $occupation})-[:CLASSIFIED_BY]->(now)<-[:CORRESPONDS_TO]-(esco)
  MATCH (esco)-[:ESSENTIAL_SKILL]->(skill)
  MATCH (skill)
        -[:MEMBER_OF]->(:Resource {iri: 'https://w3id.org/occupath/id/collection/esco-green'})
  RETURN esco, skill, 'essential' AS relation
  UNION ALL
  MATCH (:Resource {iri: $occupation})-[:CLASSIFIED_BY]->(now)<-[:CORRESPONDS_TO]-(esco)
  MATCH (esco)-[:OPTIONAL_SKILL]->(skill)
  MATCH (skill)
        -[:MEMBER_OF]->(:Resource {iri: 'https://w3id.org/occupath/id/collection/esco-green'})
  RETURN esco, skill, 'optional' AS relation
}
WITH esco, skill, relation
WHERE esco.code IS NOT NULL
RETURN skill.name AS skill_name, relation, esco.code AS esco_code, esco.name AS esco_title,
       skill.iri AS skill
ORDER BY skill_name, relation, esco_code, skill
