// The twin of demand-evidence.rq.
MATCH (:Resource {iri: $occupation})<-[:OF_OCCUPATION]-(p:Posting)
MATCH (p)<-[:IN_DOCUMENT]-(m)-[:NAMES]->(:Resource {iri: $skill})
WHERE m.requirement IS NOT NULL
MATCH (p)-[:IN_AREA]->(place)
MATCH (p)-[:FROM_RELEASE]->(of)
RETURN m.sentence AS sentence, m.exact AS text, m.requirement AS requirement,
       m.section AS section, p.name AS title, substring(toString(p.postedIn), 0, 7) AS month,
       place.name AS area, split(of.iri, '/id/source/')[1] AS source, m.start AS start,
       m.end AS end, m.confidence AS confidence, p.iri AS posting, m.iri AS mention
ORDER BY confidence DESC, posting, start, m.end, mention
