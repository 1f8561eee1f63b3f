// The twin of program-teaches.rq.
MATCH (:Resource {iri: $program})<-[:IN_DOCUMENT]-(m)-[:NAMES]->(skill)
RETURN skill.name AS name, m.exact AS found, m.start AS start, m.end AS end,
       m.method AS method, m.confidence AS confidence, skill.iri AS skill
ORDER BY start, m.end, name, skill, method
