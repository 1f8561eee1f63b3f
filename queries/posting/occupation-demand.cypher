// The twin of occupation-demand.rq.
// What is counted for an occupation stands at its SOC 2018 code.
MATCH (o:Resource {iri: $occupation})-[:DETAILED_OCCUPATION]->(code)-[cell:POSTED]->()
WHERE cell.occupation = o.iri
WITH o, code, sum(cell.postings) AS postings
MATCH (code)-[d:DEMANDED]->(c)
WHERE d.occupation = o.iri
WITH c, postings, sum(d.demandCount) AS asking, sum(d.requiredCount) AS required,
     sum(d.preferredCount) AS preferred, sum(d.taughtCount) AS taught,
     sum(d.mentionedCount) AS mentioned,
     min(coalesce(substring(toString(d.period), 0, 7), 'unknown')) AS first_month,
     coalesce(max(substring(toString(d.period), 0, 7)), 'unknown') AS last_month
WHERE asking >= $minimum
RETURN c.name AS name, asking, postings, toFloat(asking) / postings AS share, required,
       preferred, taught, mentioned, first_month, last_month, c.iri AS concept
ORDER BY asking DESC, required DESC, name, concept
