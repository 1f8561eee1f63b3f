// The twin of green-onet2010.rq.
CALL {
  MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/green-onet2010-increased-demand'})
        <-[:MEMBER_OF]-(listed)
  RETURN listed, 'increased demand' AS category
  UNION ALL
  MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/green-onet2010-enhanced-skills'})
        <-[:MEMBER_OF]-(listed)
  RETURN listed, 'enhanced skills' AS category
  UNION ALL
  MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/green-onet2010-new-emerging'})
        <-[:MEMBER_OF]-(listed)
  RETURN listed, 'new and emerging' AS category
}
WITH listed, category
WHERE listed.code IS NOT NULL
OPTIONAL MATCH (listed)-[:CORRESPONDS_TO]->(now)
      -[:IN_SCHEME]->(:Resource {iri: 'https://w3id.org/occupath/id/onetsoc2019'})
RETURN category, listed.code AS code_2010, listed.name AS title_2010, now.code AS code_2019,
       now.name AS title_2019
ORDER BY code_2010, category, code_2019 IS NOT NULL, code_2019
