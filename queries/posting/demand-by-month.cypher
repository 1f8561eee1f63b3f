// The twin of demand-by-month.rq.
// What is counted for an occupation stands at its SOC 2018 code.
MATCH (o:Resource {iri: $occupation})-[:DETAILED_OCCUPATION]->(code)-[cell:POSTED]->(place)
WHERE cell.occupation = o.iri
OPTIONAL MATCH (code)-[demand:DEMANDED]->(:Resource {iri: $skill})
WHERE demand.outOf = cell.iri
WITH coalesce(substring(toString(cell.period), 0, 7), 'unknown') AS month, place,
     sum(cell.postings) AS postings, sum(coalesce(demand.demandCount, 0)) AS asking
RETURN month, place.name AS area, asking, postings, toFloat(asking) / postings AS share,
       place.iri AS place
ORDER BY month, area, place
