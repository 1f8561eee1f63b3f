// The twin of green-list2019.rq.
CALL {
  MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/green-list2019'})
        <-[:MEMBER_OF]-(listed)
  RETURN listed, 'green' AS colour
  UNION ALL
  MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/brown-list2019'})
        <-[:MEMBER_OF]-(listed)
  RETURN listed, 'brown' AS colour
}
WITH listed, colour
WHERE listed.code IS NOT NULL
RETURN listed.code AS code, listed.name AS title, colour
ORDER BY colour, code, title
