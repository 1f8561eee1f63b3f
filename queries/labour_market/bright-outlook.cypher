// The twin of bright-outlook.rq.
CALL {
  MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/bright-outlook-growth'})
        <-[:MEMBER_OF]-(listed)
  RETURN listed, 'rapid growth' AS reason
  UNION ALL
  MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/bright-outlook-openings'})
        <-[:MEMBER_OF]-(listed)
  RETURN listed, 'numerous openings' AS reason
  UNION ALL
  MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/bright-outlook-new-emerging'})
        <-[:MEMBER_OF]-(listed)
  RETURN listed, 'new and emerging' AS reason
}
WITH listed, reason
WHERE listed.code IS NOT NULL
RETURN listed.code AS code, listed.name AS title, reason
ORDER BY code, reason, title
