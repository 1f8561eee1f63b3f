// The twin of who-demands.rq.
// What is counted for an occupation stands at its SOC 2018 code.
MATCH (:Resource {iri: $skill})<-[d:DEMANDED]-(code)
WHERE d.occupation IS NOT NULL
WITH code, d.occupation AS occupation, sum(d.demandCount) AS asking,
     sum(d.requiredCount) AS required
WHERE asking >= $minimum
MATCH (code)-[cell:POSTED]->()
WHERE cell.occupation = occupation
WITH occupation, asking, required, sum(cell.postings) AS postings
MATCH (o:Resource {iri: occupation})
RETURN o.code AS code, o.name AS title, asking, postings, toFloat(asking) / postings AS share,
       required
ORDER BY asking DESC, code
