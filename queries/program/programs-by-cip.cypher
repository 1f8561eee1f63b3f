// The twin of programs-by-cip.rq.
MATCH (:Resource {iri: $cip})<-[:INSTRUCTIONAL_PROGRAM]-(p:Program)
WHERE p.code IS NOT NULL
OPTIONAL MATCH (p)-[:OFFERED_BY]->(by)
RETURN p.code AS id, p.name AS name, coalesce(by.name, p.listedProvider) AS provider,
       p.totalCost AS cost_usd, p.clockHours AS hours, p.locality AS city
ORDER BY cost_usd IS NULL, cost_usd, name, id, provider IS NOT NULL, provider,
         city IS NOT NULL, city
