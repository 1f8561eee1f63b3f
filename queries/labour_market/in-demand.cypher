// The twin of in-demand.rq.
MATCH (:Resource {iri: 'https://w3id.org/occupath/id/collection/nj-in-demand-occupations'})
      <-[:MEMBER_OF]-(listed)
WHERE listed.code IS NOT NULL
OPTIONAL MATCH (listed)-[:CORRESPONDS_TO]->(now)
      -[:IN_SCHEME]->(:Resource {iri: 'https://w3id.org/occupath/id/soc2018'})
RETURN listed.code AS soc2010, listed.name AS title_2010, now.code AS soc2018,
       now.name AS title_2018
ORDER BY soc2010, soc2018 IS NOT NULL, soc2018
