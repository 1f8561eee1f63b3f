// The twin of program-prepares-for.rq.
MATCH (p:Resource {iri: $program})-[:INSTRUCTIONAL_PROGRAM_2020]->(cip)
MATCH (p)-[:PREPARES_FOR_OCCUPATION]->(o)
WHERE (EXISTS { MATCH (o)-[:CLASSIFIED_BY]->()<-[:PREPARES_FOR]-(cip) }
       OR EXISTS { MATCH (o)-[:DETAILED_OCCUPATION]->()<-[:REVIEWED {reviewAction: 'add'}]-(cip) })
  AND NOT EXISTS { MATCH (o)-[:CLASSIFIED_BY]->()<-[:DOES_NOT_PREPARE_FOR]-(cip) }
  AND NOT EXISTS { MATCH (o)-[:DETAILED_OCCUPATION]->()<-[:DOES_NOT_PREPARE_FOR]-(cip) }
OPTIONAL MATCH (o)-[:REPORTED_UNDER]->(oews)
OPTIONAL MATCH (oews)-[wage:WAGE]->(:Resource {iri: 'https://w3id.org/occupath/id/area/US'})
WHERE wage.annualMedian IS NOT NULL
RETURN DISTINCT o.code AS code, o.name AS title, cip.code AS cip2020,
       wage.annualMedian AS annual_median_usd
ORDER BY code, cip2020
