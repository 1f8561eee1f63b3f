// The twin of programs-for-skill.rq.
MATCH (:Resource {iri: $skill})<-[:NAMES]-(m)-[:IN_DOCUMENT]->(p:Program)
WHERE p.code IS NOT NULL
OPTIONAL MATCH (p)-[:OFFERED_BY]->(by)
RETURN p.code AS id, p.name AS name, coalesce(by.name, p.listedProvider) AS provider,
       p.totalCost AS cost_usd, p.clockHours AS hours, m.exact AS found, m.start AS start,
       m.end AS end, m.method AS method, m.confidence AS confidence
ORDER BY cost_usd IS NULL, cost_usd, name, id, start, m.end, method
