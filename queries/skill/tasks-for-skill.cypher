// The twin of tasks-for-skill.rq.
MATCH (:Resource {iri: $skill})<-[:NAMES]-(m)-[:IN_DOCUMENT]->(task)-[:TASK_OF]->(o)
WHERE task.statement IS NOT NULL
RETURN o.code AS code, o.name AS title, task.statement AS statement, m.exact AS text,
       m.start AS start, m.end AS end, m.confidence AS confidence, m.iri AS mention
ORDER BY code, statement, start, mention
