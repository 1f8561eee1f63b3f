// The twin of occupation-postings.rq.
MATCH (:Resource {iri: $occupation})<-[:OF_OCCUPATION]-(p:Posting)
OPTIONAL MATCH (p)<-[:IN_DOCUMENT]-(m)
WITH p, count(m) AS mentions
MATCH (p)-[:IN_AREA]->(place)
MATCH (p)-[:FROM_RELEASE]->(of)
RETURN p.name AS title, p.employer AS employer, place.name AS area,
       substring(toString(p.postedIn), 0, 7) AS month, p.codeProbability AS probability, mentions,
       p.code AS document, split(of.iri, '/id/source/')[1] AS source, p.iri AS posting
ORDER BY probability IS NULL, probability DESC, title, posting
