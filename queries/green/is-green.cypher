// The twin of is-green.rq.
CALL {
  MATCH (:Resource {iri: $occupation})-[:CLASSIFIED_BY]->(now)<-[:CORRESPONDS_TO]-(listed)
  MATCH (listed)-[:MEMBER_OF]->(list)
  WHERE list.iri CONTAINS '/collection/green-onet2010-'
  RETURN 'O*NET 2010 categories' AS definition, list.name AS because, listed
  UNION ALL
  MATCH (:Resource {iri: $occupation})-[:CLASSIFIED_BY]->(listed)-[:MEMBER_OF]->(list)
  WHERE list.iri CONTAINS '/collection/green-list2019'
  RETURN 'list in 2019 codes' AS definition, list.name AS because, listed
  UNION ALL
  MATCH (:Resource {iri: $occupation})-[:CLASSIFIED_BY]->(now)<-[:CORRESPONDS_TO]-(listed)
  MATCH (listed)-[:ESSENTIAL_SKILL]->(skill)
  MATCH (skill)
        -[:MEMBER_OF]->(:Resource {iri: 'https://w3id.org/occupath/id/collection/esco-green'})
  RETURN 'ESCO green skills' AS definition, skill.name AS because, listed
}
WITH definition, because, listed
WHERE listed.code IS NOT NULL
RETURN definition, because, listed.code AS code, listed.name AS title
ORDER BY definition, because, code, title
